using System.Collections.Concurrent;
using Baton.Desk.Notifications.Drivers.Gateways;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>
/// Sends mails by SMTP. Where a server takes some receivers now and others later, only the others get it again; what is remembered for that is
/// lost with the program, so that a crash may send a mail twice under the same Message-ID.
/// </summary>
internal sealed class SmtpDriver(SmtpConnections connections, MailOptions options, TimeProvider clock) : IMessageDriver, IDisposable
{
    private const int MaxRemembered = 10_000;

    private readonly SemaphoreSlim _lines = new(options.Concurrency, options.Concurrency);
    private readonly ConcurrentDictionary<string, Progress> _begun = new(StringComparer.Ordinal);

    public string Channel => Messages.MessageChannels.Mail;

    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        var mail = MailWriter.Write(message, options, clock.GetUtcNow());
        if (mail.Receivers.Count == 0)
            return new(MessageVerdict.Refused, null, $"Nobody of its receivers has a usable address: {string.Join(", ", mail.Unusable)}");
        var before = _begun.GetValueOrDefault(message.Id) ?? Progress.None;
        await _lines.WaitAsync(ct);
        try
        {
            var receivers = mail.Receivers.Where(one => !before.IsSettled(one.Address)).ToList();
            var refused = receivers.Count == 0 ? [] : await Send(mail, receivers, ct);
            var after = before.With(receivers.Select(one => one.Address), refused);
            return Judge(message.Id, mail, after, refused);
        }
        catch (Exception error)
            when (!ct.IsCancellationRequested && SmtpTrouble.Of(error, options.Password, options.OAuth.ClientSecret) is { } trouble)
        {
            return trouble;
        }
        finally
        {
            _lines.Release();
        }
    }

    public void Dispose()
    {
        connections.Dispose();
        _lines.Dispose();
    }

    private async Task<IReadOnlyList<RefusedReceiver>> Send(
        WrittenMail mail,
        IReadOnlyList<MimeKit.MailboxAddress> receivers,
        CancellationToken ct
    )
    {
        // The library's own limit is for calls that block.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        var connection = await connections.Take(patience.Token);
        IReadOnlyList<RefusedReceiver> refused;
        try
        {
            patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
            refused = await connection.Send(mail, receivers, patience.Token);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        try
        {
            await connections.Return(connection, patience.Token);
        }
#pragma warning disable CA1031 // The mail is out; how the connection ended no longer matters.
        catch (Exception)
#pragma warning restore CA1031
        {
            connection.Dispose();
        }
        return refused;
    }

    private MessageDelivery Judge(string id, WrittenMail mail, Progress progress, IReadOnlyList<RefusedReceiver> refused)
    {
        var later = refused.Where(one => !one.IsForEver).ToList();
        if (later.Count > 0)
        {
            if (_begun.Count >= MaxRemembered)
                _begun.Clear();
            _begun[id] = progress;
            return new(MessageVerdict.Retry, mail.Message.MessageId, Told(later));
        }
        _begun.TryRemove(id, out _);
        var reasons = mail.Unusable.Select(address => $"'{address}' is no mail address").Concat(progress.Refused.Select(Told)).ToList();
        var reason = reasons.Count == 0 ? null : string.Join("; ", reasons);
        return progress.Accepted.Count > 0
            ? new(MessageVerdict.Delivered, mail.Message.MessageId, reason)
            : new(MessageVerdict.Refused, mail.Message.MessageId, reason);
    }

    private static string Told(IEnumerable<RefusedReceiver> refused) => string.Join("; ", refused.Select(Told));

    private static string Told(RefusedReceiver one) => $"{one.Address}: {one.Status} {Redacted.Line(one.Said)}";

    /// <summary>How far a mail of several receivers got.</summary>
    private sealed record Progress(IReadOnlySet<string> Accepted, IReadOnlyList<RefusedReceiver> Refused)
    {
        public static Progress None { get; } = new(new HashSet<string>(StringComparer.OrdinalIgnoreCase), []);

        public bool IsSettled(string address) =>
            Accepted.Contains(address) || Refused.Any(one => one.Address.Equals(address, StringComparison.OrdinalIgnoreCase));

        public Progress With(IEnumerable<string> tried, IReadOnlyList<RefusedReceiver> refused)
        {
            var accepted = new HashSet<string>(Accepted, StringComparer.OrdinalIgnoreCase);
            accepted.UnionWith(tried.Except(refused.Select(one => one.Address), StringComparer.OrdinalIgnoreCase));
            return new Progress(accepted, [.. Refused, .. refused.Where(one => one.IsForEver)]);
        }
    }
}
