using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Baton.Desk.Conversion.Camunda7;
using Baton.Desk.Designs;

namespace Baton.Desk.Conversion;

/// <summary>Turns models of Camunda 7 into models of Baton. Pure. What came from nowhere else stays as it is, sign by sign.</summary>
internal static class ModelConversion
{
    private static readonly JsonSerializerOptions FormText = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null where the text cannot be read as what it is to be.</summary>
    public static ConvertedModel? Convert(DesignKind kind, string text)
    {
        try
        {
            return kind == DesignKind.Form ? Form(text) : Xml(kind, text);
        }
        catch (Exception error) when (error is XmlException or JsonException)
        {
            return null;
        }
    }

    private static ConvertedModel Xml(DesignKind kind, string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        var root = document.Root!;
        if (!(kind == DesignKind.Process ? ProcessConversion.IsForeign(root) : DecisionConversion.IsForeign(root)))
            return new(text, false, []);
        var notes = kind == DesignKind.Process ? ProcessConversion.Convert(root) : DecisionConversion.Convert(root);
        return new("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + document.ToString(SaveOptions.DisableFormatting), true, notes);
    }

    private static ConvertedModel Form(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject form || (string?)(form["executionPlatform"] as JsonValue) is not "Camunda Platform")
            return new(text, false, []);
        form["executionPlatform"] = "Camunda Cloud";
        form["executionPlatformVersion"] = "8.7.0";
        var id = (form["id"] as JsonValue)?.ToString();
        var note = new ConversionNote(ConversionVerdict.Converted, id, id, "converted", "Camunda Platform", "Camunda Cloud");
        return new(form.ToJsonString(FormText), true, [note]);
    }
}
