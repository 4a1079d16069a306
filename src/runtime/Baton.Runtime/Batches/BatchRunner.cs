using Baton.Engine;
using Baton.Runtime.Clockwork;
using Baton.Runtime.Lanes;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Batches;

/// <summary>
/// Carries out operations on many instances, a few items of each at a time, so that they neither hold up each other nor the work of people.
/// What an item did and that it is done are one commit: after a crash no item is done again.
/// </summary>
internal sealed partial class BatchRunner
{
    private const string Runnable = $"""
        SELECT operation_key, plan, filter, collected_to, is_collected, state FROM engine_batch_operation
        WHERE ended_at IS NULL AND state IN ('{BatchWords.Created}', '{BatchWords.Active}') ORDER BY operation_key
        """;

    private const string OpenItems = $"""
        SELECT entry_key, item_key FROM engine_batch_operation_item
        WHERE operation_key = @p0 AND state = '{BatchWords.Active}' ORDER BY entry_key LIMIT @p1
        """;

    private readonly BatonRuntime _runtime;
    private readonly RuntimeOptions _options;
    private readonly ILogger _logger;

    public BatchRunner(BatonRuntime runtime, RuntimeOptions options, ILogger logger)
    {
        _runtime = runtime;
        _options = options;
        _logger = logger;
        Loop = new(runtime.Clock, runtime.LongestSleep, RunOnce, () => Task.FromResult<long?>(null), LogLoopFailed);
    }

    /// <summary>Works as long as an operation has open items, then waits for the next one to be started.</summary>
    public BackgroundLoop Loop { get; }

    /// <summary>A slice of each operation, so that a short one does not wait for the end of a long one.</summary>
    private async Task<bool> RunOnce(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var operation in await Operations(cancellationToken).ConfigureAwait(false))
        {
            if (!_runtime.Node.IsMine(operation.Key))
            {
                continue;
            }
            any |= await RunSlice(operation, cancellationToken).ConfigureAwait(false);
        }
        return any;
    }

    private Task<bool> RunSlice(Operation operation, CancellationToken cancellationToken) =>
        operation switch
        {
            { IsCollected: false } => Collect(operation, cancellationToken),
            { State: BatchWords.Created } => Write(unit => BatchStore.Begin(unit, operation.Key), cancellationToken),
            _ => RunItems(operation, cancellationToken),
        };

    /// <summary>Looks for the next page of items among what was there when the operation was started.</summary>
    private async Task<bool> Collect(Operation operation, CancellationToken cancellationToken)
    {
        List<FoundItem> items;
        try
        {
            var filter = FilterJson.Read(operation.Filter);
            items = await _runtime
                .ReadAtOnce(
                    connection => new ValueTask<List<FoundItem>>(
                        operation.Plan.Source.Page(connection, filter, operation.CollectedTo, operation.Key, _options.BatchPage)
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (FilterException wrong)
        {
            return await Write(unit => BatchStore.Fail(unit, operation.Key, wrong.Message), cancellationToken).ConfigureAwait(false);
        }
        var isComplete = items.Count < _options.BatchPage;
        return await Write(unit => BatchStore.Collect(unit, operation.Key, operation.CollectedTo, items, isComplete), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> RunItems(Operation operation, CancellationToken cancellationToken)
    {
        var items = await _runtime
            .ReadAtOnce(
                connection => new ValueTask<List<(long Entry, long Key)>>(
                    connection.List(row => (row.GetInt64(0), row.GetInt64(1)), OpenItems, operation.Key, (long)_options.DueBatch)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _options.BatchConcurrency, CancellationToken = cancellationToken };
        await Parallel
            .ForEachAsync(items, limits, async (item, token) => await Run(operation, item.Entry, item.Key, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return items.Count > 0;
    }

    /// <summary>Does one item. What refuses it or fails is taken back, and kept as the item's end.</summary>
    private async Task Run(Operation operation, long entry, long item, CancellationToken cancellationToken)
    {
        Problem? problem;
        try
        {
            problem = await Write(unit => Do(unit, operation, entry, item), cancellationToken).ConfigureAwait(false);
        }
        catch (LaneBusyException busy)
        {
            await Task.Delay(busy.RetryAfter, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (Exception error) when (error is not (OperationCanceledException or ObjectDisposedException))
        {
            LogItemFailed(error, item, operation.Key);
            problem = Problem.Conflict("batch.item", error.Message);
        }
        if (problem is not null)
        {
            var state = problem.Kind == RejectionKind.NotFound ? BatchWords.Skipped : BatchWords.Failed;
            await Write(unit => BatchStore.Record(unit, operation.Key, entry, state, problem.Detail), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async ValueTask<Outcome<Done>> Do(UnitOfWork unit, Operation operation, long entry, long item)
    {
        if (!BatchStore.IsOpen(unit, operation.Key, entry))
        {
            return Done.Outcome;
        }
        var outcome = await operation.Plan.Run(unit, item).ConfigureAwait(false);
        if (outcome.Succeeded)
        {
            BatchStore.Record(unit, operation.Key, entry, BatchWords.Completed, null);
        }
        return outcome;
    }

    private Task<List<Operation>> Operations(CancellationToken cancellationToken) =>
        _runtime.ReadAtOnce(
            connection => new ValueTask<List<Operation>>(
                connection.List(
                    row => new Operation(
                        row.GetInt64(0),
                        BatchPlan.Read(row.GetString(1)),
                        row.GetString(2),
                        row.GetInt64(3),
                        row.GetInt64(4) != 0,
                        row.GetString(5)
                    ),
                    Runnable
                )
            ),
            cancellationToken
        );

    private async Task<bool> Write(Action<UnitOfWork> work, CancellationToken cancellationToken)
    {
        var problem = await Write(
                unit =>
                {
                    work(unit);
                    return new ValueTask<Outcome<Done>>(Done.Outcome);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return problem is null;
    }

    /// <summary>Stops waiting when the runtime stops, as a lane that is abandoned answers nobody.</summary>
    private async Task<Problem?> Write(Func<UnitOfWork, ValueTask<Outcome<Done>>> work, CancellationToken cancellationToken)
    {
        var outcome = await _runtime.Write(work, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Problem;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Item {Item} of batch operation {Operation} failed and was taken back.")]
    private partial void LogItemFailed(Exception error, long item, long operation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch operations could not be worked on; they are tried again.")]
    private partial void LogLoopFailed(Exception error);

    private sealed record Operation(long Key, BatchPlan Plan, string Filter, long CollectedTo, bool IsCollected, string State);
}
