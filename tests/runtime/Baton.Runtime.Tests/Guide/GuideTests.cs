using Baton.Guide;

namespace Baton.Runtime.Tests.Guide;

public sealed class GuideTests
{
    [Theory]
    [InlineData("engine.md", "EngineGuideTests.cs")]
    [InlineData("testing.md", "TestingGuideTests.cs")]
    public void Every_code_block_of_the_guide_is_one_that_the_tests_run(string page, string file)
    {
        var samples = GuidePage.Samples($"runtime/Baton.Runtime.Tests/Guide/{file}");
        Assert.NotEmpty(samples);
        Assert.Equal(samples.Order(StringComparer.Ordinal), GuidePage.Blocks(page, "csharp").Order(StringComparer.Ordinal));
    }
}
