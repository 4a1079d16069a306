using System.Globalization;

namespace Baton.Engine.Simulation;

/// <summary>
/// Random models under random schedules and faults. <c>BATON_SIMULATION_SEED</c> plays one seed, <c>BATON_SIMULATION_SEEDS</c> sets how many
/// are played.
/// </summary>
public sealed class SimulationTests
{
    private const int DefaultSeeds = 300;

    [Fact]
    public void Every_seed_replays_to_the_state_that_lives_and_comes_to_its_end()
    {
        if (Number("BATON_SIMULATION_SEED") is { } only)
        {
            Play(only);
            return;
        }
        int seeds = Number("BATON_SIMULATION_SEEDS") ?? DefaultSeeds;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = 1; seed <= seeds; seed++)
        {
            seen.UnionWith(Play(seed));
        }
        string[] missed =
        [
            .. typeof(EngineEvent)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(EngineEvent)) && !NotModelled.Contains(type.Name))
                .Select(type => type.Name)
                .Except(seen),
        ];
        Assert.True(seeds < DefaultSeeds || missed.Length == 0, "No seed led to: " + string.Join(", ", missed));
    }

    /// <summary>Events of elements that the random models do not have.</summary>
    private static readonly string[] NotModelled =
    [
        "DecisionEvaluated",
        "SignalSubscriptionOpened",
        "SignalReceived",
        "SignalSubscriptionClosed",
        "SignalThrown",
    ];

    private static HashSet<string> Play(int seed)
    {
        try
        {
            var run = new Run(seed);
            run.Play();
            return run.Seen;
        }
        catch (Exception failure)
        {
            string again = $"BATON_SIMULATION_SEED={seed} dotnet run --project tests/engine/Baton.Engine.Simulation";
            Assert.Fail($"Seed {seed} failed; again with: {again}\n{failure}");
            throw;
        }
    }

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
