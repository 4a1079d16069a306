using System.Text.RegularExpressions;

namespace Baton.Architecture.Tests;

/// <summary>Documents that name a test as proof name one that is there.</summary>
public sealed partial class DocumentedTests
{
    [Fact]
    public void Every_test_that_the_page_on_bpmn_names_is_there()
    {
        HashSet<string> known =
        [
            .. from file in Repository.Files("tests", ".cs")
            let name = Path.GetFileNameWithoutExtension(file)
            from Match method in Method().Matches(Repository.Read(file))
            select $"{name}.{method.Groups[1].Value}",
        ];
        string[] named = [.. from Match match in Named().Matches(Repository.Read("docs/bpmn.md")) select match.Groups[1].Value];

        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.Contains(test, known));
    }

    [Fact]
    public void Every_pattern_that_the_page_on_bpmn_numbers_has_its_test()
    {
        string tests = Repository.Read("tests/engine/Baton.Engine.Tests/Patterns/ControlFlowPatterns.cs");
        string[] numbers = [.. from Match match in Pattern().Matches(Repository.Read("docs/bpmn.md")) select match.Groups[1].Value];

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.Matches($"Pattern_(\\w+_and_)*{number.PadLeft(2, '0')}_", tests));
    }

    [GeneratedRegex(@"public (?:async )?(?:void|Task) (\w+)\(", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();

    [GeneratedRegex(@"`([A-Z]\w+\.[A-Z]\w*_\w+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| \d+ \|.*\| (\d+) \|$", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
