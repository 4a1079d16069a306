using System.Text;
using System.Xml;

namespace Baton.Bpmn;

/// <summary>Writes definitions back as XML: the same infoset that was read, in UTF-8.</summary>
public static class BpmnWriter
{
    /// <summary>
    /// Writes to the stream and leaves it open. White space, comments, diagram and unknown extensions are kept. Where a namespace has several
    /// prefixes, elements may be written with another one of them.
    /// </summary>
    public static void Write(BpmnDefinitions definitions, Stream xml)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(xml);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = false,
            // A line break inside an attribute would become a space for the next reader, so write it as a character reference.
            NewLineHandling = NewLineHandling.Entitize,
            OmitXmlDeclaration = definitions.Source.Declaration is null,
            CloseOutput = false,
        };
        using XmlWriter writer = XmlWriter.Create(xml, settings);
        definitions.Source.WriteTo(writer);
    }
}
