using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Baton.Desk.Designs;

namespace Baton.Web.Designs;

/// <summary>A part of a model that people can name: a step, an event, a field.</summary>
/// <param name="Id">As the text has it.</param>
/// <param name="Name">What people read on the drawing.</param>
internal sealed record ModelPart(string Id, string Name)
{
    private static readonly string[] Wholes = ["definitions", "process", "collaboration"];

    /// <summary>The parts of a model that bear a name, in its order; none where the text cannot be read.</summary>
    public static IReadOnlyList<ModelPart> Of(DesignKind kind, string text)
    {
        try
        {
            return kind == DesignKind.Form ? [.. Components(JsonNode.Parse(text))] : Elements(text);
        }
        catch (Exception error) when (error is XmlException or JsonException or ArgumentException)
        {
            return [];
        }
    }

    private static List<ModelPart> Elements(string text)
    {
        var parts = new List<ModelPart>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || Wholes.Contains(reader.LocalName, StringComparer.Ordinal))
                continue;
            if (
                reader.GetAttribute("id") is { Length: > 0 } id
                && reader.GetAttribute("name") is { } name
                && !string.IsNullOrWhiteSpace(name)
            )
                parts.Add(new(id, name.Trim()));
        }
        return parts;
    }

    private static IEnumerable<ModelPart> Components(JsonNode? parent)
    {
        foreach (var one in ((parent as JsonObject)?["components"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Text(one["id"]) is { Length: > 0 } id && (Text(one["label"]) ?? Text(one["text"])) is { Length: > 0 } name)
                yield return new(id, name);
            foreach (var inner in Components(one))
                yield return inner;
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
