using System.Globalization;
using System.Text.Json;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Versions.Migration;

/// <summary>A migration to carry out.</summary>
public sealed record StartMigrationRequest(string ProcessId, int From, int To, IReadOnlyDictionary<string, string?> Mappings)
    : MigrationRequest(ProcessId, From, To, Mappings)
{
    internal const int MostFirst = 1000;

    /// <summary>Only so many instances, the oldest; null for all.</summary>
    public int? First { get; init; }
}

/// <summary>Begins to migrate running instances in the background, for operators.</summary>
public sealed class StartMigration(BatonRuntime runtime, EngineSearch search)
{
    public async Task<Outcome<MigrationStarted>> Handle(DeskUser user, StartMigrationRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        var found = await MigrationSides.Find(search, user, request.ProcessId, request.From, request.To, ct);
        if (found.Problem is { } problem)
            return problem;
        var sides = found.Value;
        var faults = sides.Check(request.Mappings, MigrationRequest.MostMappings, user.Language).ToList();
        if (request.First is < 1 or > StartMigrationRequest.MostFirst)
            faults.Add(
                VersionTexts.Words.Field("first", "range", "first-range", user.Language, ("max", $"{StartMigrationRequest.MostFirst}"))
            );
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);
        var which = sides.Instances;
        var wanted = new SearchRequest
        {
            Filter = which,
            Sort = [new SortField("startDate")],
            Page = new() { Limit = request.First ?? 1 },
        };
        var oldest = (await search.ProcessInstances(wanted, ct)).Value.Items;
        if (oldest.Count == 0)
            return VersionTexts.Words.Rejected("nothing-to-migrate", user.Language, ("version", $"{request.From}"));
        if (request.First is not null)
            which = new Filter.All(
                which,
                new Filter.Where("processInstanceKey", Operator.In, [.. oldest.Select(row => (object?)row.ProcessInstanceKey)])
            );
        var plan = new MigrateInstancesPlan(sides.To.ProcessDefinitionKey, request.ForEngine(sides));
        var created = await runtime.Batches.Create(new(plan, which) { Actor = user.UserName }, ct);
        return created.Problem is { } refused
            ? refused
            : await runtime.Write<MigrationStarted>(
                unit => Note(unit, user, request, created.Value.BatchOperationKey),
                CancellationToken.None
            );
    }

    private static async ValueTask<Outcome<MigrationStarted>> Note(UnitOfWork unit, DeskUser user, StartMigrationRequest request, long key)
    {
        await using var db = DeskDb.In(unit, user);
        db.Add(
            new MigrationRun
            {
                Key = key,
                ProcessId = request.ProcessId,
                FromVersion = request.From,
                ToVersion = request.To,
                First = request.First,
                Mappings = JsonSerializer.Serialize(request.Mappings),
                StartedBy = user.UserName,
                StartedAt = unit.Now,
            }
        );
        var change = new AuditChange(AuditKinds.Migration, request.ProcessId) { Action = AuditActions.Created };
        change.Before["version"] = request.From;
        change.After["version"] = request.To;
        change.After["operation"] = key.ToString(CultureInfo.InvariantCulture);
        if (request.First is { } first)
            change.After["first"] = first;
        foreach (var (source, target) in request.Mappings.Where(one => one.Value != one.Key))
            change.After["step." + source] = target;
        db.Note(change);
        await db.SaveChangesAsync();
        return new MigrationStarted(key);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/versions/migrations",
                async (StartMigrationRequest request, DeskUser user, StartMigration handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request, ct),
                        started => string.Create(CultureInfo.InvariantCulture, $"/api/versions/migrations/{started.Key}")
                    )
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "StartMigration",
                "Migrate running instances in the background",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<MigrationStarted>(StatusCodes.Status201Created);
}

/// <summary>A migration that was begun.</summary>
/// <param name="Key">Under which its progress is found.</param>
public sealed record MigrationStarted(long Key);
