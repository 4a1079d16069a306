using System.Xml;
using System.Xml.Linq;

namespace Baton.Dmn.Reading;

/// <summary>An XML document, or why it is none.</summary>
internal sealed record LoadedXml(XElement? Root, DmnDiagnostic? Problem);

/// <summary>Loads XML that nobody vouches for: no DTD, no external reference, bounded in length and depth.</summary>
internal static class SafeXml
{
    private const long MaxCharacters = 50_000_000;
    private const int MaxDepth = 200;

    public static LoadedXml Load(Stream stream) => Load(XmlReader.Create(stream, Settings()));

    public static LoadedXml Load(string xml) => Load(XmlReader.Create(new StringReader(xml), Settings()));

    private static XmlReaderSettings Settings() =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };

    private static LoadedXml Load(XmlReader reader)
    {
        using (reader)
        {
            try
            {
                var root = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
                return DepthOf(root) > MaxDepth
                    ? new(null, new($"The XML nests deeper than {MaxDepth} levels.", null, 1))
                    : new(root, null);
            }
            catch (XmlException problem)
            {
                return new(null, new($"This is not well-formed XML: {problem.Message}", null, Math.Max(1, problem.LineNumber)));
            }
        }
    }

    private static int DepthOf(XElement root)
    {
        var (depth, deepest) = (1, 1);
        for (XNode? node = root; node is not null; )
        {
            if (node is XElement { FirstNode: { } first })
            {
                node = first;
                deepest = Math.Max(deepest, ++depth);
                continue;
            }
            while (node is not null && node != root && node.NextNode is null)
            {
                node = node.Parent;
                depth--;
            }
            node = node == root ? null : node?.NextNode;
        }
        return deepest;
    }

    public static int LineOf(XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;
}
