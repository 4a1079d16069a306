using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Baton.Desk.Designs;

/// <summary>Gives a model another id, so that it does not become a version of the one it was copied from.</summary>
internal static class ModelCopy
{
    private static readonly JsonSerializerOptions FormText = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text with the id everywhere that it stands as an id or as a reference to it; as it was where it cannot be read.</summary>
    public static string Of(DesignKind kind, string text, string id, string other)
    {
        try
        {
            return kind == DesignKind.Form ? Form(text, other) : Model(text, id, other);
        }
        catch (Exception error) when (error is XmlException or JsonException or ArgumentException)
        {
            return text;
        }
    }

    private static string Model(string text, string id, string other)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var model = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        foreach (var attribute in model.Descendants().Attributes().Where(one => !one.IsNamespaceDeclaration && one.Value == id))
        {
            if (attribute.Name.LocalName is "id" or "processRef" or "bpmnElement" or "dmnElementRef")
                attribute.Value = other;
        }
        return model.Declaration + Environment.NewLine + model.ToString(SaveOptions.DisableFormatting);
    }

    private static string Form(string text, string other)
    {
        if (JsonNode.Parse(text) is not JsonObject form)
            return text;
        form["id"] = other;
        return form.ToJsonString(FormText);
    }
}
