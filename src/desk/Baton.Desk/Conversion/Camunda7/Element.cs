using System.Xml.Linq;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>An element under conversion: what is taken out of it is gone, so that in the end only what nobody knows is left.</summary>
internal sealed class Element(XElement xml, List<ConversionNote> notes)
{
    /// <summary>What must stand before <c>extensionElements</c>.</summary>
    private static readonly XName Documentation = BpmnXml + "documentation";

    public XElement Xml => xml;

    public string Kind => xml.Name.LocalName;

    public string? Id => (string?)xml.Attribute("id");

    public void Note(ConversionVerdict verdict, string code, string was, string? isNow = null) =>
        notes.Add(new(verdict, Id, (string?)xml.Attribute("name") is { Length: > 0 } name ? name : Id, code, was, isNow));

    public void Converted(string was, string isNow) => Note(ConversionVerdict.Converted, "converted", was, isNow);

    public void ToDo(string code, string was) => Note(ConversionVerdict.ToDo, code, was);

    /// <summary>Takes an attribute of Camunda's out; null when there is none, or it is empty.</summary>
    public string? Take(string attribute)
    {
        if (xml.Attribute(Camunda + attribute) is not { } found)
            return null;
        found.Remove();
        return string.IsNullOrWhiteSpace(found.Value) ? null : found.Value.Trim();
    }

    /// <summary>Takes the elements of Camunda's of this name out of the extension elements.</summary>
    public List<XElement> TakeAll(string element)
    {
        var found = xml.Elements(BpmnXml + "extensionElements").Elements(Camunda + element).ToList();
        found.ForEach(one => one.Remove());
        return found;
    }

    /// <summary>
    /// The value in Baton's words: a literal or FEEL. Null where there is nothing, or where it cannot be said; then a line of the report says so.
    /// </summary>
    public string? Value(string attribute, string? text)
    {
        if (text is null)
            return null;
        var value = JuelTemplate.Convert(text);
        if (value.Value is null)
            ToDo("expression", $"{attribute} = {text}");
        return value.Value;
    }

    /// <summary>The element in the extension elements, made where it is not there yet.</summary>
    public XElement Says(string name, params (string Name, string? Value)[] attributes)
    {
        var extensions = xml.Element(BpmnXml + "extensionElements");
        if (extensions is null)
        {
            extensions = new(BpmnXml + "extensionElements");
            if (xml.Elements(Documentation).LastOrDefault() is { } documentation)
                documentation.AddAfterSelf(extensions);
            else
                xml.AddFirst(extensions);
        }
        if (extensions.Element(Zeebe + name) is not { } said)
            extensions.Add(said = new(Zeebe + name));
        foreach (var (attribute, value) in attributes.Where(one => one.Value is not null))
            said.SetAttributeValue(attribute, value);
        return said;
    }

    /// <summary>An input or output of the element.</summary>
    public void Map(string direction, string source, string target) =>
        Says("ioMapping").Add(new XElement(Zeebe + direction, new XAttribute("source", source), new XAttribute("target", target)));
}
