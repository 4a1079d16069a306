using System.Collections.Concurrent;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>Wakes the loop of a mailbox on this server before its time. Safe for any number of threads.</summary>
internal sealed class MailboxBell
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Canceled when the bell rings; to be disposed of after waiting.</summary>
    public CancellationTokenSource Listen(string mailbox, CancellationToken ct)
    {
        var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _waiting[mailbox] = waiting;
        return waiting;
    }

    public void Ring(string mailbox)
    {
        if (!_waiting.TryRemove(mailbox, out var waiting))
            return;
        try
        {
            waiting.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has stopped waiting by itself.
            return;
        }
    }
}
