using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Web.Designers.Forms;

/// <summary>Reads a field of a form-js schema, and tells what of it changes when one property does. Pure.</summary>
internal static class FieldDraft
{
    /// <summary>A text of the field, or of one of its groups such as <c>validate</c>.</summary>
    public static string Text(JsonObject field, string name, string? group = null) =>
        (group is null ? field[name] : (field[group] as JsonObject)?[name]) switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonValue value when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True => value.ToJsonString(),
            _ => "",
        };

    public static bool Flag(JsonObject field, string name, string? group = null) => Text(field, name, group) == "true";

    /// <summary>The changes that set one property; an empty text removes it, and a group that is empty then goes as well.</summary>
    public static JsonObject With(JsonObject field, string name, JsonNode? value, string? group = null)
    {
        var isNothing =
            value is null || (value is JsonValue && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);
        if (group is null)
            return new() { [name] = isNothing ? null : value };
        var inner = field[group] is JsonObject known ? (JsonObject)known.DeepClone() : [];
        if (isNothing)
            inner.Remove(name);
        else
            inner[name] = value;
        return new() { [group] = inner.Count == 0 ? null : inner };
    }

    /// <summary>A number as JSON has it; null for an empty or a wrong text.</summary>
    public static JsonNode? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;

    public static IReadOnlyList<OptionDraft> Options(JsonObject field)
    {
        var properties = field["properties"] as JsonObject ?? [];
        return
        [
            .. (field["values"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(option =>
                {
                    var value = Plain(option["value"]);
                    return new OptionDraft(value, Plain(option["label"]), Of(value, "zh-Hans"), Of(value, "zh-Hant"));
                }),
        ];

        string Of(string value, string language) => Plain(properties[$"option.{value}.{language}"]);
    }

    /// <summary>The changes that put these choices in the place of those of before, their names in Chinese with them.</summary>
    public static JsonObject WithOptions(JsonObject field, IReadOnlyList<OptionDraft> options)
    {
        var properties = field["properties"] is JsonObject known ? (JsonObject)known.DeepClone() : [];
        foreach (var name in properties.Select(one => one.Key).Where(name => name.StartsWith("option.", StringComparison.Ordinal)).ToList())
            properties.Remove(name);
        foreach (var option in options)
        {
            if (option.Hans.Length > 0)
                properties[$"option.{option.Value}.zh-Hans"] = option.Hans;
            if (option.Hant.Length > 0)
                properties[$"option.{option.Value}.zh-Hant"] = option.Hant;
        }
        return new()
        {
            ["values"] = new JsonArray([
                .. options.Select(option => new JsonObject { ["label"] = option.Label, ["value"] = option.Value }),
            ]),
            ["properties"] = properties.Count == 0 ? null : properties,
        };
    }

    private static string Plain(JsonNode? node) =>
        node switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonValue value => value.ToJsonString(),
            _ => "",
        };
}

/// <summary>A choice with its names.</summary>
internal sealed record OptionDraft(string Value, string Label, string Hans, string Hant);
