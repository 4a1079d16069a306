using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Baton.Server.EngineApi;

/// <summary>Pins the time of the whole installation and lets it run again; only where the configuration allows it.</summary>
internal static class ClockEndpoints
{
    /// <summary>The last instant that dates can hold, in milliseconds since 1970.</summary>
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static void Map(IEndpointRouteBuilder engine, bool isControlled)
    {
        if (!isControlled)
        {
            engine.MapPut("/clock", Refuse);
            engine.MapPost("/clock/reset", Refuse);
            return;
        }
        engine.MapPut("/clock", Pin);
        engine.MapPost("/clock/reset", Reset);
    }

    /// <summary>Answers when all that became due has been done.</summary>
    private static async Task<IResult> Pin(Body<PinClockBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        if (body.Value.Timestamp < 0 || body.Value.Timestamp > Latest)
        {
            return EngineProblem.Invalid("The property 'timestamp' must be milliseconds since 1970, not negative.");
        }
        await runtime.PinClock(DateTimeOffset.FromUnixTimeMilliseconds(body.Value.Timestamp), ct);
        return TypedResults.NoContent();
    }

    private static NoContent Reset(BatonRuntime runtime)
    {
        runtime.ResetClock();
        return TypedResults.NoContent();
    }

    private static IResult Refuse() =>
        EngineProblem.Forbidden("The clock of this server cannot be set. Start it with --Clock:Controlled=true, never in production.");
}

internal sealed record PinClockBody
{
    /// <summary>Milliseconds since 1970.</summary>
    public required long Timestamp { get; init; }
}
