using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Tests.Versions;

/// <summary>The texts of differences, migrations and conversions.</summary>
public sealed partial class VersionTextsTests
{
    /// <summary>What models say, not the code.</summary>
    private static readonly string[] WordsOfModels = ["property.", "kind.", "trigger.", "decision.", "repetition."];

    private static string Folder(string name) => Path.Combine(Checkout.Root, "src", "desk", "Baton.Desk", name);

    [Theory]
    [InlineData("Versions", "VersionTexts", "zh-Hans")]
    [InlineData("Versions", "VersionTexts", "zh-Hant")]
    [InlineData("Conversion", "ConversionTexts", "zh-Hans")]
    [InlineData("Conversion", "ConversionTexts", "zh-Hant")]
    public void Every_text_exists_in_every_language_with_the_same_placeholders(string folder, string file, string language)
    {
        var english = Read(folder, file + ".resx");
        var other = Read(folder, $"{file}.{language}.resx");

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(other[text.Key])));
    }

    [Theory]
    [InlineData("Versions", "VersionTexts")]
    [InlineData("Conversion", "ConversionTexts")]
    public void Every_text_is_asked_for_somewhere(string folder, string file)
    {
        var code = string.Concat(Directory.EnumerateFiles(Folder(folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var unused = Read(folder, file + ".resx")
            .Keys.Where(key => !WordsOfModels.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(key =>
                !code.Contains($"\"{key}\"", StringComparison.Ordinal)
                && !code.Contains($"\"{key.Split('.')[^1]}\"", StringComparison.Ordinal)
            );

        Assert.Empty(unused);
    }

    [Fact]
    public void Every_property_that_may_differ_has_a_name()
    {
        var texts = Read("Versions", "VersionTexts.resx");
        string[] values = [PropertyCodes.Sequential, PropertyCodes.Parallel, PropertyCodes.Loop];
        var codes = typeof(PropertyCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(values, StringComparer.Ordinal);

        Assert.All(codes, code => Assert.Contains("property." + code, texts.Keys));
        Assert.All(values, value => Assert.Contains("repetition." + value, texts.Keys));
    }

    private static Dictionary<string, string> Read(string folder, string file) =>
        XDocument
            .Load(Path.Combine(Folder(folder), file))
            .Descendants("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
