using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Lets messages leave at the start that rested because their channel was not set up, where it is now; in small units beside the others.</summary>
internal sealed partial class HeldMessages(BatonRuntime runtime, MessageDrivers drivers, ILogger<HeldMessages> logger) : BackgroundService
{
    private const int Batch = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async Task Release(CancellationToken ct)
    {
        foreach (var channel in MessageChannels.All.Where(drivers.IsSetUp))
        {
            while (await ReleaseSome(channel, ct)) { }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isDone = false; !isDone && !stoppingToken.IsCancellationRequested; )
        {
            try
            {
                await Release(stoppingToken);
                isDone = true;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task<bool> ReleaseSome(string channel, CancellationToken ct)
    {
        var outcome = await runtime.Write<int>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var rows = await db.Set<Message>()
                    .Where(row => row.State == MessageState.Held && row.HeldFor == HoldReasons.NotSetUp && row.Channel == channel)
                    .OrderBy(row => row.Key)
                    .Take(Batch)
                    .ToListAsync(ct);
                var turns = new MessageTurns(db, [.. rows.Select(row => row.CaseKey)]);
                foreach (var row in rows)
                {
                    (row.State, row.HeldFor) = (MessageState.Queued, null);
                    row.Version++;
                    await MessageQueue.Add(unit, db, row, turns, ct);
                }
                await db.SaveChangesAsync(ct);
                return rows.Count;
            },
            ct
        );
        return outcome.Succeeded && outcome.Value == Batch;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages that rested could not be let go; it is tried again.")]
    private partial void LogFailed(Exception error);
}
