using Baton.Guide;

namespace Baton.Dmn.Tests.Guide;

public sealed class GuideTests
{
    [Theory]
    [InlineData("feel.md", "FeelGuideTests.cs")]
    [InlineData("dmn.md", "DmnGuideTests.cs")]
    public void Every_code_block_of_the_guide_is_one_that_the_tests_run(string page, string file)
    {
        var samples = GuidePage.Samples($"engine/Baton.Dmn.Tests/Guide/{file}");
        Assert.NotEmpty(samples);
        Assert.Equal(samples.Order(StringComparer.Ordinal), GuidePage.Blocks(page, "csharp").Order(StringComparer.Ordinal));
    }
}
