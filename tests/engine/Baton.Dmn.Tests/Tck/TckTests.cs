namespace Baton.Dmn.Tests.Tck;

public sealed class TckTests(ITestOutputHelper output)
{
    [Fact]
    public void All_official_cases_pass()
    {
        var outcomes = TckFile.In(TckFolder.Required()).SelectMany(TckRun.Of).ToList();
        var failed = outcomes.Where(outcome => outcome.Problem is not null).Select(outcome => outcome.ToString()).ToList();
        foreach (var folder in outcomes.GroupBy(outcome => outcome.Folder))
        {
            output.WriteLine($"{folder.Count(outcome => outcome.Problem is null), 5}/{folder.Count(), -5} {folder.Key}");
        }
        failed.ForEach(output.WriteLine);
        output.WriteLine($"{outcomes.Count - failed.Count}/{outcomes.Count}");
        Assert.NotEmpty(outcomes);
        Assert.True(failed.Count == 0, $"{failed.Count} of {outcomes.Count} cases fail:\n{string.Join('\n', failed)}");
    }
}
