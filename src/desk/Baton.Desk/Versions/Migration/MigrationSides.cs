using Baton.Desk.Http;
using Baton.Desk.Versions.Differences;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Desk.Versions.Migration;

/// <summary>The two versions of a process between which instances are to go.</summary>
internal sealed record MigrationSides(ProcessDefinitionRow From, ProcessDefinitionRow To, string FromXml, string ToXml)
{
    /// <summary>Running instances of the version that is left.</summary>
    public Filter Instances =>
        new Filter.All(new Filter.Where("processDefinitionKey", From.ProcessDefinitionKey), new Filter.Where("state", "ACTIVE"));

    /// <summary>A problem where the user may not, or where there are no two such versions.</summary>
    public static async Task<Outcome<MigrationSides>> Find(
        EngineSearch search,
        DeskUser user,
        string processId,
        int from,
        int to,
        CancellationToken ct
    )
    {
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (from == to)
            return Problems.Invalid(user.Language, VersionTexts.Words.Field("to", "same", "same-version", user.Language));
        if (string.IsNullOrEmpty(processId) || processId.Contains('\0', StringComparison.Ordinal))
            return VersionTexts.Words.NotFound("version", user.Language);
        var request = new SearchRequest
        {
            Filter = new Filter.All(
                new Filter.Where("processDefinitionId", processId),
                new Filter.Where("version", Operator.In, [(long)from, (long)to])
            ),
        };
        var rows = (await search.ProcessDefinitions(request, ct)).Value.Items;
        var (left, right) = (rows.FirstOrDefault(row => row.Version == from), rows.FirstOrDefault(row => row.Version == to));
        if (
            left is null
            || right is null
            || await search.ProcessDefinitionXml(left.ProcessDefinitionKey, ct) is not { } leftXml
            || await search.ProcessDefinitionXml(right.ProcessDefinitionKey, ct) is not { } rightXml
        )
            return VersionTexts.Words.NotFound("version", user.Language);
        return new MigrationSides(left, right, leftXml, rightXml);
    }

    /// <summary>What is wrong with a mapping of these two; empty when it can be tried.</summary>
    public IReadOnlyList<FieldProblem> Check(IReadOnlyDictionary<string, string?>? mappings, int most, string language)
    {
        var words = VersionTexts.Words;
        if (mappings is null || mappings.Count == 0 || mappings.Count > most)
            return [words.Field("mappings", "range", "no-mappings", language, ("max", $"{most}"))];
        var (before, after) = (ProcessShape.Read(FromXml), ProcessShape.Read(ToXml));
        var faults = new List<FieldProblem>();
        foreach (var (source, target) in mappings)
        {
            if (before.Find(source) is null)
                faults.Add(
                    words.Field("mappings", "unknown", "unknown-source", language, ("step", source), ("version", $"{From.Version}"))
                );
            if (target is { Length: > 0 } && after.Find(target) is null)
                faults.Add(words.Field("mappings", "unknown", "unknown-target", language, ("step", target), ("version", $"{To.Version}")));
        }
        return [.. faults.Take(20)];
    }
}
