using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Forms;

/// <summary>Takes values out of submitted JSON as people meant them.</summary>
internal static class FormValues
{
    /// <summary>A text, number or truth value as text; empty for anything else.</summary>
    public static string Text(JsonNode? node) =>
        node is not JsonValue value
            ? ""
            : value.GetValueKind() switch
            {
                JsonValueKind.String => value.GetValue<string>(),
                JsonValueKind.Number => value.ToJsonString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => "",
            };

    /// <summary>A number, also when it was typed into a text; null when it is none.</summary>
    public static decimal? Number(JsonNode? node) =>
        decimal.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsEmpty(JsonNode? node) =>
        node switch
        {
            null => true,
            JsonArray array => array.Count == 0,
            JsonObject => false,
            JsonValue value => value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()),
            _ => false,
        };
}
