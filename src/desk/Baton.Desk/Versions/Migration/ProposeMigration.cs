using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Desk.Versions.Differences;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Versions.Migration;

/// <summary>Which instances are to go where.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="From">The version that they run by.</param>
/// <param name="To">The version that they are to go on by.</param>
public sealed record ProposeMigrationRequest(string ProcessId, int From, int To);

/// <summary>A step with how many instances stand there, and what could take its place.</summary>
/// <param name="SourceId">Its id.</param>
/// <param name="KindName">Its kind in the reader's words.</param>
/// <param name="Name">Its name in the reader's language; the id where it has none.</param>
/// <param name="TargetId">What is proposed; null where nothing is.</param>
/// <param name="IsRenamed">The proposal has another id: it was found by name and place.</param>
/// <param name="Instances">How many stand there now.</param>
/// <param name="Candidates">What could take its place.</param>
public sealed record MigrationStep(
    string SourceId,
    string KindName,
    string Name,
    string? TargetId,
    bool IsRenamed,
    long Instances,
    IReadOnlyList<MigrationChoice> Candidates
);

/// <summary>A step of the version that instances go on by.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in the reader's language; the id where it has none.</param>
public sealed record MigrationChoice(string Id, string Name);

/// <summary>A proposal.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="ProcessName">Its name.</param>
/// <param name="From">The version that instances run by.</param>
/// <param name="To">The version that they are to go on by.</param>
/// <param name="Instances">How many run; counted to 10,000.</param>
/// <param name="Steps">Where each step goes: those with instances first.</param>
/// <param name="FromXml">The drawing that is left.</param>
/// <param name="ToXml">The drawing to go on by.</param>
public sealed record ProposedMigration(
    string ProcessId,
    string ProcessName,
    int From,
    int To,
    long Instances,
    IReadOnlyList<MigrationStep> Steps,
    string FromXml,
    string ToXml
)
{
    /// <summary>Of a process: what elements of the earlier one are called in the reader's language, by id, where it does not say so itself.</summary>
    public IReadOnlyDictionary<string, string> NamesBefore { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same of the later one.</summary>
    public IReadOnlyDictionary<string, string> NamesAfter { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Proposes where the running instances of one version go in another, for operators.</summary>
public sealed class ProposeMigration(EngineSearch search, PackTexts texts)
{
    public async Task<Outcome<ProposedMigration>> Handle(DeskUser user, ProposeMigrationRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        var found = await MigrationSides.Find(search, user, request.ProcessId, request.From, request.To, ct);
        if (found.Problem is { } problem)
            return problem;
        var sides = found.Value;
        var proposal = MigrationProposal.Of(sides.FromXml, sides.ToXml);
        var active = await search.ElementStatisticsOfDefinition(sides.From.ProcessDefinitionKey, new Filter.Where("state", "ACTIVE"), ct);
        var counts = active.Value.ToDictionary(row => row.ElementId, row => row.Active, StringComparer.Ordinal);
        var running = await search.ProcessInstances(
            new()
            {
                Filter = sides.Instances,
                Page = new() { Limit = 0 },
            },
            ct
        );
        var words = await texts.Words(ct);
        var kinds = new DifferenceWords(user.Language, request.ProcessId, words);
        var after = MigrationProposal
            .Of(sides.ToXml, sides.ToXml)
            .Pairs.ToDictionary(pair => pair.SourceId, pair => pair.Name, StringComparer.Ordinal);
        return new ProposedMigration(
            request.ProcessId,
            sides.To.Name ?? request.ProcessId,
            request.From,
            request.To,
            running.Value.TotalItems,
            [
                .. proposal
                    .Pairs.Select(pair => new MigrationStep(
                        pair.SourceId,
                        kinds.Kind(pair.Kind),
                        Name(pair.SourceId, pair.Name),
                        pair.TargetId,
                        pair.IsRenamed,
                        counts.GetValueOrDefault(pair.SourceId),
                        [.. pair.Candidates.Select(id => new MigrationChoice(id, Name(id, after.GetValueOrDefault(id))))]
                    ))
                    .OrderByDescending(step => step.Instances > 0),
            ],
            sides.FromXml,
            sides.ToXml
        )
        {
            NamesBefore = kinds.Names(ProcessShape.Read(sides.FromXml)),
            NamesAfter = kinds.Names(ProcessShape.Read(sides.ToXml)),
        };

        string Name(string id, string? inModel) =>
            words.Element(request.ProcessId, id, string.IsNullOrWhiteSpace(inModel) ? id : inModel, user.Language);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/versions/migrations/proposal",
                async (string process, int from, int to, DeskUser user, ProposeMigration handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(process, from, to), ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "ProposeMigration",
                "Where the running instances of a version go in another one",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<ProposedMigration>();
}
