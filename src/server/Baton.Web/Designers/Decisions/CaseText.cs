using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Processes.Decisions;
using Baton.Web.Shell;

namespace Baton.Web.Designers.Decisions;

/// <summary>A value of a case as the field of a decision shows it.</summary>
internal static class CaseText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where the case has no such value. Lists and contexts become the FEEL that they are in JSON as well.</summary>
    public static string? Of(DecisionField field, JsonObject values, LocalTime when)
    {
        JsonNode? node = values;
        foreach (var name in field.Name.Split('.'))
            node = (node as JsonObject)?[name];
        return node switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Plain(field, value.GetValue<string>(), when),
            _ => node.ToJsonString(Readable),
        };
    }

    private static string Plain(DecisionField field, string text, LocalTime when) =>
        field.Kind switch
        {
            DecisionFieldKind.Expression => JsonSerializer.Serialize(text, Readable),
            DecisionFieldKind.DateTime
                when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => when.Field(
                at
            ),
            _ => text,
        };
}
