using System.Xml.Linq;

namespace Baton.Dmn.Reading;

/// <summary>Elements and attributes of DMN, whatever version the namespace names.</summary>
internal static class DmnXml
{
    private static readonly HashSet<string> Namespaces = new(StringComparer.Ordinal)
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
        "https://www.omg.org/spec/DMN/20240513/MODEL/",
    };

    public static bool IsDmn(XElement element) => Namespaces.Contains(element.Name.NamespaceName);

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name && IsDmn(element);

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Is(name));

    public static XElement? Child(this XElement? element, string name) => element?.Children(name).FirstOrDefault();

    public static string? Attr(this XElement? element, string name) => element?.Attribute(name)?.Value;

    public static string? Id(this XElement element) => element.Attr("id");

    /// <summary>A name with its blanks narrowed, as FEEL compares it.</summary>
    public static string NameOf(this XElement? element) =>
        string.Join(' ', (element.Attr("name") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text of the element's text child, or null.</summary>
    public static string? TextChild(this XElement? element) => element.Child("text")?.Value;

    /// <summary>A type reference: an attribute since 1.2, an element before.</summary>
    public static string? TypeRef(this XElement? element) => (element.Attr("typeRef") ?? element.Child("typeRef")?.Value)?.Trim();
}
