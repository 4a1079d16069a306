using System.Text.RegularExpressions;

namespace Baton.Architecture.Tests;

/// <summary>Style that a reader would notice, held by a test instead of by a wiki.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 600;

    private static readonly string[] CodeFolders = ["src", "tests", "bench"];

    [Fact]
    public void No_reminder_is_left_in_the_code()
    {
        Assert.Empty(Offences(Reminder(), ".cs", ".razor", ".js"));
    }

    [Fact]
    public void No_region_hides_code()
    {
        Assert.Empty(Offences(Region(), ".cs"));
    }

    [Fact]
    public void No_test_is_switched_off_for_good()
    {
        Assert.Empty(Offences(SkippedForGood(), ".cs"));
    }

    [Fact]
    public void A_file_fits_a_room()
    {
        var wrong =
            from file in CodeFolders.SelectMany(folder => Repository.Files(folder, ".cs", ".razor"))
            where !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/Generated/", StringComparison.Ordinal)
            let lines = Repository.Read(file).Count(letter => letter == '\n')
            where lines > FileLinesMax
            select $"{file}: {lines} lines";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_test_is_named_by_a_sentence()
    {
        var wrong =
            from file in Repository.Files("tests", "Tests.cs")
            from Match match in TestMethod().Matches(Repository.Read(file))
            let name = match.Groups[1].Value
            where !name.Contains('_', StringComparison.Ordinal)
            select $"{file}: {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void JavaScript_is_reached_through_the_wrapper_components_only()
    {
        var wrong =
            from file in Repository.Files("src/server/Baton.Web", ".razor", ".cs")
            where Repository.Read(file).Contains("eval(", StringComparison.Ordinal)
            select file;

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_repository_names_no_machine()
    {
        var wrong =
            from file in CodeFolders
                .Concat(["docs", "packs", "eng"])
                .SelectMany(folder => Repository.Files(folder, ".cs", ".razor", ".md", ".json", ".props", ".js", ".csproj"))
            where !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)
            let text = Repository.Read(file)
            where MachinePath().IsMatch(text)
            select file;

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Offences(Regex pattern, params string[] endings) =>
        from file in CodeFolders.SelectMany(folder => Repository.Files(folder, endings))
        where !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)
        let text = Repository.Read(file)
        from Match match in pattern.Matches(text)
        select $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1} {match.Value}";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Reminder();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"Skip\s*=\s*""")]
    private static partial Regex SkippedForGood();

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\]]*\][^;{]*?public (?:async )?[\w<>]+ (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"(?<![\w.])/(?:work|root|home/\w+)/")]
    private static partial Regex MachinePath();
}
