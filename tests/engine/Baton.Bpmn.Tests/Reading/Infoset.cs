using System.Text;
using System.Xml;

namespace Baton.Bpmn.Tests.Reading;

/// <summary>
/// What an XML file says, a line each: elements, attributes and namespaces, text, CDATA sections, comments and processing instructions in their
/// order. Read with the plain XML reader of the base library, so that nothing of the reader under test is trusted. Which of several prefixes of one
/// namespace an element uses says nothing.
/// </summary>
internal static class Infoset
{
    public static IReadOnlyList<string> Of(Stream xml)
    {
        var lines = new List<string>();
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    lines.Add($"{reader.Depth} <{reader.NamespaceURI}|{reader.LocalName}{Attributes(reader)}");
                    break;
                case XmlNodeType.EndElement:
                    lines.Add($"{reader.Depth} >");
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when reader.Depth > 0:
                    lines.Add($"{reader.Depth} text {reader.Value}");
                    break;
                case XmlNodeType.CDATA:
                    lines.Add($"{reader.Depth} cdata {reader.Value}");
                    break;
                case XmlNodeType.Comment:
                    lines.Add($"{reader.Depth} comment {reader.Value}");
                    break;
                case XmlNodeType.ProcessingInstruction:
                    lines.Add($"{reader.Depth} instruction {reader.Name} {reader.Value}");
                    break;
            }
        }
        return lines;
    }

    private static string Attributes(XmlReader reader)
    {
        var text = new StringBuilder();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            names.Add($"{reader.NamespaceURI}|{reader.LocalName}={reader.Value}");
        }
        reader.MoveToElement();
        foreach (string name in names)
        {
            text.Append(' ').Append(name);
        }
        return text.ToString();
    }
}
