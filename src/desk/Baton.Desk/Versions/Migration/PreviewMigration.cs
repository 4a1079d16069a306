using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Versions.Differences;
using Baton.Engine;
using Baton.Engine.Migration;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Versions.Migration;

/// <summary>A migration as somebody wants it.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="From">The version that instances run by.</param>
/// <param name="To">The version that they are to go on by.</param>
/// <param name="Mappings">By the id of a step what takes its place; null or empty for nothing.</param>
public record MigrationRequest(string ProcessId, int From, int To, IReadOnlyDictionary<string, string?> Mappings)
{
    /// <summary>More pairs no drawing needs.</summary>
    internal const int MostMappings = 1000;

    /// <summary>The pairs as the engine takes them, with the flows that were renamed.</summary>
    internal IReadOnlyList<ElementMapping> ForEngine(MigrationSides sides)
    {
        List<ElementMapping> mappings =
        [
            .. Mappings.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => new ElementMapping(one.Key, one.Value!)),
        ];
        mappings.AddRange(
            MigrationProposal
                .Of(sides.FromXml, sides.ToXml)
                .Flows.Where(flow => !Mappings.ContainsKey(flow.Key))
                .Select(flow => new ElementMapping(flow.Key, flow.Value))
        );
        return mappings;
    }
}

/// <summary>What would become of instances that stand at the same steps.</summary>
/// <param name="Steps">The names of the steps.</param>
/// <param name="Instances">How many stand there.</param>
/// <param name="Tried">How many of them were tried.</param>
/// <param name="Refused">How many of those the engine would refuse.</param>
/// <param name="Reason">Why it would refuse the first of them; null where it would refuse none.</param>
public sealed record MigrationGroup(IReadOnlyList<string> Steps, long Instances, int Tried, int Refused, string? Reason);

