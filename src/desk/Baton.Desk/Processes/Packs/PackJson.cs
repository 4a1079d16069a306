using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Desk.Processes.Packs;

/// <summary>
/// Reads one JSON object of a pack strictly: what is missing, of the wrong kind or unknown becomes a problem with its JSON path, and reading goes on.
/// </summary>
internal sealed partial class PackJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    private readonly string _file;
    private readonly List<PackProblem> _problems;
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private PackJson(string file, string path, JsonElement element, List<PackProblem> problems)
    {
        _file = file;
        Path = path;
        _problems = problems;
        foreach (var property in element.EnumerateObject())
        {
            if (!_properties.TryAdd(property.Name, property.Value))
                Problem(property.Name, "Expected the property once, but found it twice.");
        }
    }

    public string Path { get; }

    public IEnumerable<string> Names => _properties.Keys;

    /// <summary>The file's root object; null with a problem when it is no JSON object.</summary>
    public static PackJson? Parse(string file, byte[] content, List<PackProblem> problems)
    {
        try
        {
            var start = content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            using var json = JsonDocument.Parse(content.AsMemory(start), Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return new PackJson(file, "$", json.RootElement.Clone(), problems);
            problems.Add(new PackProblem(file, "$", $"Expected an object, but found {Kind(json.RootElement)}."));
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture);
            problems.Add(new PackProblem(file, $"line {line}", "Expected JSON, but this line cannot be read."));
        }

        return null;
    }

    public void Problem(string? property, string message) =>
        _problems.Add(new PackProblem(_file, property is null ? Path : $"{Path}.{property}", message));

    public string Text(string name) => OptionalText(name) ?? Missing(name);

    public string? OptionalText(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 4000 } text)
            return text;
        Problem(name, $"Expected a text of 1 to 4000 characters, but found {Kind(value)}.");
        return "";
    }

    /// <summary>A text that is used as a key: letters, digits and <c>. _ -</c>, at most 100.</summary>
    public string Code(string name) => CheckCode(name, Text(name));

    public string? OptionalCode(string name) => OptionalText(name) is { } code ? CheckCode(name, code) : null;

    public int Number(string name)
    {
        if (Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number))
            return number;
        Problem(name, "Expected a whole number.");
        return 0;
    }

    public bool OptionalFlag(string name, bool whenAbsent)
    {
        if (Value(name) is not { } value)
            return whenAbsent;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Problem(name, "Expected true or false.");
        return whenAbsent;
    }

    /// <summary>A text in all three languages.</summary>
    public LocalizedText Localized(string name) => OptionalLocalized(name) ?? LocalizedText.Same(Missing(name));

    public LocalizedText? OptionalLocalized(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(name, $"Expected an object with zh-Hans, zh-Hant and en, but found {Kind(value)}.");
            return LocalizedText.Same("");
        }

        var texts = new PackJson(_file, $"{Path}.{name}", value, _problems);
        var localized = new LocalizedText(
            texts.Text(Languages.SimplifiedChinese),
            texts.Text(Languages.TraditionalChinese),
            texts.Text(Languages.English)
        );
        texts.Done();
        return localized;
    }

    /// <summary>The texts of an array; empty when absent.</summary>
    public List<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (item, place) in Items(name))
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text)
                texts.Add(text);
            else
                _problems.Add(new PackProblem(_file, place, $"Expected a text, but found {Kind(item)}."));
        }

        return texts;
    }

    /// <summary>The texts of an array, one at least; null when absent.</summary>
    public List<string>? OptionalTexts(string name)
    {
        if (Value(name) is null)
            return null;
        var texts = Texts(name);
        if (texts.Count == 0)
            Problem(name, "Expected one text at least.");
        return texts;
    }

    /// <summary>The objects of an array; empty when absent.</summary>
    public IEnumerable<PackJson> Objects(string name)
    {
        foreach (var (item, place) in Items(name))
        {
            if (item.ValueKind == JsonValueKind.Object)
                yield return new PackJson(_file, place, item, _problems);
            else
                _problems.Add(new PackProblem(_file, place, $"Expected an object, but found {Kind(item)}."));
        }
    }

    /// <summary>The object of a property; null when absent.</summary>
    public PackJson? Object(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new PackJson(_file, $"{Path}.{name}", value, _problems);
        Problem(name, $"Expected an object, but found {Kind(value)}.");
        return null;
    }

    /// <summary>Reports every property that nobody asked for.</summary>
    public void Done()
    {
        foreach (var name in _properties.Keys.Where(name => !_known.Contains(name) && name != "$schema"))
            Problem(name, $"Expected one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}, but found an unknown property.");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    private static string Kind(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => element.GetString() is { Length: 0 } ? "an empty text" : "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };

    private string CheckCode(string name, string code)
    {
        if (code.Length > 0 && !CodePattern().IsMatch(code))
            Problem(name, $"Expected a code of letters, digits, '.', '_' and '-', but found '{code}'.");
        return code;
    }

    private string Missing(string name)
    {
        Problem(name, "Expected the property, but it is missing.");
        return "";
    }

    private JsonElement? Value(string name)
    {
        _known.Add(name);
        return _properties.TryGetValue(name, out var value) ? value : null;
    }

    private IEnumerable<(JsonElement Item, string Place)> Items(string name)
    {
        if (Value(name) is not { } value)
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, $"Expected an array, but found {Kind(value)}.");
            yield break;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
            yield return (item, string.Create(CultureInfo.InvariantCulture, $"{Path}.{name}[{index++}]"));
    }
}
