using System.Xml.Linq;

namespace Baton.Desk.Channels.Soap;

/// <summary>What goes back for a call: an envelope, and the status that HTTP says. Pure.</summary>
internal sealed record SoapAnswer(XElement Envelope, int Status)
{
    private const int Ok = 200;
    private const int Failed = 500;
    private static readonly XName Language = XNamespace.Xml + "lang";

    public static SoapAnswer Of(SoapVersion version, XElement message) => new(Wrap(version, null, message), Ok);

    /// <summary>
    /// SOAP 1.1, 4.4 and 6.2; SOAP 1.2 part 1, 5.4. Where part 2, 7.5.2.2, has 400 for a sender's fault it is 500 here as well: clients of .NET read no fault
    /// out of a 400.
    /// </summary>
    public static SoapAnswer Of(SoapVersion version, SoapFault fault, string language) =>
        new(
            version == SoapVersion.V11
                ? Wrap(version, null, Fault11(fault, language))
                : Wrap(version, Headers12(fault), Fault12(fault, language)),
            Failed
        );

    private static XElement Wrap(SoapVersion version, object? headers, XElement content)
    {
        var ns = version.Namespace;
        return new(
            ns + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", ns),
            headers is null ? null : new XElement(ns + "Header", headers),
            new XElement(ns + "Body", content)
        );
    }

    private static XElement Fault11(SoapFault fault, string language)
    {
        var code = fault.Kind switch
        {
            SoapFaultKind.Sender => "Client",
            SoapFaultKind.Receiver => "Server",
            var other => other.ToString(),
        };
        return new(
            SoapVersion.V11.Namespace + "Fault",
            new XElement("faultcode", "soap:" + code),
            new XElement("faultstring", new XAttribute(Language, language), fault.Reason),
            fault.Problem is null ? null : new XElement("detail", fault.Problem)
        );
    }

    private static XElement Fault12(SoapFault fault, string language)
    {
        var ns = SoapVersion.V12.Namespace;
        return new(
            ns + "Fault",
            new XElement(ns + "Code", new XElement(ns + "Value", "soap:" + fault.Kind)),
            new XElement(ns + "Reason", new XElement(ns + "Text", new XAttribute(Language, language), fault.Reason)),
            fault.Problem is null ? null : new XElement(ns + "Detail", fault.Problem)
        );
    }

    private static object? Headers12(SoapFault fault)
    {
        var ns = SoapVersion.V12.Namespace;
        return fault.Kind switch
        {
            SoapFaultKind.MustUnderstand => fault.NotUnderstood.Select(name => new XElement(
                ns + "NotUnderstood",
                new XAttribute(XNamespace.Xmlns + "h", name.NamespaceName),
                new XAttribute("qname", "h:" + name.LocalName)
            )),
            SoapFaultKind.VersionMismatch => new XElement(
                ns + "Upgrade",
                new XElement(ns + "SupportedEnvelope", new XAttribute("qname", "soap:Envelope"))
            ),
            _ => null,
        };
    }
}
