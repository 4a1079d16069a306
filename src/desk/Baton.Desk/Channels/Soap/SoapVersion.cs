using System.Xml.Linq;

namespace Baton.Desk.Channels.Soap;

/// <summary>A version of SOAP: 1.1 (W3C note of 2000) or 1.2 (W3C recommendation of 2007).</summary>
internal sealed class SoapVersion
{
    private SoapVersion(string name, XNamespace ns, XNamespace binding, string mediaType) =>
        (Name, Namespace, Binding, MediaType) = (name, ns, binding, mediaType);

    public static SoapVersion V11 { get; } =
        new("1.1", "http://schemas.xmlsoap.org/soap/envelope/", "http://schemas.xmlsoap.org/wsdl/soap/", "text/xml");

    public static SoapVersion V12 { get; } =
        new("1.2", "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/wsdl/soap12/", "application/soap+xml");

    public string Name { get; }

    /// <summary>Of the envelope.</summary>
    public XNamespace Namespace { get; }

    /// <summary>Of the elements that bind it in a WSDL.</summary>
    public XNamespace Binding { get; }

    /// <summary>By which a request says the version.</summary>
    public string MediaType { get; }

    /// <summary>Null where it is none.</summary>
    public static SoapVersion? Of(string? mediaType) =>
        new[] { V11, V12 }.FirstOrDefault(one => string.Equals(one.MediaType, mediaType, StringComparison.OrdinalIgnoreCase));
}
