using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Baton.Desk;

namespace Baton.Web.Tests;

/// <summary>Every word of the desk is a resource, and every resource exists in all three languages.</summary>
public sealed partial class TextsTests
{
    private static readonly string WebFolder = Path.Combine(Root(), "src/server/Baton.Web");

    /// <summary>Attributes that people see or hear.</summary>
    private static readonly string[] SpokenAttributes =
    [
        "title",
        "aria-label",
        "placeholder",
        "alt",
        "Placeholder",
        "EmptyText",
        "Label",
        "Title",
    ];

    public static TheoryData<string> Resources =>
        [.. typeof(BatonWeb).Assembly.GetManifestResourceNames().Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal))];

    public static TheoryData<string> Pages =>
        [
            .. Directory
                .EnumerateFiles(WebFolder, "*.razor", SearchOption.AllDirectories)
                .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(WebFolder, file)),
        ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Each_text_exists_in_all_three_languages(string resource)
    {
        var manager = new ResourceManager(resource[..^".resources".Length], typeof(BatonWeb).Assembly);
        var neutral = Texts(manager, CultureInfo.InvariantCulture);

        Assert.NotEmpty(neutral);
        foreach (var language in new[] { Languages.SimplifiedChinese, Languages.TraditionalChinese })
        {
            var texts = Texts(manager, CultureInfo.GetCultureInfo(language));
            Assert.Equal(neutral.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            Assert.All(neutral, text => Assert.Equal(Gaps(text.Value), Gaps(texts[text.Key])));
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Traditional_texts_hold_no_simplified_characters(string resource)
    {
        const string SimplifiedOnly = "单户话类经应该页录这为显书时间们进选项览开关长队务传发现实际标题语种设备联网线号码图帮优请谢处";
        var manager = new ResourceManager(resource[..^".resources".Length], typeof(BatonWeb).Assembly);
        var texts = Texts(manager, CultureInfo.GetCultureInfo(Languages.TraditionalChinese));

        Assert.All(texts, text => Assert.DoesNotContain(text.Value, letter => SimplifiedOnly.Contains(letter, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_page_holds_words_of_its_own(string page)
    {
        var markup = Markup(File.ReadAllText(Path.Combine(WebFolder, page)));

        var words = TextBetweenTags().Matches(markup).Select(match => match.Groups[1].Value.Trim()).Where(HasWords);
        var spoken =
            from Match match in Attribute().Matches(markup)
            where SpokenAttributes.Contains(match.Groups[1].Value)
            let value = match.Groups[2].Value
            where !value.StartsWith('@') && HasWords(value)
            select match.Value;

        Assert.Empty(words.Concat(spoken));
    }

    [Fact]
    public void Each_text_is_used_somewhere()
    {
        var code = string.Concat(
            Directory
                .EnumerateFiles(WebFolder, "*.*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
                .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );
        var unused =
            from file in Directory.EnumerateFiles(WebFolder, "*Texts.resx", SearchOption.AllDirectories)
            let set = Path.GetFileNameWithoutExtension(file)
            where set != "RadzenTexts"
            from key in XDocument.Load(file).Root!.Elements("data").Select(data => (string)data.Attribute("name")!)
            where !Regex.IsMatch(code, $@"\b{set}\.{key}\b")
            select $"{set}.{key}";

        Assert.Empty(unused);
    }

    private static Dictionary<string, string> Texts(ResourceManager manager, CultureInfo culture) =>
        manager
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private static string Gaps(string text) =>
        string.Concat(Gap().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static bool HasWords(string text) => text.Any(char.IsLetter);

    /// <summary>What is left of a page without comments, directives, code and expressions.</summary>
    private static string Markup(string page)
    {
        var markup = Comment().Replace(page, "");
        var code = markup.LastIndexOf("@code {", StringComparison.Ordinal);
        if (code >= 0)
            markup = markup[..code];
        markup = KeyName().Replace(markup, "");
        markup = Directive().Replace(markup, "");
        markup = Control().Replace(markup, "");
        return Statement().Replace(Expression().Replace(markup, ""), "");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout: no Baton.slnx above them.");
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("<kbd[^>]*>[^<]*</kbd>")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"^\s*@(page|using|inject|inherits|layout|attribute|typeparam|implements|namespace)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*(@?(if|else if|foreach|for|else|switch)\b.*|var .*;|break;|[{}]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Control();

    [GeneratedRegex(@"^\s*\{\s*$|^\s*\}\s*$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"@\((?>[^()]+|\((?<depth>)|\)(?<-depth>))*(?(depth)(?!))\)|@[A-Za-z_][\w.!?]*(\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\))?(\.[\w]+(\((?>[^()]+|\((?<e>)|\)(?<-e>))*(?(e)(?!))\))?)*"
    )]
    private static partial Regex Expression();

    [GeneratedRegex(@">([^<>{}@]+)<")]
    private static partial Regex TextBetweenTags();

    [GeneratedRegex(@"\s([\w-]+)=""([^""]*)""")]
    private static partial Regex Attribute();
}
