using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Web.Access;

namespace Baton.Web.Audit;

/// <summary>How the value of a changed field reads: texts without quotes, lists with separators, nothing for nothing.</summary>
internal static class AuditFields
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Words(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray list => string.Join(AccessTexts.ListSeparator, list.Select(Words)),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
            _ => value.ToJsonString(Readable),
        };
}
