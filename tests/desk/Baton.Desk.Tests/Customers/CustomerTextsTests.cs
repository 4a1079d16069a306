using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Baton.Desk.Tests.Customers;

public sealed partial class CustomerTextsTests
{
    private static string Folder => Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk", "Customers");

    [Theory]
    [InlineData("CustomerTexts.zh-Hans.resx")]
    [InlineData("CustomerTexts.zh-Hant.resx")]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string file)
    {
        var english = Read("CustomerTexts.resx");
        var other = Read(file);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(other[text.Key])));
    }

    [Fact]
    public void Every_text_is_asked_for_somewhere()
    {
        var code = string.Concat(Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var unused = Read("CustomerTexts.resx").Keys.Where(key => !IsAsked(code, key));

        Assert.Empty(unused);
    }

    private static bool IsAsked(string code, string key) =>
        code.Contains($"\"{key}\"", StringComparison.Ordinal)
        || (key.StartsWith("not-found.", StringComparison.Ordinal) && IsAsked(code, key["not-found.".Length..]));

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
