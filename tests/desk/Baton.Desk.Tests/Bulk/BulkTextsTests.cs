using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Baton.Desk.Tests.Bulk;

public sealed partial class BulkTextsTests
{
    private static string Folder => Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk", "Bulk");

    [Theory]
    [InlineData("BulkTexts.zh-Hans.resx")]
    [InlineData("BulkTexts.zh-Hant.resx")]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string file)
    {
        var english = Read("BulkTexts.resx");
        var other = Read(file);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(other[text.Key])));
    }

    [Fact]
    public void Every_text_is_asked_for_somewhere()
    {
        var code = string.Concat(Directory.EnumerateFiles(Folder, "*.cs").Select(File.ReadAllText));

        var unused = Read("BulkTexts.resx").Keys.Where(key => !code.Contains(Use(key), StringComparison.Ordinal));

        Assert.Empty(unused);
    }

    private static string Use(string key) => key == "not-found" ? "Words.NotFound(" : $"\"{key}\"";

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Folder, file))
            .Descendants("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
