using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Web.Sandbox;

/// <summary>A value that somebody enters by hand: JSON where it is JSON, else the text itself.</summary>
public sealed class ValueRow
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name { get; set; } = "";
    public string Text { get; set; } = "";

    internal static List<ValueRow> Of(JsonObject? values) =>
        [.. (values ?? []).Select(one => new ValueRow { Name = one.Key, Text = TextOf(one.Value) })];

    /// <summary>The rows with names, the last of a name.</summary>
    internal static JsonObject Read(IEnumerable<ValueRow> rows)
    {
        var values = new JsonObject();
        foreach (var row in rows.Where(row => row.Name.Trim().Length > 0))
            values[row.Name.Trim()] = Parse(row.Text);
        return values;
    }

    private static string TextOf(JsonNode? value) =>
        value is JsonValue one
        && one.TryGetValue<string>(out var text)
        && Parse(text) is JsonValue same
        && same.GetValueKind() == JsonValueKind.String
            ? text
            : value?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
