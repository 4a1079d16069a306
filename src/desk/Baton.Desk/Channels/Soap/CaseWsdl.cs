using System.Xml.Linq;
using Baton.Desk.Channels.Xml;

namespace Baton.Desk.Channels.Soap;

/// <summary>The description of the service (WSDL 1.1): document/literal, bound to SOAP 1.1 and 1.2, with the published schema inside. Pure.</summary>
internal static class CaseWsdl
{
    private const string Transport = "http://schemas.xmlsoap.org/soap/http";
    private const string Problem = "problem";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly (string Name, SoapVersion Version)[] Ports =
    [
        ("CasesSoap11", SoapVersion.V11),
        ("CasesSoap12", SoapVersion.V12),
    ];

    /// <param name="address">Where the service is called.</param>
    public static XDocument At(string address) =>
        new(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(
                Wsdl + "definitions",
                new XAttribute("name", "BatonCases"),
                new XAttribute("targetNamespace", ExchangeSchema.Namespace),
                new XAttribute(XNamespace.Xmlns + "wsdl", Wsdl),
                new XAttribute(XNamespace.Xmlns + "tns", ExchangeSchema.Namespace),
                new XAttribute(XNamespace.Xmlns + "soap", SoapVersion.V11.Binding),
                new XAttribute(XNamespace.Xmlns + "soap12", SoapVersion.V12.Binding),
                new XElement(Wsdl + "types", Schema()),
                CaseOperation.All.SelectMany(one =>
                    new[] { Message(one.Name + "Request", one.Message), Message(one.Name + "Response", one.Answer) }
                ),
                Message("CaseProblem", Problem),
                new XElement(Wsdl + "portType", new XAttribute("name", "Cases"), CaseOperation.All.Select(Operation)),
                Ports.Select(port => Binding(port.Name, port.Version)),
                Service(address)
            )
        );

    private static XElement Schema()
    {
        using var content = new MemoryStream(ExchangeSchema.Published);
        return XDocument.Load(content).Root!;
    }

    private static XElement Message(string name, string element) =>
        new(
            Wsdl + "message",
            new XAttribute("name", name),
            new XElement(Wsdl + "part", new XAttribute("name", "message"), new XAttribute("element", "tns:" + element))
        );

    private static XElement Operation(CaseOperation one) =>
        new(
            Wsdl + "operation",
            new XAttribute("name", one.Name),
            new XElement(Wsdl + "input", new XAttribute("message", $"tns:{one.Name}Request")),
            new XElement(Wsdl + "output", new XAttribute("message", $"tns:{one.Name}Response")),
            new XElement(Wsdl + "fault", new XAttribute("name", Problem), new XAttribute("message", "tns:CaseProblem"))
        );

    private static XElement Binding(string name, SoapVersion version)
    {
        var soap = version.Binding;
        return new(
            Wsdl + "binding",
            new XAttribute("name", name),
            new XAttribute("type", "tns:Cases"),
            new XElement(soap + "binding", new XAttribute("style", "document"), new XAttribute("transport", Transport)),
            CaseOperation.All.Select(one => new XElement(
                Wsdl + "operation",
                new XAttribute("name", one.Name),
                new XElement(soap + "operation", new XAttribute("soapAction", one.Action), new XAttribute("style", "document")),
                new XElement(Wsdl + "input", Literal(soap + "body")),
                new XElement(Wsdl + "output", Literal(soap + "body")),
                new XElement(Wsdl + "fault", new XAttribute("name", Problem), Literal(soap + "fault", new XAttribute("name", Problem)))
            ))
        );
    }

    private static XElement Literal(XName name, XAttribute? named = null) => new(name, named, new XAttribute("use", "literal"));

    private static XElement Service(string address) =>
        new(
            Wsdl + "service",
            new XAttribute("name", "BatonCases"),
            Ports.Select(port => new XElement(
                Wsdl + "port",
                new XAttribute("name", port.Name),
                new XAttribute("binding", "tns:" + port.Name),
                new XElement(port.Version.Binding + "address", new XAttribute("location", address))
            ))
        );
}
