using Baton.Engine.AdHoc;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Begins activities of running ad-hoc sub-processes.</summary>
internal static class AdHocEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) =>
        engine.MapPost("/element-instances/ad-hoc-activities/{key}/activation", Activate);

    private static Task<IResult> Activate(Key key, Body<ActivateAdHocBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        var command = new ActivateAdHocElements(
            key.Value,
            [.. body.Value.Elements.Select(each => each.ToActivation())],
            body.Value.CancelRemainingInstances ?? false
        );
        return runtime.Command("AdHocSubProcessInstruction:ACTIVATE", session => session.ActivateAdHocElements(command), ct);
    }
}

internal sealed record ActivateAdHocBody
{
    public required IReadOnlyList<AdHocElementBody> Elements { get; init; }

    public bool? CancelRemainingInstances { get; init; }
}
