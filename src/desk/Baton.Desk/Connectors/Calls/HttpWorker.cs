using System.Collections.Concurrent;
using System.Globalization;
using Baton.Desk.Connectors.Breaking;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Storage;
using Baton.Runtime.Jobs;
using Baton.Runtime.Workers;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Connectors.Calls;

/// <summary>
/// Works on jobs of the type <c>baton.http</c>: calls another system as the task's headers say and gives its answer to the process. Calls are made
/// outside of any unit of work. The key of the job goes along as <c>Idempotency-Key</c>, the same for every repetition.
/// </summary>
internal sealed class HttpWorker(DeskReader reader, CallOut calls, Circuits circuits, TimeProvider clock) : IJobWorker
{
    private const int MaxCalls = 32;

    /// <summary>Of all whole addresses together.</summary>
    private const int MaxWithoutConnection = 8;

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoPlace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Code, int Places), SemaphoreSlim> _places = new();

    public JobWorkerOptions Options { get; } =
        new(HttpBlock.JobType)
        {
            Name = HttpBlock.JobType,
            MaxConcurrentJobs = MaxCalls,
            Timeout = TimeSpan.FromMinutes(2),
        };

    public async Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var element = $"Element '{job.ElementId}'";
        if (HttpBlock.Read(job.CustomHeaders, out var fault) is not { } block)
            return JobAnswer.Fail($"{element}: {fault}", retries: 0);
        HttpConnection? connection = null;
        if (block.Connection is { } code)
        {
            connection = await reader.Read(
                db => db.Set<HttpConnection>().SingleOrDefaultAsync(row => row.Code == code, cancellationToken),
                cancellationToken
            );
            if (connection is null)
                return JobAnswer.Fail($"{element}: there is no connection '{code}'. Add it below Connections and try again.", retries: 0);
            if (!connection.IsEnabled)
                return JobAnswer.Fail($"{element}: the connection '{code}' is switched off.", retries: 0);
        }
        HttpOrder order;
        try
        {
            order = HttpOrder.Of(block, job.Variables, connection is null ? null : new Uri(connection.BaseAddress), clock.GetUtcNow());
        }
        catch (CallFaultException unfit)
        {
            return JobAnswer.Fail($"{element}: {unfit.Message}", retries: 0);
        }
        var call = $"{element}: {order.Method} {order.Target.IdnHost}";
        var places = Places(connection);
        // A connection that is busy must not keep the worker's places from the others.
        if (!await places.WaitAsync(Queue, cancellationToken))
            return PutOff(job, $"{call}: as many calls are under way as the connection allows.", NoPlace);
        try
        {
            return await Call(job, block, connection, order, call, cancellationToken);
        }
        catch (CallFaultException unfit)
        {
            return JobAnswer.Fail($"{call}: {unfit.Message}", retries: 0);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<JobAnswer> Call(
        ActivatedJob job,
        HttpBlock block,
        HttpConnection? connection,
        HttpOrder order,
        string call,
        CancellationToken ct
    )
    {
        var pass = connection is null ? default : circuits.Ask(connection.Code, connection.Version, clock.GetUtcNow());
        if (connection is not null && !pass.May)
            return PutOff(job, $"{call}: the connection rests, as its last calls failed.", pass.PutOff);
        var limit = block.Timeout ?? (connection is null ? UsualTimeout : TimeSpan.FromSeconds(connection.TimeoutSeconds));
        var outcome = await calls.Send(order, connection, job.JobKey.ToString(CultureInfo.InvariantCulture), limit, ct);
        if (connection is not null)
            circuits.Told(connection.Code, connection.Version, pass, Failure(outcome, order), clock.GetUtcNow());
        if (outcome.Answer is { } answer)
            return CallVerdict.Of(block, job.Variables, answer, call, clock.GetUtcNow());
        return outcome.IsFinal
            ? JobAnswer.Fail($"{call}: {outcome.Trouble}.", retries: 0)
            : JobAnswer.Fail($"{call}: {outcome.Trouble}.", pause: block.RetryPause);
    }

    /// <summary>What counts against the connection: silence and errors of the server, not answers about this call alone.</summary>
    private static string? Failure(CallOutcome outcome, HttpOrder order) =>
        outcome switch
        {
            { Answer.Status: >= 500 and var status } => string.Create(CultureInfo.InvariantCulture, $"{order.Method}: {status}"),
            { Answer: null, IsFinal: false, Trouble: { } trouble } => $"{order.Method}: {trouble}",
            _ => null,
        };

    /// <summary>Comes again after a while, with as many tries left as before.</summary>
    private static JobAnswer PutOff(ActivatedJob job, string why, TimeSpan pause) =>
        JobAnswer.Fail(why, retries: Math.Max(1, job.Retries), pause: pause);

    private SemaphoreSlim Places(HttpConnection? connection)
    {
        var key = connection is null ? ("", MaxWithoutConnection) : (connection.Code, connection.Concurrency);
        return _places.GetOrAdd(key, one => new SemaphoreSlim(one.Item2, one.Item2));
    }
}
