using System.Xml.Linq;
using Baton.Desk.Channels.Xml;
using Baton.Runtime;

namespace Baton.Desk.Channels.Soap;

/// <summary>Takes the message out of an envelope. Pure.</summary>
internal static class SoapEnvelope
{
    /// <summary>Around the message.</summary>
    public const int Levels = 2;

    /// <param name="root">The envelope.</param>
    /// <param name="version">What the content type says.</param>
    /// <param name="action">What SOAPAction or the content type says; null for nothing: the body tells the operation.</param>
    /// <param name="language">Of the sentences about faults.</param>
    public static (XElement? Message, SoapFault? Fault) Open(XElement root, SoapVersion version, string? action, string language)
    {
        var ns = version.Namespace;
        if (root.Name != ns + "Envelope")
            return (null, NotAnEnvelope(root, version, language));
        var foreign = root.Elements(ns + "Header").Elements().Where(header => MustBeUnderstood(header, version)).ToList();
        if (foreign.Count > 0)
            return (null, NotUnderstood(foreign, language));
        // Whatever stands beside Header and Body is no part of SOAP 1.2, and nothing that SOAP 1.1 asks anybody to read.
        var bodies = root.Elements(ns + "Body").ToList();
        var messages = bodies.Elements().ToList();
        if (bodies.Count != 1 || messages.Count != 1)
            return (null, Invalid(bodies.FirstOrDefault() ?? root, SoapTexts.Words.Get("body", language)));
        return Mismatch(messages[0], action, language) is { } mismatch ? (null, mismatch) : (messages[0], null);
    }

    /// <summary>Meant for whoever receives it, as Baton passes nothing on.</summary>
    private static bool MustBeUnderstood(XElement header, SoapVersion version)
    {
        var ns = version.Namespace;
        if ((string?)header.Attribute(ns + "mustUnderstand") is not ("1" or "true"))
            return false;
        return version == SoapVersion.V11
            ? (string?)header.Attribute(ns + "actor") is null or "" or "http://schemas.xmlsoap.org/soap/actor/next"
            : (string?)header.Attribute(ns + "role")
                is null
                    or ""
                    or "http://www.w3.org/2003/05/soap-envelope/role/next"
                    or "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
    }

    private static SoapFault NotAnEnvelope(XElement root, SoapVersion version, string language)
    {
        var sentence = SoapTexts.Words.Get(
            "envelope",
            language,
            ("version", version.Name),
            ("namespace", version.Namespace.NamespaceName),
            ("type", version.MediaType)
        );
        return root.Name.LocalName == "Envelope" ? new(SoapFaultKind.VersionMismatch, sentence, null) : Invalid(root, sentence);
    }

    private static SoapFault NotUnderstood(IReadOnlyList<XElement> headers, string language)
    {
        var names = string.Join(", ", headers.Select(header => header.Name.ToString()));
        return new(SoapFaultKind.MustUnderstand, SoapTexts.Words.Get("header", language, ("headers", names)), null)
        {
            NotUnderstood = [.. headers.Select(header => header.Name).Distinct()],
        };
    }

    /// <summary>Who says an action means that operation and no other.</summary>
    private static SoapFault? Mismatch(XElement message, string? action, string language)
    {
        if (action is null)
            return null;
        if (CaseOperation.All.FirstOrDefault(one => one.Action == action) is not { } operation)
        {
            var known = string.Join(", ", CaseOperation.All.Select(one => one.Action));
            return Invalid(message, SoapTexts.Words.Get("action", language, ("action", action), ("expected", known)));
        }
        return message.Name == ExchangeSchema.Namespace + operation.Message
            ? null
            : Invalid(
                message,
                SoapTexts.Words.Get(
                    "other-action",
                    language,
                    ("action", action),
                    ("expected", operation.Message),
                    ("element", message.Name.LocalName)
                )
            );
    }

    private static SoapFault Invalid(XElement place, string sentence)
    {
        var problem = ExchangeReading.Refused(Problem.Invalid("invalid-envelope", sentence), place, sentence);
        return new(SoapFaultKind.Sender, sentence, CaseExchange.Refuse(problem).Xml);
    }
}
