using Baton.Runtime.Search;

namespace Baton.Desk.Analysis.Traces;

/// <summary>A process with the versions that are looked at.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="All">All versions, the newest first.</param>
/// <param name="Chosen">Those whose instances are looked at, the newest first.</param>
/// <param name="Shapes">The drawings of all versions by their keys; one that cannot be read is missing.</param>
internal sealed record AnalysedProcess(
    string ProcessId,
    IReadOnlyList<ProcessDefinitionRow> All,
    IReadOnlyList<ProcessDefinitionRow> Chosen,
    IReadOnlyDictionary<long, ProcessShape> Shapes
)
{
    private const int VersionsMax = TraceRequest.MaxDefinitions;

    /// <summary>The drawing of the newest version.</summary>
    public ProcessShape? Newest => Shapes.GetValueOrDefault(All[0].ProcessDefinitionKey);

    /// <summary>The name in a drawing, the newest that has one; null where none has.</summary>
    public string? NameOf(string elementId) =>
        All.Select(version => Shapes.GetValueOrDefault(version.ProcessDefinitionKey)?.Nodes.GetValueOrDefault(elementId)?.Name)
            .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    /// <summary>Null for a process that nobody deployed, or none of whose versions were meant.</summary>
    public static async Task<AnalysedProcess?> Find(
        EngineSearch search,
        string processId,
        IReadOnlyList<int> versions,
        CancellationToken ct
    )
    {
        var found = await search.ProcessDefinitions(
            new()
            {
                Filter = new Filter.Where("processDefinitionId", processId),
                Sort = [new SortField("version", Descending: true)],
                Page = new() { Limit = VersionsMax },
            },
            ct
        );
        List<ProcessDefinitionRow> all = found.Succeeded ? [.. found.Value.Items] : [];
        var chosen = versions.Count == 0 ? all : all.FindAll(row => versions.Contains(row.Version));
        if (chosen.Count == 0)
            return null;
        var shapes = new Dictionary<long, ProcessShape>();
        foreach (var key in chosen.Append(all[0]).Select(row => row.ProcessDefinitionKey).Distinct())
            if (await search.ProcessDefinitionXml(key, ct) is { } xml && ProcessShape.Read(xml, processId) is { } shape)
                shapes[key] = shape;
        return new(processId, all, chosen, shapes);
    }
}
