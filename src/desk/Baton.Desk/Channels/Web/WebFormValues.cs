using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Channels.Web;

/// <summary>What the fields of a page's form say, as values of a case type's form. Pure.</summary>
internal static class WebFormValues
{
    /// <summary>Fields of the case type's form are sent as <c>form.KEY</c>.</summary>
    public const string Prefix = "form.";

    public static JsonObject Of(FormSchema fields, IFormCollection sent)
    {
        var data = new JsonObject();
        foreach (var field in fields.Fields)
        {
            List<string> values = [.. sent[Prefix + field.Key].OfType<string>()];
            data[field.Key] = field.Type switch
            {
                FormComponentType.Checklist => new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]),
                FormComponentType.Checkbox => JsonValue.Create(values.Contains("true", StringComparer.Ordinal)),
                _ => values is [{ Length: > 0 } text, ..] ? JsonValue.Create(text) : null,
            };
        }
        return data;
    }
}
