using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>Keeps a loop for each mailbox as long as the program runs; a mailbox that was changed begins anew.</summary>
internal sealed partial class MailboxRuns(MailboxRun run, DeskReader reader, IOptions<MailboxOptions> options, ILogger<MailboxRuns> logger)
    : BackgroundService
{
    /// <summary>Real time: a desk whose clock is pinned reads its mails, too.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (int Version, CancellationTokenSource Stop, Task Loop)> _loops = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the reading of mails.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogFailed(error);
            }
            await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        foreach (var loop in _loops.Values.ToList())
            await End(loop);
    }

    private async Task Look(CancellationToken ct)
    {
        var boxes = await reader.Read(
            db => db.Set<Mailbox>().Where(row => row.IsEnabled).Select(row => new { row.Code, row.Version }).ToListAsync(ct),
            ct
        );
        foreach (var (code, loop) in _loops.ToList())
        {
            if (!loop.Loop.IsCompleted && boxes.Any(one => one.Code == code && one.Version == loop.Version))
                continue;
            await End(loop);
            _loops.Remove(code);
        }
        foreach (var box in boxes.Where(one => !_loops.ContainsKey(one.Code)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            _loops[box.Code] = (box.Version, stop, Task.Run(() => run.Run(box.Code, stop.Token), CancellationToken.None));
        }
    }

    private static async Task End((int Version, CancellationTokenSource Stop, Task Loop) loop)
    {
        await loop.Stop.CancelAsync();
        await loop.Loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        loop.Stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mailboxes could not be looked up; it is tried again.")]
    private partial void LogFailed(Exception error);
}
