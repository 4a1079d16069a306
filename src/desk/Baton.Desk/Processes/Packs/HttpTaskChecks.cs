using System.Globalization;
using Baton.Bpmn;
using Baton.Desk.Connectors.Calls;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks the tasks of a pack's processes that call other systems. Their connections are kept by administrators, not by packs.</summary>
internal static class HttpTaskChecks
{
    public static void Check(Pack pack, List<PackProblem> problems)
    {
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".bpmn", StringComparison.Ordinal)))
        {
            using var stream = new MemoryStream(resource.Content);
            // What cannot be read is told elsewhere.
            foreach (var node in BpmnReader.Read(stream, resource.Path).Definitions?.Processes.SelectMany(one => one.AllNodes()) ?? [])
            {
                if (node.Extensions.TaskDefinition?.Type != HttpBlock.JobType)
                    continue;
                var headers = node
                    .Extensions.TaskHeaders.GroupBy(header => header.Key, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Last().Value ?? "", StringComparer.Ordinal);
                if (HttpBlock.Read(headers, out var fault) is null)
                    problems.Add(
                        new(resource.Path, string.Create(CultureInfo.InvariantCulture, $"element {node.Id}, line {node.Line}"), fault)
                    );
            }
        }
    }
}
