using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>A mail and for whom it is; who gets a blind copy stands in the envelope alone.</summary>
internal sealed record WrittenMail(
    MimeMessage Message,
    MailboxAddress Sender,
    IReadOnlyList<MailboxAddress> Receivers,
    IReadOnlyList<string> Unusable
);

/// <summary>Writes messages as mails.</summary>
internal static class MailWriter
{
    private const int MaxSubject = 250;
    private const string NoDomain = "baton.invalid";

    public static WrittenMail Write(OutgoingMessage message, MailOptions options, DateTimeOffset now)
    {
        var unusable = new List<string>();
        var from = new MailboxAddress(Encoding.UTF8, Line(options.FromName), options.From ?? "desk@" + NoDomain);
        var domain = from.Domain is { Length: > 0 } named ? named : NoDomain;
        var mail = new MimeMessage
        {
            Date = now,
            MessageId = MessageId(message.Id, domain),
            Subject = Cut(Line(message.Subject)),
            Body = WithFiles(Body(message), message.Files),
        };
        mail.From.Add(from);
        if ((message.ReplyTo ?? options.ReplyTo) is { Length: > 0 } replyTo)
            mail.ReplyTo.Add(new MailboxAddress("", replyTo));
        var to = Mailboxes(message.To, unusable);
        var cc = Mailboxes(message.Cc, unusable);
        var bcc = Mailboxes(message.Bcc, unusable);
        mail.To.AddRange(to);
        mail.Cc.AddRange(cc);
        Headers(mail, message, domain);
        var sender = new MailboxAddress("", options.EnvelopeSender is { Length: > 0 } envelope ? envelope : from.Address);
        List<MailboxAddress> receivers = [.. to.Concat(cc).Concat(bcc).DistinctBy(one => one.Address, StringComparer.OrdinalIgnoreCase)];
        return new WrittenMail(mail, sender, receivers, unusable);
    }

    /// <summary>The same for the same message, so that a receiver who gets it twice sees one.</summary>
    public static string MessageId(string id, string domain)
    {
        var readable = string.Concat(id.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        var unique = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];
        return $"{readable}.{unique}@{domain}";
    }

    private static void Headers(MimeMessage mail, OutgoingMessage message, string domain)
    {
        if (!message.IsPersonal)
        {
            mail.Headers.Add("Auto-Submitted", "auto-generated");
            mail.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN");
            mail.Headers.Add("List-Id", $"Baton <notifications.{domain}>");
        }
        mail.Headers.Add("Content-Language", message.Language);
        if (message.CaseNumber is not { Length: > 0 } number)
            return;
        mail.Headers.Add("X-Baton-Case", Line(number));
        // Mail programs show what refers to the same as one conversation.
        mail.References.Add(MessageId("case " + number, domain));
        if (message.InReplyTo is not { Length: > 0 } answered)
            return;
        mail.InReplyTo = answered;
        mail.References.Add(answered);
    }

    private static MimeEntity Body(OutgoingMessage message)
    {
        var text = new TextPart("plain");
        text.SetText(Encoding.UTF8, message.Text);
        if (message.Html is not { Length: > 0 } html)
            return text;
        var page = new TextPart("html");
        page.SetText(Encoding.UTF8, html);
        // The later alternative is the better one.
        return new MultipartAlternative(text, page);
    }

    private static MimeEntity WithFiles(MimeEntity body, IReadOnlyList<OutgoingFile> files)
    {
        if (files.Count == 0)
            return body;
        var whole = new Multipart("mixed") { body };
        foreach (var file in files)
        {
            var type = ContentType.TryParse(file.Type, out var known) ? known : new ContentType("application", "octet-stream");
            var part = new MimePart(type)
            {
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = Line(file.Name),
                Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
            };
            whole.Add(part);
        }
        return whole;
    }

    private static List<MailboxAddress> Mailboxes(IReadOnlyList<OutgoingAddress> addresses, List<string> unusable)
    {
        var mailboxes = new List<MailboxAddress>();
        foreach (var one in addresses)
        {
            if (
                MailboxAddress.TryParse(one.Address, out var mailbox)
                && mailbox.Domain is { Length: > 0 }
                && mailbox.Address == one.Address.Trim()
                && !one.Address.Any(char.IsControl)
            )
                mailboxes.Add(new MailboxAddress(Encoding.UTF8, Line(one.Name ?? ""), mailbox.Address));
            else
                unusable.Add(Line(one.Address));
        }
        return mailboxes;
    }

    private static string Line(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static string Cut(string subject) =>
        subject.Length <= MaxSubject
            ? subject
            : subject[..(char.IsHighSurrogate(subject[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)] + "…";
}
