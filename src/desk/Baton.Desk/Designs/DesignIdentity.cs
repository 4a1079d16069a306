using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Baton.Desk.Designs;

/// <summary>Who a model says it is.</summary>
/// <param name="Id">The id that its versions share.</param>
/// <param name="Name">The name people see; null where the text gives none.</param>
internal sealed record DesignIdentity(string Id, string? Name)
{
    private const string Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
    };

    /// <summary>Null where the text cannot be read or says no id.</summary>
    public static DesignIdentity? Of(DesignKind kind, string text)
    {
        try
        {
            return kind switch
            {
                DesignKind.Process => Process(text),
                DesignKind.Decision => Decision(text),
                _ => Form(text),
            };
        }
        catch (Exception error) when (error is XmlException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The first executable process, or the first of all.</summary>
    private static DesignIdentity? Process(string text)
    {
        DesignIdentity? first = null;
        using var reader = XmlReader.Create(new StringReader(text), Safe);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "process" || reader.NamespaceURI != Bpmn)
                continue;
            if (reader.GetAttribute("id") is not { Length: > 0 } id)
                continue;
            var found = new DesignIdentity(id, Trimmed(reader.GetAttribute("name")));
            if (reader.GetAttribute("isExecutable") == "true")
                return found;
            first ??= found;
        }
        return first;
    }

    private static DesignIdentity? Decision(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Safe);
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "definitions")
            return null;
        return reader.GetAttribute("id") is { Length: > 0 } id ? new(id, Trimmed(reader.GetAttribute("name"))) : null;
    }

    private static DesignIdentity? Form(string text) =>
        JsonNode.Parse(text) is JsonObject form
        && form["id"] is JsonValue value
        && value.GetValueKind() == JsonValueKind.String
        && value.GetValue<string>() is { Length: > 0 } id
        && !id.Any(char.IsControl)
            ? new(id, null)
            : null;

    private static string? Trimmed(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}
