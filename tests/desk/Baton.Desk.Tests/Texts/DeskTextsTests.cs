using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Baton.Desk.Tests.Texts;

public sealed partial class DeskTextsTests
{
    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk", "Texts", file))
            .Descendants("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [Theory]
    [InlineData("DeskTexts.zh-Hans.resx")]
    [InlineData("DeskTexts.zh-Hant.resx")]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string file)
    {
        var english = Read("DeskTexts.resx");
        var other = Read(file);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(other[text.Key])));
    }

    [Fact]
    public void A_text_is_found_in_the_language_that_was_asked_for()
    {
        Assert.Equal("Waiting", Desk.Texts.DeskTexts.Get("fax-status.waiting", "en"));
        Assert.Equal("等待发送", Desk.Texts.DeskTexts.Get("fax-status.waiting", "zh-Hans"));
        Assert.Equal("等待傳送", Desk.Texts.DeskTexts.Get("fax-status.waiting", "zh-Hant"));
    }

    [Theory]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-Hant-HK", "zh-Hant")]
    [InlineData("de", "en")]
    [InlineData(null, "en")]
    public void A_language_tag_leads_to_one_of_the_desks_languages(string? tag, string language)
    {
        Assert.Equal(language, Languages.Resolve(tag));
    }

    /// <summary>Every key that the code names as a whole must have its text.</summary>
    [Fact]
    public void Every_text_that_the_code_asks_for_exists()
    {
        var english = Read("DeskTexts.resx");
        var asked =
            from file in Directory.EnumerateFiles(
                Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk"),
                "*.cs",
                SearchOption.AllDirectories
            )
            from Match match in Asked().Matches(File.ReadAllText(file))
            select match.Groups[1].Value;
        var missing = asked.Where(key => !english.ContainsKey(key)).Distinct().ToList();

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"DeskTexts\.Get\(""([a-z][\w.-]*\w)"",")]
    private static partial Regex Asked();
}
