using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Baton.Desk.Channels.Xml;

/// <summary>The published schema of the messages that other systems send.</summary>
internal static class ExchangeSchema
{
    private const string Resource = "Baton.Desk.Channels.Xml.case-exchange-1.xsd";

    public static XNamespace Namespace { get; } = "urn:baton:case-exchange:1";

    public static byte[] Published { get; } = Load();

    private static byte[] Load()
    {
        using var stream = typeof(ExchangeSchema).Assembly.GetManifestResourceStream(Resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>For one message: validating adds names of the message to the set, which is neither bounded nor safe for several at once.</summary>
    public static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(
            new MemoryStream(Published),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
        );
        set.Add(Namespace.NamespaceName, reader);
        set.Compile();
        return set;
    }
}
