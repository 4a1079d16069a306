namespace Baton.Dmn.Tests.Guide;

public sealed class GuideTests
{
    [Theory]
    [InlineData("feel.md", "FeelGuideTests.cs")]
    [InlineData("dmn.md", "DmnGuideTests.cs")]
    public void Every_code_block_of_the_guide_is_one_that_the_tests_run(string page, string file)
    {
        Assert.NotEmpty(GuidePage.Samples(file));
        Assert.Equal(GuidePage.Samples(file).Order(StringComparer.Ordinal), GuidePage.Blocks(page, "csharp").Order(StringComparer.Ordinal));
    }
}
