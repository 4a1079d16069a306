using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Versions;

/// <summary>A deployed version of a model.</summary>
public sealed record VersionView
{
    /// <summary>The key of the process definition, the file of decisions or the form.</summary>
    public required long Key { get; init; }
    public required int Version { get; init; }

    /// <summary>What its author called it; null for nothing.</summary>
    public string? VersionTag { get; init; }
    public required string ResourceName { get; init; }
    public required DateTimeOffset DeployedAt { get; init; }

    /// <summary>Name of who deployed it; null for a pack that came at the start, and for outside programs.</summary>
    public string? ByName { get; init; }

    /// <summary>The pack that brought it, in the reader's language; null where none did.</summary>
    public string? PackName { get; init; }

    /// <summary>Why; null for nothing said.</summary>
    public string? Comment { get; init; }

    /// <summary>The older version whose text it has again; null where it is no roll back.</summary>
    public int? RolledBackTo { get; init; }

    /// <summary>The design that it was; null for none.</summary>
    public long? DesignKey { get; init; }
    public required bool IsLatest { get; init; }

    /// <summary>How many instances run on it; 0 for decisions and forms.</summary>
    public required long Running { get; init; }
}

/// <summary>A deployed model with its versions.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The id that the versions share.</param>
/// <param name="Name">The name people see.</param>
/// <param name="CaseTypes">Names of the case types that use it: new cases take the newest version at once.</param>
/// <param name="Versions">Newest first.</param>
public sealed record DeployedModelView(
    DesignKind Kind,
    string Id,
    string Name,
    IReadOnlyList<string> CaseTypes,
    IReadOnlyList<VersionView> Versions
);

/// <summary>Lists the versions of a deployed model, with who brought them and what runs on them.</summary>
public sealed class ListVersions(DeskReader reader, EngineSearch search)
{
    internal static readonly string[] Readers = [.. Permissions.ReadDefinitions];

    /// <param name="user">Who asks.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Id of the process, of the form, of the file of decisions, or of a decision in it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<DeployedModelView>> Handle(DeskUser user, DesignKind kind, string id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var file = await DeployedModels.FileOf(search, kind, id, ct);
        var rows = await DeployedModels.Versions(search, kind, file, ct);
        if (rows.Count == 0)
            return DesignTexts.Words.NotFound("version", user.Language);
        var running = kind == DesignKind.Process ? await Running(file, ct) : [];
        var decisions = kind == DesignKind.Decision ? await DecisionsOf(file, ct) : [];
        return await reader.Read<Outcome<DeployedModelView>>(
            async db =>
            {
                var brought = await db.Set<DesignDeployment>()
                    .Where(row => row.Kind == kind && row.ModelId == file)
                    .ToDictionaryAsync(row => row.Version, ct);
                var origins = await Origins(db, rows, ct);
                var packs = await db.Set<InstalledPack>().ToDictionaryAsync(pack => pack.Id, pack => pack.Name, ct);
                var names = await DeskUsers.Names(
                    db,
                    [.. brought.Values.Select(row => row.By), .. origins.Values.Select(one => one.Actor).OfType<string>()],
                    ct
                );
                var types = await db
                    .CaseTypes.Where(type =>
                        !type.IsRetired
                        && (
                            (kind == DesignKind.Process && type.ProcessId == file)
                            || (kind == DesignKind.Form && type.FormId == file)
                            || (kind == DesignKind.Decision && decisions.Contains(type.DecisionId!))
                        )
                    )
                    .OrderBy(type => type.SortOrder)
                    .ToListAsync(ct);
                return new DeployedModelView(
                    kind,
                    file,
                    rows[0].Name ?? file,
                    types.ConvertAll(type => type.Name.In(user.Language)),
                    [.. rows.Select(View)]
                );

                VersionView View(DeployedVersionRow row)
                {
                    var known = brought.GetValueOrDefault(row.Version);
                    var origin = origins.GetValueOrDefault(row.DeploymentKey);
                    var by = known?.By ?? origin.Actor;
                    return new()
                    {
                        Key = row.Key,
                        Version = row.Version,
                        VersionTag = row.VersionTag,
                        ResourceName = row.ResourceName,
                        DeployedAt = row.DeployedAt,
                        ByName = by is null ? null : names.GetValueOrDefault(by, by),
                        PackName =
                            known is null && origin.Pack is { } pack && packs.TryGetValue(pack, out var title)
                                ? title.In(user.Language)
                                : null,
                        Comment = known?.Comment,
                        RolledBackTo = known?.RolledBackTo,
                        DesignKey = known?.DesignKey,
                        IsLatest = row.IsLatest,
                        Running = running.GetValueOrDefault(row.Key),
                    };
                }
            },
            ct
        );
    }

    /// <summary>
    /// Versions that came with packs and by the engine's own interface: the audit log knows who brought them, and whether a pack was imported at
    /// that very instant, which is in the same unit.
    /// </summary>
    private static async Task<Dictionary<long, (string? Actor, string? Pack)>> Origins(
        DeskDb db,
        IReadOnlyList<DeployedVersionRow> rows,
        CancellationToken ct
    )
    {
        var targets = rows.Select(row => row.DeploymentKey.ToString(CultureInfo.InvariantCulture)).Distinct().ToList();
        var entries = await db
            .AuditEntries.Where(row => row.Kind == AuditKinds.Deployment && targets.Contains(row.Target))
            .Select(row => new
            {
                row.Target,
                row.Actor,
                row.At,
            })
            .ToListAsync(ct);
        var instants = entries.Select(row => row.At).Distinct().ToList();
        var imports = await db
            .AuditEntries.Where(row => row.Kind == AuditKinds.Pack && instants.Contains(row.At))
            .Select(row => new { row.Target, row.At })
            .ToListAsync(ct);
        return entries
            .DistinctBy(row => row.Target, StringComparer.Ordinal)
            .ToDictionary(
                row => long.Parse(row.Target, CultureInfo.InvariantCulture),
                row => (row.Actor, imports.Find(import => import.At == row.At)?.Target)
            );
    }

    private async Task<Dictionary<long, long>> Running(string processId, CancellationToken ct)
    {
        var request = new SearchRequest
        {
            Filter = new Filter.Where("processDefinitionId", processId),
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        return (await search.ActiveByVersion(request, ct)).Value.Items.ToDictionary(
            row => row.ProcessDefinitionKey,
            row => row.WithIncident + row.WithoutIncident
        );
    }

    private async Task<List<string>> DecisionsOf(string file, CancellationToken ct)
    {
        var request = new SearchRequest
        {
            Filter = new Filter.Where("decisionRequirementsId", file),
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        return [.. (await search.DecisionDefinitions(request, ct)).Value.Items.Select(row => row.DecisionDefinitionId).Distinct()];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/versions/{kind}/{id}",
                async (Word<DesignKind> kind, string id, DeskUser user, ListVersions handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, kind.Value, id, ct))
            )
            .RequirePermission(Readers)
            .Describe(
                "ListModelVersions",
                "The versions of a deployed process, form or file of decisions",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<DeployedModelView>();
}
