using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Signals;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Broadcasts signals.</summary>
internal static class SignalEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/signals/broadcast", Broadcast);

    private static Task<IResult> Broadcast(Body<BroadcastSignalBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        BroadcastSignalBody signal = body.Value;
        Tenants.Check(signal.TenantId);
        string name = signal.SignalName.Length > 0 ? signal.SignalName : throw SearchReader.Wrong("signalName", "must not be empty");
        var request = new BroadcastSignalRequest(name) { Variables = signal.Variables ?? FeelContext.Empty };
        return runtime.Command(
            "Signal:BROADCAST",
            session => session.BroadcastSignal(request),
            broadcasted => new BroadcastedSignalView(broadcasted.SignalKey, Tenants.Default),
            ct
        );
    }
}

internal sealed record BroadcastSignalBody
{
    public required string SignalName { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record BroadcastedSignalView(Key SignalKey, string TenantId);
