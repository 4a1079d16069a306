using System.Globalization;
using System.Text.Json;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>Flat names of the values in JSON: <c>data.messages.0.id</c>.</summary>
internal static class AnswerFields
{
    private const int MaxDepth = 16;
    private const int MaxFields = 1000;

    /// <summary>All values by their names; empty for what is no JSON.</summary>
    public static Dictionary<string, string> Of(string json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            Add(fields, "", document.RootElement);
        }
        catch (JsonException)
        {
            // Gateways that answer in plain text are asked for no fields.
        }
        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string name, JsonElement value)
    {
        if (fields.Count >= MaxFields)
            return;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                Add(fields, Joined(name, property.Name), property.Value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                Add(fields, Joined(name, index++.ToString(CultureInfo.InvariantCulture)), item);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            fields[name] = value.ToString();
        }
    }

    private static string Joined(string name, string part) => name.Length == 0 ? part : name + "." + part;
}
