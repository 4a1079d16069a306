using Baton.Runtime.Search;

namespace Baton.Desk.Designs.Versions;

/// <summary>Finds what is deployed, whatever its kind.</summary>
internal static class DeployedModels
{
    /// <summary>The versions of a model, newest first; of all models where no id is given. A file of decisions has the id of its definitions.</summary>
    public static Task<IReadOnlyList<DeployedVersionRow>> Versions(
        EngineSearch search,
        DesignKind kind,
        string? id,
        CancellationToken ct
    ) =>
        kind switch
        {
            DesignKind.Process => search.ProcessVersions(id, ct),
            DesignKind.Decision => search.DecisionFileVersions(id, ct),
            _ => search.FormVersions(id, ct),
        };

    /// <summary>A version, or the newest; null when there is none.</summary>
    public static async Task<DeployedVersionRow?> Find(
        EngineSearch search,
        DesignKind kind,
        string id,
        int? version,
        CancellationToken ct
    ) => (await Versions(search, kind, id, ct)).FirstOrDefault(row => version is null || row.Version == version);

    /// <summary>The file as it was deployed; null when there is none.</summary>
    public static async Task<string?> Text(EngineSearch search, DesignKind kind, long key, CancellationToken ct) =>
        kind switch
        {
            DesignKind.Process => await search.ProcessDefinitionXml(key, ct),
            DesignKind.Decision => await search.DecisionRequirementsXml(key, ct),
            _ => (await search.Form(key, ct))?.Schema,
        };

    /// <summary>
    /// The id of the file that an id means: that of a decision stands for the file it is in. The id itself where nothing is deployed under it.
    /// </summary>
    public static async Task<string> FileOf(EngineSearch search, DesignKind kind, string id, CancellationToken ct)
    {
        if (kind != DesignKind.Decision || (await search.DecisionFileVersions(id, ct)).Count > 0)
            return id;
        var request = new SearchRequest
        {
            Filter = new Filter.Where("decisionDefinitionId", id),
            Sort = [new SortField("version", Descending: true)],
        };
        return (await search.DecisionDefinitions(request, ct)).Value.Items is [var first, ..] ? first.DecisionRequirementsId : id;
    }
}
