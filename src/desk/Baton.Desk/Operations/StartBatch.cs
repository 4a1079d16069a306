using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Batches;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>One thing that is done to many process instances.</summary>
/// <param name="Deed">cancel or retry.</param>
public sealed record StartBatchRequest(string Deed)
{
    /// <summary>Which instances; null for those of <see cref="Filter"/>.</summary>
    public IReadOnlyList<long>? Keys { get; init; }

    /// <summary>Which instances; what it leaves open means all. Null for those of <see cref="Keys"/>.</summary>
    public InstanceFilter? Filter { get; init; }
}

/// <summary>An operation on many instances that was started.</summary>
public sealed record BatchStarted(long Key);

/// <summary>Starts an operation on many process instances, which goes on in the background until it is done, also after a restart.</summary>
public sealed class StartBatch(BatonRuntime runtime)
{
    private const int MostKeys = 1000;

    public async Task<Outcome<BatchStarted>> Handle(DeskUser user, StartBatchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (Check(request, user.Language) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        Filter filter = request.Keys is { } keys
            ? new Filter.Where("processInstanceKey", Operator.In, [.. keys.Distinct().Select(key => (object?)key)])
            : request.Filter!.ToEngine(await request.Filter.Definitions(runtime.Search, ct), standing: false);
        BatchPlan plan = request.Deed == Deeds.Cancel ? new CancelInstancesPlan() : new ResolveIncidentsPlan();
        var created = await runtime.Batches.Create(new(plan, filter) { Actor = user.UserName }, ct);
        if (created.Problem is { } problem)
            return problem;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                db.Note(Note(created.Value.BatchOperationKey, request));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
        return new BatchStarted(created.Value.BatchOperationKey);
    }

    internal static IReadOnlyList<FieldProblem> Check(StartBatchRequest request, string language)
    {
        var faults = new List<FieldProblem>();
        if (request.Deed is not (Deeds.Cancel or Deeds.Retry))
            faults.Add(OperationTexts.Words.Field("deed", "unknown", "batch-deed", language));
        if ((request.Keys is null) == (request.Filter is null))
            faults.Add(OperationTexts.Words.Field("keys", "required", "batch-which", language));
        if (request.Keys is { Count: 0 or > MostKeys })
            faults.Add(
                OperationTexts.Words.Field(
                    "keys",
                    "maxItems",
                    "batch-keys",
                    language,
                    ("max", MostKeys.ToString(CultureInfo.InvariantCulture))
                )
            );
        faults.AddRange((request.Filter?.Check(language) ?? []).Select(fault => fault with { Field = "filter." + fault.Field }));
        return faults;
    }

    private static AuditChange Note(long key, StartBatchRequest request)
    {
        var note = new AuditChange(AuditKinds.Batch, key.ToString(CultureInfo.InvariantCulture)) { Action = AuditActions.Created };
        note.After["deed"] = request.Deed;
        if (request.Keys is { } keys)
            note.After["instances"] = new JsonArray([
                .. keys.Take(100).Select(one => JsonValue.Create(one.ToString(CultureInfo.InvariantCulture))),
            ]);
        else if (JsonSerializer.SerializeToNode(request.Filter, AuditedJson.Plain) is JsonObject filter)
            note.After["filter"] = new JsonObject([
                .. filter.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())),
            ]);
        return note;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/batches",
                async (StartBatchRequest request, DeskUser user, StartBatch handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request, ct),
                        batch => "/api/operations/batches/" + batch.Key.ToString(CultureInfo.InvariantCulture)
                    )
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("StartBatch", "Do one thing to many process instances", StatusCodes.Status400BadRequest)
            .Produces<BatchStarted>(StatusCodes.Status201Created);
}
