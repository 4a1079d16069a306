using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Web.Tests;

/// <summary>The words of the process editor, which its scripts ask for in English, in both kinds of Chinese.</summary>
public sealed partial class ProcessEditorWordsTests
{
    private static readonly string Scripts = Path.Combine(Root(), "src/server/Baton.Web/wwwroot/js/process-editor");

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
        const string SimplifiedOnly = "单户话类经应该页录这为显书时间们进选项览开关长队务传发现实际标题语种设备联网线号码图帮优请谢处";

        Assert.All(
            Traditional.Values,
            word => Assert.DoesNotContain(word, letter => SimplifiedOnly.Contains(letter, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Every_word_of_the_desks_own_scripts_is_translated()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (
            var file in Directory.EnumerateFiles(Scripts, "*.js").Where(file => !file.EndsWith("baton-moddle.js", StringComparison.Ordinal))
        )
        {
            var script = File.ReadAllText(file);
            foreach (var pattern in new[] { Asked(), Said(), Labelled(), Named(), Kind() })
                asked.UnionWith(pattern.Matches(script).Select(match => match.Groups[1].Value));
        }

        Assert.InRange(asked.Count, 150, int.MaxValue);
        Assert.DoesNotContain(asked, word => !Simplified.ContainsKey(word));
    }

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Scripts, $"words.{language}.json")))!;

    private static string Gaps(string text) =>
        string.Join(' ', Gap().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout: no Baton.slnx above them.");
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Gap();

    [GeneratedRegex("""\bt\(\s*"([^"]+)"[,)]""")]
    private static partial Regex Asked();

    [GeneratedRegex("""\bsay\((?:true|false), \w+, "([^"]+)"\)""")]
    private static partial Regex Said();

    [GeneratedRegex("""\b(?:label|description|name): "([^"]+)",?""")]
    private static partial Regex Labelled();

    [GeneratedRegex("""\b(?:person|message|fax|gateway)\("([^"]+)"[,)]""")]
    private static partial Regex Named();

    [GeneratedRegex(""""bpmn:\w+": "([^"]+)",?"""")]
    private static partial Regex Kind();
}
