using System.Xml.Linq;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Texts;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>What a pack's own drawings call the elements that the pack has words for. Pure.</summary>
internal static class PackDrawings
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Drawn names by the key of the words for one process, so that a later drawing is known to have renamed something.</summary>
    public static IReadOnlyDictionary<string, string> Names(Pack pack)
    {
        var known = pack.Texts.Values.SelectMany(texts => texts.Keys).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".bpmn", StringComparison.Ordinal)))
        {
            using var file = new MemoryStream(resource.Content);
            foreach (var process in XDocument.Load(file).Descendants(Bpmn + "process"))
            {
                var processId = (string?)process.Attribute("id") ?? "";
                if (known.Contains(PackWords.ProcessKey(processId)) && (string?)process.Attribute("name") is { Length: > 0 } title)
                    names[PackWords.ProcessKey(processId)] = title;
                foreach (var element in process.Descendants().Where(one => one.Name.Namespace == Bpmn))
                {
                    if (
                        (string?)element.Attribute("id") is { } id
                        && (string?)element.Attribute("name") is { Length: > 0 } name
                        && (known.Contains(PackWords.ElementKey(processId, id)) || known.Contains(PackWords.ElementKey(id)))
                    )
                        names[PackWords.ElementKey(processId, id)] = name;
                }
            }
        }

        return names;
    }
}
