using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Web.Tests;

/// <summary>The words of the decision editor's library, in both kinds of Chinese.</summary>
public sealed partial class DecisionEditorWordsTests
{
    private static readonly Dictionary<string, string> Simplified = Read("zh-Hans");
    private static readonly Dictionary<string, string> Traditional = Read("zh-Hant");

    [Fact]
    public void Both_kinds_of_Chinese_have_the_same_words()
    {
        Assert.NotEmpty(Simplified);
        Assert.Equal(Simplified.Keys.Order(StringComparer.Ordinal), Traditional.Keys.Order(StringComparer.Ordinal));
        Assert.All(Simplified.Values.Concat(Traditional.Values), word => Assert.False(string.IsNullOrWhiteSpace(word)));
    }

    [Fact]
    public void Translations_have_the_gaps_of_the_original()
    {
        foreach (var words in new[] { Simplified, Traditional })
            Assert.All(words, word => Assert.Equal(Gaps(word.Key), Gaps(word.Value)));
    }

    [Fact]
    public void Traditional_words_hold_no_simplified_characters()
    {
        const string SimplifiedOnly =
            "单户话类经应该页录这为显书时间们进选项览开关长队务传发现实际标题语种设备联网线号码图帮优请谢处决输规则删编辑";

        Assert.All(
            Traditional.Values,
            word => Assert.DoesNotContain(word, letter => SimplifiedOnly.Contains(letter, StringComparison.Ordinal))
        );
    }

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(Root(), $"src/server/Baton.Web/wwwroot/words/decisions.{language}.json"))
        )!;

    private static List<string> Gaps(string text) => [.. Gap().Matches(text).Select(gap => gap.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout: no Baton.slnx above them.");
    }
}
