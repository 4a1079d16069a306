using Baton.Runtime;
using Baton.Runtime.Retention;

namespace Baton.Storage.Conformance;

/// <summary>Wrong periods are named by their keys.</summary>
public sealed class RetentionOptionsTests
{
    [Theory]
    [InlineData("180")]
    [InlineData("soon")]
    [InlineData("PT0S")]
    [InlineData("-P1D")]
    [InlineData("P200Y")]
    [InlineData("P99999999999Y")]
    public void A_period_that_is_none_is_named_by_its_key(string text)
    {
        var options = new RuntimeOptions
        {
            History = new() { Default = text, Processes = { ["invoice"] = text, ["fine"] = "P1D" } },
        };

        var problems = options.Problems();

        Assert.Equal(2, problems.Count);
        Assert.StartsWith($"Runtime:History:Default is '{text}'", problems[0], StringComparison.Ordinal);
        Assert.StartsWith($"Runtime:History:Processes:invoice is '{text}'", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_and_the_word_forever_are_fine()
    {
        var history = new HistoryOptions { Default = "forever", Processes = { ["invoice"] = "P1Y2M", ["ping"] = "PT1H" } };

        Assert.Empty(new RuntimeOptions { History = history }.Problems());
        Assert.Empty(new RuntimeOptions().Problems());
    }
}