/// <summary>What a migration would do.</summary>
/// <param name="Instances">How many instances run by the version that is left.</param>
/// <param name="WouldGo">How many of those would go: of groups of which all that were tried go.</param>
/// <param name="WouldBeRefused">How many would be refused: of groups of which all that were tried are refused.</param>
/// <param name="Untold">How many stand in groups of which some go, or that were not looked at.</param>
/// <param name="Groups">Instances that stand at the same steps, the greatest group first.</param>
/// <param name="Pairs">What is wrong with a pair of steps, by the id of the first; whether or not an instance stands there.</param>
public sealed record MigrationPreview(
    long Instances,
    long WouldGo,
    long WouldBeRefused,
    long Untold,
    IReadOnlyList<MigrationGroup> Groups,
    IReadOnlyDictionary<string, string> Pairs
)
{
    /// <summary>What else has to be put right, such as time limits that name a step by an id that it no longer has.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Tries a migration without doing it, for operators.</summary>
public sealed class PreviewMigration(BatonRuntime runtime, EngineSearch search, DeskReader reader, PackTexts texts)
{
    /// <summary>So many active elements are looked at to find out which instances stand where; more are counted as untold.</summary>
    internal const int MostElements = 100_000;

    /// <summary>So many of a group are tried.</summary>
    private const int TriedOfGroup = 3;

    /// <summary>So many groups are tried, the greatest first.</summary>
    private const int MostGroups = 50;

    public async Task<Outcome<MigrationPreview>> Handle(DeskUser user, MigrationRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        var found = await MigrationSides.Find(search, user, request.ProcessId, request.From, request.To, ct);
        if (found.Problem is { } problem)
            return problem;
        var sides = found.Value;
        if (sides.Check(request.Mappings, MigrationRequest.MostMappings, user.Language) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        var mappings = request.ForEngine(sides);
        var words = await texts.Words(ct);
        var (before, after) = (ProcessShape.Read(sides.FromXml), ProcessShape.Read(sides.ToXml));
        var groups = new List<MigrationGroup>();
        var standing = await Standing(sides, ct);
        foreach (
            var group in standing
                .GroupBy(one => string.Join('\n', one.Value.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
                .OrderByDescending(all => all.Count())
        )
        {
            var keys = group.Select(one => one.Key).Order().ToList();
            List<long> sample =
                groups.Count >= MostGroups ? [] : [.. keys.Take(TriedOfGroup - 1), .. keys.Skip(TriedOfGroup - 1).TakeLast(1)];
            var reasons = new List<string>();
            foreach (var key in sample)
            {
                if (await Try(new(key, sides.To.ProcessDefinitionKey, mappings), ct) is { } reason)
                    reasons.Add(MigrationReasons.In(reason, (id, isTarget) => Name(isTarget ? after : before, id), user.Language));
            }
            List<string> steps = [.. group.Key.Split('\n').Where(id => id.Length > 0).Select(id => Name(before, id))];
            groups.Add(new(steps, keys.Count, sample.Count, reasons.Count, reasons.FirstOrDefault()));
        }
        var running = (
            await search.ProcessInstances(
                new()
                {
                    Filter = sides.Instances,
                    Page = new() { Limit = 0 },
                },
                ct
            )
        ).Value;
        var total = Math.Max(running.TotalItems, standing.Count);
        var go = groups.Where(one => one.Tried > 0 && one.Refused == 0).Sum(one => one.Instances);
        var refused = groups.Where(one => one.Tried > 0 && one.Refused == one.Tried).Sum(one => one.Instances);
        return new MigrationPreview(total, go, refused, total - go - refused, groups, Pairs())
        {
            Warnings = await RenamedSteps.Warnings(
                reader,
                request,
                (id, isTarget) => Name(isTarget ? after : before, id),
                user.Language,
                ct
            ),
        };

        string Name(ProcessShape shape, string id) => words.Element(request.ProcessId, id, shape.Find(id)?.Display ?? id, user.Language);

        Dictionary<string, string> Pairs()
        {
            var chosen = request
                .Mappings.Where(one => !string.IsNullOrEmpty(one.Value))
                .ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);
            var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (source, target) in chosen)
            {
                if (PairCheck.Of(before, after, source, target, chosen) is { } code)
                    wrong[source] = VersionTexts.Words.Get(
                        "pair." + code,
                        user.Language,
                        ("source", Name(before, source)),
                        ("target", Name(after, target))
                    );
            }
            var unmapped = standing.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Where(id => !chosen.ContainsKey(id));
            foreach (var id in unmapped)
                wrong[id] = VersionTexts.Words.Get("pair." + PairCheck.Missing, user.Language, ("source", Name(before, id)));
            return wrong;
        }
    }

    /// <summary>By instance the steps at which it stands.</summary>
    private async Task<Dictionary<long, SortedSet<string>>> Standing(MigrationSides sides, CancellationToken ct)
    {
        var standing = new Dictionary<long, SortedSet<string>>();
        string? after = null;
        for (var seen = 0; seen < MostElements; )
        {
            var request = new SearchRequest
            {
                Filter = sides.Instances,
                Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit, After = after },
            };
            var page = (await search.ElementInstances(request, ct)).Value;
            foreach (var row in page.Items)
            {
                if (!standing.TryGetValue(row.ProcessInstanceKey, out var steps))
                    standing[row.ProcessInstanceKey] = steps = new(StringComparer.Ordinal);
                if (row.Type != "PROCESS")
                    steps.Add(row.ElementId);
            }
            (seen, after) = (seen + page.Items.Count, page.EndCursor);
            if (page.Items.Count < Baton.Runtime.Search.Page.MaxLimit)
                break;
        }
        return standing;
    }

    /// <summary>The engine's own verdict: the command is carried out and its unit taken back. Null where it would go.</summary>
    private async Task<string?> Try(MigrateInstance command, CancellationToken ct)
    {
        const string tried = "migration.tried";
        var outcome = await runtime.Write<Done>(
            async unit =>
            {
                var migrated = await unit.Engine.MigrateInstance(command);
                return migrated.Problem ?? new Problem(RejectionKind.InvalidState, tried, tried, []);
            },
            ct
        );
        return outcome.Problem is { } problem && problem.Code != tried ? problem.Detail : null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/versions/migrations/preview",
                async (MigrationRequest request, DeskUser user, PreviewMigration handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "PreviewMigration",
                "What a migration of running instances would do, without doing it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<MigrationPreview>();
}
