using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>A receiver whom the server did not take, and its words.</summary>
internal sealed record RefusedReceiver(string Address, int Status, string Said)
{
    public bool IsForEver => Status >= 500;
}

/// <summary>A connection to a mail server that goes on with the other receivers where one is refused.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly List<RefusedReceiver> _refused = [];

    /// <summary>When it was last used, by the machine's clock.</summary>
    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Sends to whoever is taken and tells who was not.</summary>
    public async Task<IReadOnlyList<RefusedReceiver>> Send(WrittenMail mail, IReadOnlyList<MailboxAddress> receivers, CancellationToken ct)
    {
        _refused.Clear();
        var format = FormatOptions.Default.Clone();
        format.International = Capabilities.HasFlag(SmtpCapabilities.UTF8) && receivers.Append(mail.Sender).Any(one => one.IsInternational);
        try
        {
            await SendAsync(format, mail.Message, mail.Sender, receivers, ct);
        }
        catch (SmtpCommandException) when (_refused.Count == receivers.Count)
        {
            // Nothing was sent, which the list of the refused says; the connection goes on.
        }
        return [.. _refused];
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _refused.Add(new RefusedReceiver(mailbox.Address, (int)response.StatusCode, response.Response));

    protected override void OnNoRecipientsAccepted(MimeMessage message) =>
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.TransactionFailed, "Nobody was accepted.");
}
