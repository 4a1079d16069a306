using System.Xml;
using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>How elements and attributes of a model are read everywhere: absent and empty texts are told apart, places are kept.</summary>
internal static class XmlAccess
{
    public static string? Text(this XElement element, string attribute) => (string?)element.Attribute(attribute);

    /// <summary>The attribute, or null when it is absent or blank.</summary>
    public static string? NonBlank(this XElement element, string attribute)
    {
        string? text = (string?)element.Attribute(attribute);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>An xsd:boolean; anything else counts as absent.</summary>
    public static bool Flag(this XElement element, string attribute, bool whenAbsent) =>
        ((string?)element.Attribute(attribute))?.Trim() switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => whenAbsent,
        };

    public static int LineOf(this XElement element) => ((IXmlLineInfo)element).LineNumber;

    public static int ColumnOf(this XElement element) => ((IXmlLineInfo)element).LinePosition;

    /// <summary>The text of a child element, trimmed; null when there is no such child.</summary>
    public static string? ChildText(this XElement element, XName name) => element.Element(name)?.Value.Trim();

    /// <summary>The first extension element with that name, directly in <c>extensionElements</c>.</summary>
    public static XElement? Extension(this XElement element, XName name) =>
        element.Element(Names.Bpmn + "extensionElements")?.Element(name);

    public static IEnumerable<XElement> ExtensionsNamed(this XElement element, XName name) =>
        element.Element(Names.Bpmn + "extensionElements")?.Elements(name) ?? [];

    /// <summary>Finds what a reference names. References are QNames, so a prefix that is no part of an id is dropped.</summary>
    public static T? Referred<T>(this IReadOnlyDictionary<string, T> byId, string? reference)
        where T : class
    {
        if (reference is null)
        {
            return null;
        }
        if (byId.TryGetValue(reference, out T? found))
        {
            return found;
        }
        int colon = reference.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && byId.TryGetValue(reference[(colon + 1)..], out found) ? found : null;
    }
}
