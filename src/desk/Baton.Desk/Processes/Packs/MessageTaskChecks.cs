using System.Globalization;
using Baton.Bpmn;
using Baton.Desk.Notifications.Jobs;
using Baton.Desk.Notifications.Templates;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks the tasks of a pack's processes that send messages: their templates, receivers and channels.</summary>
internal static class MessageTaskChecks
{
    public static void Check(Pack pack, List<PackProblem> problems)
    {
        var templates = pack.Templates.Select(one => one.Code).Concat(TemplateShelf.Own.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".bpmn", StringComparison.Ordinal)))
        {
            using var stream = new MemoryStream(resource.Content);
            // What cannot be read is told elsewhere.
            foreach (var node in BpmnReader.Read(stream, resource.Path).Definitions?.Processes.SelectMany(one => one.AllNodes()) ?? [])
            {
                if (node.Extensions.TaskDefinition?.Type != MessageJobs.JobType)
                    continue;
                var place = string.Create(CultureInfo.InvariantCulture, $"element {node.Id}, line {node.Line}");
                problems.AddRange(Faults(node, templates).Select(fault => new PackProblem(resource.Path, place, fault)));
            }
        }
    }

    private static IEnumerable<string> Faults(FlowNode node, HashSet<string> templates)
    {
        var headers = node
            .Extensions.TaskHeaders.GroupBy(header => header.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value ?? "", StringComparer.Ordinal);
        if (MessageHeaders.Fault(headers) is { } fault)
            yield return fault;
        else if (!templates.Contains(headers["template"]))
            yield return $"Expected a template of the pack, but none has the code '{headers["template"]}'.";
    }
}
