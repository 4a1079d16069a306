using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Baton.Desk.Tests.Texts;

/// <summary>The texts that parts of the desk have beside their code.</summary>
public sealed partial class TextSetTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk");

    public static TheoryData<string> Sets =>
        [
            "Cases/CallBacks/CallBackTexts",
            "Cases/Likely/LikelyTexts",
            "Channels/Web/WebFormTexts",
            "Designs/DesignTexts",
            "Phrases/PhraseTexts",
            "ThirdParties/ThirdPartyTexts",
        ];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string set)
    {
        var english = Read(set + ".resx");

        Assert.NotEmpty(english);
        foreach (var language in new[] { Languages.SimplifiedChinese, Languages.TraditionalChinese })
        {
            var other = Read($"{set}.{language}.resx");
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(other[text.Key])));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_text_is_asked_for_somewhere(string set)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Folder, set))!;
        var code = string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        // A reason of likeness is asked for by the name of its kind, what is missing by the set itself, what is found by the word behind the dot.
        var unused = Read(set + ".resx")
            .Keys.Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal))
            .Where(key => key != "not-found" || !code.Contains(".NotFound(", StringComparison.Ordinal))
            .Where(key => !code.Contains($"\"{key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]}\"", StringComparison.Ordinal))
            .Where(key => !code.Contains($"LikenessKind.{key}", StringComparison.Ordinal));

        Assert.Empty(unused);
    }

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
