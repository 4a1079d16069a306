using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Fax.HylaFax;

/// <summary>
/// Sends faxes through a HylaFAX server. The name of a job in its queue is the id of the transmission: what stands there already is not sent
/// again, and what is finished there is a result. The queue forgets finished jobs when faxqclean runs, which must be later than the desk reads them.
/// </summary>
/// <param name="client">Speaks to the server.</param>
/// <param name="options">Names and times.</param>
/// <param name="realTime">The machine's clock, not the desk's: a pinned desk still gets its results.</param>
/// <param name="logger">Told of what cannot be used.</param>
internal sealed partial class HylaFaxDriver(
    HylaFaxClient client,
    HylaFaxOptions options,
    TimeProvider realTime,
    ILogger<HylaFaxDriver> logger
) : IFaxDriver
{
    private const int NormalPriority = 127;
    private const int MaxReason = 500;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private string Prefix => options.Tag + "-";

    public async Task<FaxSubmission> Submit(FaxJob job, ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        var tag = Prefix + job.Id;
        if ((await client.Jobs(cancellation)).Any(known => known.Tag == tag))
            return FaxSubmission.AlreadySubmitted;
        // 127 is the server's normal one, and less is sooner there.
        var priority = NormalPriority + 50 - Math.Clamp(job.Priority, 0, 100);
        await client.Send(tag, job.Number, priority, pdf, cancellation);
        return FaxSubmission.Submitted;
    }

    public async Task Receive(IFaxInbox inbox, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ReceiveOnce(inbox, cancellation);
            }
            catch (IOException error)
            {
                LogUnreachable(error.Message);
            }
            await Task.Delay(TimeSpan.FromSeconds(options.PollSeconds), realTime, cancellation);
        }
    }

    /// <summary>Hands over what is finished now. A job stays in the queue for a while: what was handed over is not handed over again.</summary>
    public async Task ReceiveOnce(IFaxInbox inbox, CancellationToken cancellation)
    {
        var finished = (await client.Jobs(cancellation))
            .Where(job => job.IsFinished && job.Tag.StartsWith(Prefix, StringComparison.Ordinal))
            .ToList();
        _taken.IntersectWith(finished.Select(job => job.Tag));
        foreach (var job in finished.Where(job => !_taken.Contains(job.Tag)))
        {
            var refusal = await inbox.Take(Result(job), cancellation);
            if (refusal is not null)
            {
                LogRefused(job.Tag, refusal);
                await inbox.Refuse(new RefusedResult(job.Tag, refusal, $"{job.State} {job.Status}"), cancellation);
            }
            _taken.Add(job.Tag);
        }
    }

    private FaxResult Result(HylaFaxJob job) =>
        new()
        {
            Id = job.Tag[Prefix.Length..],
            Sent = job.IsSent,
            Reason = job.IsSent ? null : Reason(job.Status),
            Pages = job.IsSent ? job.Pages : null,
        };

    private static string Reason(string status) =>
        status.Length == 0 ? "The fax server gave no reason."
        : status.Length > MaxReason ? status[..MaxReason]
        : status;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of the fax server cannot be read now: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result of the fax job {Tag} is refused: {Reason}")]
    private partial void LogRefused(string tag, string reason);
}
