using Baton.Engine;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Deployments;
using Baton.Runtime.Search;
using Baton.Runtime.Time;

namespace Baton.Runtime.Batches;

/// <summary>
/// Operations on many instances. An operation and its items are rows; they are carried out in the background, each item as a unit of work of
/// its own, and go on after a restart. Safe for any number of threads.
/// </summary>
public sealed class BatchOperations
{
    private const string CancelSql = $"""
        UPDATE engine_batch_operation SET state = '{BatchWords.Canceled}', ended_at = @p1 WHERE operation_key = @p0 AND ended_at IS NULL
        """;

    private const string SuspendSql = $"""
        UPDATE engine_batch_operation SET state = '{BatchWords.Suspended}'
        WHERE operation_key = @p0 AND state IN ('{BatchWords.Created}', '{BatchWords.Active}')
        """;

    private const string ResumeSql = $"""
        UPDATE engine_batch_operation
        SET state = CASE WHEN started_at IS NULL THEN '{BatchWords.Created}' ELSE '{BatchWords.Active}' END
        WHERE operation_key = @p0 AND state = '{BatchWords.Suspended}'
        """;

    private readonly BatonRuntime _runtime;
    private readonly RuntimeOptions _options;

    internal BatchOperations(BatonRuntime runtime, RuntimeOptions options)
    {
        _runtime = runtime;
        _options = options;
    }

    /// <summary>
    /// Starts an operation on the instances that are there now. The first of them become items in the commit of the operation, the others page
    /// by page before it begins; what is started later is not among them.
    /// </summary>
    public async Task<Outcome<CreatedBatch>> Create(CreateBatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await Find(request.Plan, request.Filter, cancellationToken).ConfigureAwait(false);
        return found.Problem is { } problem
            ? problem
            : await _runtime
                .Write(unit => new ValueTask<Outcome<CreatedBatch>>(Start(unit, found.Value, request.Actor)), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Takes a resource out of use and, where that is wanted, starts the deletion of its history in the same commit.</summary>
    public async Task<Outcome<DeletedResource>> DeleteResource(DeleteResourceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var resource = await _runtime
            .Read(connection => new ValueTask<DeployedResource?>(DeployedResource.Find(connection, request.ResourceKey)), cancellationToken)
            .ConfigureAwait(false);
        var history = request.DeleteHistory ? History(resource?.Kind, request.ResourceKey) : null;
        if (resource is null || (resource.IsDeleted && history is null))
        {
            return ResourceRemoval.Missing(request.ResourceKey);
        }
        if (history is not var (plan, filter))
        {
            return await _runtime.Write(unit => Delete(unit, request, null), cancellationToken).ConfigureAwait(false);
        }
        var found = await Find(plan, filter, cancellationToken).ConfigureAwait(false);
        return found.Problem is { } problem
            ? problem
            : await _runtime.Write(unit => Delete(unit, request, found.Value), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops an operation for good. What was done stays done.</summary>
    public Task<Outcome<Done>> Cancel(long key, CancellationToken cancellationToken = default) =>
        Change(key, "cancel", unit => Execute(unit, CancelSql, key, Instant.ToMilliseconds(unit.Now)), cancellationToken);

    /// <summary>Pauses an operation until it is resumed.</summary>
    public Task<Outcome<Done>> Suspend(long key, CancellationToken cancellationToken = default) =>
        Change(key, "suspend", unit => Execute(unit, SuspendSql, key), cancellationToken);

    /// <summary>Lets a suspended operation go on.</summary>
    public Task<Outcome<Done>> Resume(long key, CancellationToken cancellationToken = default) =>
        Change(key, "resume", unit => Execute(unit, ResumeSql, key), cancellationToken);

    /// <summary>Looks on a reading connection, so that a slow filter holds nobody up.</summary>
    private Task<Outcome<FoundPage>> Find(BatchPlan plan, Filter? wanted, CancellationToken cancellationToken)
    {
        var filter = plan.Narrow(wanted);
        return _runtime.Read<Outcome<FoundPage>>(
            connection =>
            {
                try
                {
                    var items = plan.Source.Page(connection, filter, 0, long.MaxValue, _options.BatchPage);
                    return new(new FoundPage(plan, filter, items, items.Count < _options.BatchPage));
                }
                catch (FilterException wrong)
                {
                    var field = new FieldProblem(wrong.Field, "search.invalid", wrong.Message);
                    return new(Problem.Invalid("search.invalid", wrong.Message, field));
                }
            },
            cancellationToken
        );
    }

    private CreatedBatch Start(UnitOfWork unit, FoundPage found, string? actor)
    {
        var created = BatchStore.Create(unit, found.Plan, found.Filter, actor, found.Items, found.IsComplete);
        unit.AfterCommit(_runtime.WakeBatches);
        return created;
    }

    private async ValueTask<Outcome<DeletedResource>> Delete(UnitOfWork unit, DeleteResourceRequest request, FoundPage? history)
    {
        // Deleted before, or by somebody else since it was looked for: its history can be deleted all the same.
        var removed = await unit.Engine.DeleteResource(request.ResourceKey).ConfigureAwait(false);
        if (history is null)
        {
            return removed.Then(_ => new DeletedResource(request.ResourceKey, null));
        }
        return new DeletedResource(request.ResourceKey, Start(unit, history, request.Actor));
    }

    private static (BatchPlan Plan, Filter Filter)? History(ResourceKind? kind, long key) =>
        kind switch
        {
            ResourceKind.Process => (new DeleteInstancesPlan(), new Filter.Where("processDefinitionKey", key)),
            ResourceKind.Decisions => (new DeleteDecisionInstancesPlan(), new Filter.Where("decisionRequirementsKey", key)),
            _ => null,
        };

    private Task<Outcome<Done>> Change(long key, string verb, Func<UnitOfWork, int> change, CancellationToken cancellationToken) =>
        _runtime.Write<Done>(
            unit =>
            {
                if (change(unit) == 0)
                {
                    return new(Refuse(unit, key, verb));
                }
                unit.AfterCommit(_runtime.WakeBatches);
                return new(default(Done));
            },
            cancellationToken
        );

    private static int Execute(UnitOfWork unit, string sql, params ReadOnlySpan<long> values)
    {
        unit.Rows.Send();
        var query = unit.Group.Store.Query(sql);
        foreach (var value in values)
        {
            query.With(value);
        }
        return query.Execute();
    }

    private static Problem Refuse(UnitOfWork unit, long key, string verb)
    {
        using var reader = unit
            .Group.Store.Query("SELECT state, ended_at FROM engine_batch_operation WHERE operation_key = @p0")
            .With(key)
            .Read();
        if (!reader.Read())
        {
            return Problem.NotFound("batch.unknown", $"Expected to {verb} batch operation {key}, but there is none with this key.");
        }
        var state = reader.GetString(0);
        return reader.IsDBNull(1)
            ? new Problem(RejectionKind.InvalidState, "batch.state", $"Expected to {verb} batch operation {key}, but its state is {state}.")
            : Problem.NotFound("batch.ended", $"Expected to {verb} batch operation {key}, but it has ended with the state {state}.");
    }

    /// <summary>The first items of an operation.</summary>
    private sealed record FoundPage(BatchPlan Plan, Filter Filter, IReadOnlyList<FoundItem> Items, bool IsComplete);
}
