using System.Xml.Linq;
using Baton.Desk.Texts;

namespace Baton.Web.Cases;

/// <summary>What the elements of a drawing are called in the reader's language.</summary>
internal static class ElementNames
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Names by element id: the pack's words where it has them, else the model's own.</summary>
    public static IReadOnlyDictionary<string, string> Of(string xml, PackWords words, string language)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var process in XDocument.Parse(xml).Descendants(Bpmn + "process"))
        {
            var processId = (string?)process.Attribute("id") ?? "";
            foreach (var element in process.Descendants().Where(one => one.Name.Namespace == Bpmn))
            {
                if ((string?)element.Attribute("id") is { } id && (string?)element.Attribute("name") is { Length: > 0 } name)
                    names[id] = words.Element(processId, id, name, language);
            }
        }

        return names;
    }
}
