using System.Text.Json.Nodes;
using Baton.Desk.Worklists;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Instances;
using Baton.Runtime.Search;

namespace Baton.Desk.Cases;

/// <summary>The process that carries a case: starting it, looking where it stands, reading its variables.</summary>
public sealed class CaseProcess(EngineSearch search)
{
    /// <summary>Marks the instances that the desk follows.</summary>
    internal const string Tag = "case";

    internal static ValueTask<Outcome<CreatedInstance>> Start(UnitOfWork unit, string processId, string caseNumber, JsonObject variables) =>
        unit.Engine.CreateInstance(
            new CreateInstanceRequest
            {
                ProcessId = processId,
                BusinessId = caseNumber,
                Tags = [Tag],
                Variables = Feel(variables),
            }
        );

    /// <summary>Null when it was done.</summary>
    internal static async ValueTask<Problem?> SetVariables(UnitOfWork unit, long processInstanceKey, JsonObject variables) =>
        (await unit.Engine.SetVariables(processInstanceKey, Feel(variables))).Problem;

    internal static FeelContext Feel(JsonObject variables) => FeelJson.Parse(variables.ToJsonString()).AsContext();

    /// <summary>The named variables as a task sees them: its own before those of the scopes around it.</summary>
    internal async Task<JsonObject> Variables(WorkItem item, IEnumerable<string> names, CancellationToken ct)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var scope = item.Status == WorkItemStatus.Open ? item.ElementInstanceKey : item.ProcessInstanceKey;
        var data = new JsonObject();
        foreach (var row in await search.VisibleVariables(scope, innermostOnly: true, ct))
        {
            if (wanted.Contains(row.Name))
                data[row.Name] = JsonNode.Parse(row.Value);
        }
        return data;
    }

    /// <summary>Where the instance stands and how it came there.</summary>
    internal async Task<ProcessPosition?> Position(long processInstanceKey, CancellationToken ct)
    {
        var ofInstance = new SearchRequest
        {
            Filter = new Filter.Where("processInstanceKey", processInstanceKey),
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var elements = (await search.ElementInstances(ofInstance, ct)).Value.Items.Where(row => row.Type != "PROCESS").ToList();
        var flows = await search.SequenceFlows(processInstanceKey, ct);
        var instance = await search.ProcessInstance(processInstanceKey, ct);
        if (instance is null)
            return null;
        return new(
            processInstanceKey,
            instance.ProcessDefinitionKey,
            Ids(elements.Where(row => row.State == "ACTIVE")),
            Ids(elements),
            Ids(elements.Where(row => row.IncidentKey is not null)),
            [.. flows.Select(flow => flow.ElementId).Distinct(StringComparer.Ordinal)]
        );
    }

    private static List<string> Ids(IEnumerable<ElementInstanceRow> rows) =>
        [.. rows.Select(row => row.ElementId).Distinct(StringComparer.Ordinal)];
}
