using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>
/// Reads one mailbox again and again: fetch what is new, take what is kept, wait for more. Of the servers that share a database the one that owns the
/// mailbox does it. Safe for any number of mailboxes at once.
/// </summary>
internal sealed partial class MailboxRun(
    BatonRuntime runtime,
    DeskReader reader,
    MailConnections connections,
    FetchMails fetch,
    TakeMails take,
    MailboxSecrets secrets,
    MailboxBell bell,
    ILogger<MailboxRun> logger
)
{
    /// <summary>How long a server that is alive owns a mailbox without saying so again.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How often another server looks whether the owner is still there.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private string Me => runtime.NodeId;

    public async Task Run(string code, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(1);
            try
            {
                if (await Own(code, ct) is not { } mailbox)
                    pause = Watch;
                else
                    await Read(mailbox, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever it was, the mailbox must be read again when it has passed.
            catch (Exception error)
#pragma warning restore CA1031
            {
                pause = await Failed(code, error, ct);
            }
            await Task.Delay(pause, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Release(code);
    }

    /// <summary>Opens the mailbox, brings in what is there, and stays for what comes.</summary>
    internal async Task Read(Mailbox mailbox, CancellationToken ct)
    {
        // What is kept does not wait for a server that is away.
        await take.Take(mailbox, ct);
        await using var source = await connections.Open(mailbox, ct);
        while (true)
        {
            await Once(mailbox, source, ct);
            if (await Own(mailbox.Code, ct) is not { } now || now.Version != mailbox.Version)
                return;
            var longest = TimeSpan.FromSeconds(Math.Min(mailbox.PollSeconds, LongestWait.TotalSeconds));
            using var rung = bell.Listen(mailbox.Code, ct);
            try
            {
                await source.Wait(longest, rung.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Somebody wants it to be looked at now; a session in the middle of waiting is begun anew.
                return;
            }
            if (mailbox.Protocol == MailProtocols.Pop3)
                return;
        }
    }

    /// <summary>Fetches and takes what there is at the moment: while mails are taken the next ones are fetched.</summary>
    internal async Task Once(Mailbox mailbox, IMailSource source, CancellationToken ct)
    {
        var taking = Task.CompletedTask;
        try
        {
            while (await fetch.FetchPart(mailbox, source, ct))
            {
                await taking;
                // A full mailbox takes longer than a server may be silent about whose it is.
                if (await Own(mailbox.Code, ct) is not { } now || now.Version != mailbox.Version)
                    return;
                taking = Task.Run(() => take.Take(mailbox, ct), ct);
            }
        }
        finally
        {
            await taking;
        }
        await Succeeded(mailbox.Code, ct);
        await take.Take(mailbox, ct);
    }

    /// <summary>The mailbox where this server is to read it now; null where another one does, or nobody shall.</summary>
    internal async Task<Mailbox?> Own(string code, CancellationToken ct)
    {
        Mailbox? owned = null;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var mailbox = await db.Set<Mailbox>().AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.IsEnabled, ct);
                if (mailbox is null)
                    return Done.Outcome;
                var state = await State(unit, db, code, ct);
                // By the machine's clock: the desk's may be pinned, and servers have to agree.
                var now = TimeProvider.System.GetUtcNow();
                if (state.Owner is { } owner && owner != Me && state.OwnedUntil > now && runtime.Nodes.Any(node => node.Id == owner))
                    return Done.Outcome;
                (state.Owner, state.OwnedUntil) = (Me, now + Lease);
                state.Version++;
                await db.SaveChangesAsync(ct);
                owned = mailbox;
                return Done.Outcome;
            },
            ct
        );
        return owned;
    }

    private async Task Succeeded(string code, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var state = await State(unit, db, code, ct);
                state.LastSuccessAt = unit.Now;
                (state.Failures, state.LastError, state.AlarmedAt) = (0, null, null);
                state.Version++;
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    private async Task<TimeSpan> Failed(string code, Exception error, CancellationToken ct)
    {
        var failures = 1;
        try
        {
            var mailbox = await reader.Read(db => db.Set<Mailbox>().SingleOrDefaultAsync(row => row.Code == code, ct), ct);
            if (mailbox is null)
                return LongestPause;
            var said = MailTrouble.Of(error, secrets.Read(code, mailbox.Secret));
            LogFailed(code, said);
            await runtime.Write<Done>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit);
                    var state = await State(unit, db, code, ct);
                    failures = ++state.Failures;
                    (state.LastFailureAt, state.LastError) = (unit.Now, said);
                    state.Version++;
                    if (
                        state.AlarmedAt is null
                        && unit.Now - (state.LastSuccessAt ?? state.Since) >= TimeSpan.FromMinutes(mailbox.AlarmMinutes)
                    )
                    {
                        state.AlarmedAt = unit.Now;
                        await MailAlarms.Silent(unit, db, mailbox, said, ct);
                    }
                    await db.SaveChangesAsync(ct);
                    return Done.Outcome;
                },
                ct
            );
        }
#pragma warning disable CA1031 // The database is away as well; the next round says so again.
        catch (Exception other) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogUnknown(other, code);
            return TimeSpan.FromSeconds(5);
        }
        return TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 10))));
    }

    private async Task Release(string code)
    {
        try
        {
            await runtime.Write<Done>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit);
                    var state = await State(unit, db, code, CancellationToken.None);
                    if (state.Owner == Me)
                        (state.Owner, state.OwnedUntil) = (null, null);
                    state.Version++;
                    await db.SaveChangesAsync();
                    return Done.Outcome;
                },
                CancellationToken.None
            );
        }
#pragma warning disable CA1031 // The runtime ends at the same time; the lease ends by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private static async Task<MailboxState> State(UnitOfWork unit, DeskDb db, string code, CancellationToken ct) =>
        await db.Set<MailboxState>().SingleOrDefaultAsync(row => row.Mailbox == code, ct)
        ?? db.Add(new MailboxState { Mailbox = code, Since = unit.Now }).Entity;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mailbox {Mailbox} cannot be read; it is tried again. {Reason}")]
    private partial void LogFailed(string mailbox, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Mailbox {Mailbox} cannot be read, and that cannot be written down; it is tried again."
    )]
    private partial void LogUnknown(Exception error, string mailbox);
}
