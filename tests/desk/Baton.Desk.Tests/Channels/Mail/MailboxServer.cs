using Baton.Desk.Tests.Notifications.Drivers.Servers;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>A Dovecot for all tests of a class; each name that is asked for is a mailbox of its own.</summary>
public sealed class MailboxServer : IAsyncLifetime
{
    internal const string Password = Dovecot.Password;

    private Dovecot? _dovecot;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } = ForeignProgram.MustBeThere ? null : Dovecot.WhyNot;

    public int ImapPort => Running.ImapPort;
    public int Pop3Port => Running.Pop3Port;

    private Dovecot Running => _dovecot ?? throw new InvalidOperationException("Dovecot was not started.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is null)
            _dovecot = await Dovecot.Start(new(), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dovecot is not null)
            await _dovecot.DisposeAsync();
    }

    /// <summary>Puts mails into a mailbox, as if they had come.</summary>
    public Task Deliver(string mailbox, params IEnumerable<MimeMessage> mails) => Running.Deliver(mailbox, mails, Ct);

    /// <summary>How many mails lie there, and how many of them were seen.</summary>
    public Task<(int All, int Seen)> Count(string mailbox, string folder = "INBOX") => Running.Count(mailbox, folder, Ct);

    /// <summary>Makes a folder beside the inbox.</summary>
    public Task Make(string mailbox, string folder) => Running.Make(mailbox, folder, Ct);
}
