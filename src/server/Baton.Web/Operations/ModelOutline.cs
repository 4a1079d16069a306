using System.Xml.Linq;
using Baton.Desk.Texts;

namespace Baton.Web.Operations;

/// <summary>What an operator needs to know of a BPMN file beside its drawing.</summary>
/// <param name="Drawn">Names of elements in the reader's language, as they stand in the drawing.</param>
/// <param name="Names">The same, and flows without a name are called by their ends.</param>
/// <param name="Places">The elements at which a token may be put, in the order of the file.</param>
public sealed record ModelOutline(
    IReadOnlyDictionary<string, string> Drawn,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Places
)
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly HashSet<string> Standing = new(StringComparer.Ordinal)
    {
        "task",
        "manualTask",
        "userTask",
        "serviceTask",
        "scriptTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "complexGateway",
        "eventBasedGateway",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "endEvent",
    };

    public static ModelOutline Of(string xml, PackWords words, string language)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new List<string>();
        var flows = new List<(string Id, string From, string To)>();
        foreach (var process in XDocument.Parse(xml).Descendants(Bpmn + "process"))
        {
            var processId = (string?)process.Attribute("id") ?? "";
            foreach (var element in process.Descendants().Where(one => one.Name.Namespace == Bpmn))
            {
                if ((string?)element.Attribute("id") is not { } id)
                    continue;
                var name = (string?)element.Attribute("name");
                if (!string.IsNullOrEmpty(name))
                    names[id] = words.Element(processId, id, name, language);
                if (element.Name.LocalName == "sequenceFlow" && string.IsNullOrEmpty(name))
                    flows.Add((id, (string?)element.Attribute("sourceRef") ?? "", (string?)element.Attribute("targetRef") ?? ""));
                if (Standing.Contains(element.Name.LocalName) && (string?)element.Attribute("triggeredByEvent") != "true")
                    places.Add(id);
            }
        }
        var all = new Dictionary<string, string>(names, StringComparer.Ordinal);
        foreach (var (id, from, to) in flows)
            all[id] = $"{names.GetValueOrDefault(from, from)} → {names.GetValueOrDefault(to, to)}";
        return new(names, all, places);
    }

    /// <summary>The name of an element, or its id.</summary>
    public string NameOf(string id) => Names.GetValueOrDefault(id, id);
}
