using System.Net;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Baton.Server.ApiReference;

/// <summary>Says in a few words what a schema allows; named shapes become links to their section.</summary>
internal static class SchemaText
{
    public static string Of(IOpenApiSchema? schema) =>
        schema switch
        {
            null => "",
            OpenApiSchemaReference { Reference.Id: { } id } => $"<a href=\"#shape-{Encode(id)}\">{Encode(id)}</a>",
            { Enum: { Count: > 0 } values } => string.Join(" | ", values.Select(value => $"<code>{Encode(Plain(value))}</code>")),
            { OneOf: { Count: > 0 } choices } => string.Join(" or ", choices.Select(Of)),
            { AnyOf: { Count: > 0 } choices } => string.Join(" or ", choices.Select(Of)),
            { AllOf: { Count: > 0 } parts } => string.Join(" and ", parts.Select(Of)),
            { Items: { } items } => $"list of {Of(items)}",
            { AdditionalProperties: { } values } => $"object of {Of(values)}",
            _ => Encode(Simple(schema)),
        };

    private static string Simple(IOpenApiSchema schema)
    {
        string type = schema.Type is { } types ? types.ToString().ToLowerInvariant() : "any value";
        return schema.Format is { } format ? $"{type} ({format})" : type;
    }

    private static string Plain(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString() ?? "null";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
