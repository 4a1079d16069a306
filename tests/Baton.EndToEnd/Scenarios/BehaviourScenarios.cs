using System.Diagnostics;

namespace Baton.EndToEnd.Scenarios;

/// <summary>
/// Plays every scenario against one real server, one after the other, as the clock belongs to all. The table of the run goes to the
/// test's output and to artifacts/scenarios.txt.
/// </summary>
public sealed class BehaviourScenarios(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_supported_scenario_passes()
    {
        string? root = ScenarioFile.Folders();
        if (root is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The scenarios are missing beside the repository.");
            Assert.Skip("The scenarios are not there (../shared/bpmn-scenarios, or BATON_SCENARIOS).");
        }

        IReadOnlyList<ScenarioResult> results = await PlayAll(root);

        string table = ScenarioReport.Table(results);
        output.WriteLine(table);
        string artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(artifacts, "scenarios.txt"), table, TestContext.Current.CancellationToken);
        ScenarioResult[] failed = [.. results.Where(result => !result.Passed && SupportedScenarios.Names.Contains(result.Scenario.Name))];
        Assert.True(failed.Length == 0, table);
    }

    private static async Task<IReadOnlyList<ScenarioResult>> PlayAll(string root)
    {
        await using ServerProcess server = await ServerProcess.Start(ct: TestContext.Current.CancellationToken);
        using HttpClient http = server.CreateClient();
        var engine = new EngineClient(http);
        var results = new List<ScenarioResult>();
        foreach (ScenarioFile scenario in ScenarioFile.LoadAll(root).Where(Wanted))
        {
            results.Add(await Play(scenario, engine));
        }
        return results;
    }

    private static async Task<ScenarioResult> Play(ScenarioFile scenario, EngineClient engine)
    {
        var run = new ScenarioRun(scenario, engine);
        long started = Stopwatch.GetTimestamp();
        string? problem = null;
        try
        {
            await run.Play();
        }
        catch (ScenarioFailure failure)
        {
            problem = failure.Message;
        }
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        await run.CleanUp();
        return new ScenarioResult(scenario, problem, took);
    }

    /// <summary>BATON_SCENARIO narrows the run to the scenarios whose name contains it, for work on one of them.</summary>
    private static bool Wanted(ScenarioFile scenario) =>
        scenario.Name.Contains(Environment.GetEnvironmentVariable("BATON_SCENARIO") ?? "", StringComparison.Ordinal);
}
