using System.Globalization;

namespace Baton.Engine.Simulation;

/// <summary>
/// Random models under random schedules and faults. <c>BATON_SIMULATION_SEED</c> plays one seed, <c>BATON_SIMULATION_SEEDS</c> sets how many
/// are played, <c>BATON_SIMULATION_FIRST_SEED</c> with which one they begin.
/// </summary>
public sealed class SimulationTests
{
    private const int DefaultSeeds = 300;
    private const int MaxFailures = 10;

    [Fact]
    public void Every_seed_replays_to_the_state_that_lives_and_comes_to_its_end()
    {
        if (Number("BATON_SIMULATION_SEED") is { } only)
        {
            var run = new Run(only);
            TestContext.Current.TestOutputHelper?.WriteLine(run.Models);
            run.Play();
            return;
        }
        int first = Number("BATON_SIMULATION_FIRST_SEED") ?? 1;
        int seeds = Number("BATON_SIMULATION_SEEDS") ?? DefaultSeeds;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<string>();
        for (int seed = first; seed < first + seeds && failures.Count < MaxFailures; seed++)
        {
            Play(seed, seen, failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        string[] missed =
        [
            .. typeof(EngineEvent)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(EngineEvent)))
                .Select(type => type.Name)
                .Except(seen),
        ];
        Assert.True(seeds < DefaultSeeds || missed.Length == 0, "No seed led to: " + string.Join(", ", missed));
    }

    private static void Play(int seed, HashSet<string> seen, List<string> failures)
    {
        try
        {
            var run = new Run(seed);
            run.Play();
            seen.UnionWith(run.Seen);
        }
        catch (Exception failure)
        {
            string again = $"BATON_SIMULATION_SEED={seed} dotnet run --project tests/engine/Baton.Engine.Simulation";
            failures.Add($"Seed {seed} failed: {failure.Message}\nAgain, with its models: {again}");
        }
    }

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
