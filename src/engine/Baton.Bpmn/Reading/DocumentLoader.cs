using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>
/// Turns bytes from outside into a document without trusting them: size, depth and attribute length are bounded, a DTD is
/// refused, and whatever is wrong becomes one diagnostic with its place.
/// </summary>
internal static partial class DocumentLoader
{
    /// <summary>Four times the greatest model that modellers handle well; greater ones are an attack or a mistake.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Sub-processes nest two levels of XML each; nobody draws a hundred of them into each other.</summary>
    public const int MaxDepth = 200;

    /// <summary>Longest attribute value or attribute list of one element, in characters.</summary>
    public const int MaxAttributeLength = 256 * 1024;

    public const int MaxAttributes = 1_000;

    public static (XDocument? Document, BpmnDiagnostic? Problem) Load(Stream xml, string resourceName)
    {
        byte[]? bytes = ReadBounded(xml);
        if (bytes is null)
        {
            string message = $"The resource is greater than {MaxBytes / (1024 * 1024)} MB. Split the model into several resources.";
            return (null, Problem(DiagnosticCodes.ResourceTooLarge, 0, 0, message, resourceName));
        }
        try
        {
            BpmnDiagnostic? overLimit = CheckLimits(bytes, resourceName);
            if (overLimit is not null)
            {
                return (null, overLimit);
            }
            using XmlReader reader = Open(bytes);
            return (XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo), null);
        }
        catch (XmlException wrong)
        {
            bool dtd = HasDoctypeBeforeRoot(bytes);
            string message = dtd
                ? "The resource has a document type declaration (DTD), which is not read for safety. Remove the <!DOCTYPE ...> part."
                : $"The resource is not well-formed XML: {wrong.Message} Correct it at this place or save the model again in a modeller.";
            string code = dtd ? DiagnosticCodes.DtdForbidden : DiagnosticCodes.NotWellFormed;
            return (null, Problem(code, wrong.LineNumber, wrong.LinePosition, message, resourceName));
        }
    }

    private static byte[]? ReadBounded(Stream xml)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[81920];
        int count;
        while ((count = xml.Read(chunk, 0, chunk.Length)) > 0)
        {
            if (buffer.Length + count > MaxBytes)
            {
                return null;
            }
            buffer.Write(chunk, 0, count);
        }
        return buffer.ToArray();
    }

    private static XmlReader Open(byte[] bytes) =>
        XmlReader.Create(
            new MemoryStream(bytes, writable: false),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MaxBytes,
                CloseInput = true,
            }
        );

    private static BpmnDiagnostic? CheckLimits(byte[] bytes, string resourceName)
    {
        using XmlReader reader = Open(bytes);
        var place = (IXmlLineInfo)reader;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (reader.Depth > MaxDepth)
            {
                string message =
                    $"Elements are nested more than {MaxDepth} levels deep at <{Short(reader.LocalName)}>. Flatten the model, for instance by call activities.";
                return Problem(DiagnosticCodes.NestedTooDeep, place.LineNumber, place.LinePosition, message, resourceName);
            }
            if (AttributesAreTooLarge(reader))
            {
                string message =
                    $"The attributes of <{Short(reader.LocalName)}> are longer than {MaxAttributeLength} characters or more than {MaxAttributes}. Move long texts into a form, a decision or a variable.";
                return Problem(DiagnosticCodes.AttributesTooLarge, place.LineNumber, place.LinePosition, message, resourceName);
            }
        }
        return null;
    }

    private static bool AttributesAreTooLarge(XmlReader reader)
    {
        if (reader.AttributeCount > MaxAttributes)
        {
            return true;
        }
        long length = 0;
        for (int i = 0; i < reader.AttributeCount; i++)
        {
            length += reader.GetAttribute(i).Length;
        }
        return length > MaxAttributeLength;
    }

    /// <summary>The parser tells a forbidden DTD from other mistakes only by a translated text, so look for one before the root.</summary>
    private static bool HasDoctypeBeforeRoot(byte[] bytes)
    {
        string prolog = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 65536)).Replace("\0", "", StringComparison.Ordinal);
        Match first = DeclarationOrElement().Match(prolog);
        while (first.Success && first.Value.StartsWith("<!--", StringComparison.Ordinal))
        {
            first = first.NextMatch();
        }
        return first.Success && first.Value == "<!DOCTYPE";
    }

    /// <summary>A DOCTYPE or the start of an element, whichever is first; comments are passed over as a whole.</summary>
    [GeneratedRegex(@"(?s:<!--.*?-->)|<!DOCTYPE|<[A-Za-z_:]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DeclarationOrElement();

    private static string Short(string name) => name.Length <= 60 ? name : name[..60] + "...";

    private static BpmnDiagnostic Problem(string code, int line, int column, string message, string resourceName) =>
        new(DiagnosticSeverity.Error, code, resourceName, null, line, column, message);
}
