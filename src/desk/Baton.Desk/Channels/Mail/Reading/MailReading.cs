using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Reads mails, however they are written. Pure.</summary>
internal static class MailReading
{
    public const string Refused = "not-a-mail";
    private const int SubjectMax = 200;

    /// <summary>Never throws for what stands in the mail: what cannot be read is refused.</summary>
    public static Reading Read(byte[] raw, MailLimits limits, IReadOnlyCollection<string> ownAddresses)
    {
        try
        {
            var options = new ParserOptions { CharsetEncoding = CharsetGuess.Of(Head(raw)), MaxMimeDepth = limits.Depth };
            using var content = new MemoryStream(raw, writable: false);
            using var mail = MimeMessage.Load(options, content);
            if (mail.Headers.Count == 0)
                return new(null, Refused);
            return new(Of(mail, limits, ownAddresses), null);
        }
        catch (Exception error) when (IsOfTheMail(error))
        {
            return new(null, Refused);
        }
    }

    /// <summary>What the libraries throw at mails that are broken.</summary>
    private static bool IsOfTheMail(Exception error) =>
        error
            is FormatException
                or ArgumentException
                or InvalidOperationException
                or NotSupportedException
                or IOException
                or IndexOutOfRangeException
                or NullReferenceException
                or OverflowException
                or CryptographicException;

    private static ReadMail Of(MimeMessage mail, MailLimits limits, IReadOnlyCollection<string> ownAddresses)
    {
        var sender =
            Written(mail).FirstOrDefault(one => Address(one) is not null) ?? mail.ReplyTo.Mailboxes.FirstOrDefault() ?? mail.Sender;
        var from = sender is null ? null : Address(sender);
        var parts = new MailParts(limits);
        parts.Walk(mail.Body, 0);
        var text = Clean(parts.Text);
        if (text.Length > limits.TextLength)
        {
            text = Cut(text, limits.TextLength);
            parts.Marks.Add(MailMarks.TextCut);
        }
        if (text.Trim().Length == 0)
            parts.Marks.Add(MailMarks.NoText);
        return new()
        {
            Subject = Line(mail.Subject, SubjectMax),
            From = from,
            FromName = Line(sender?.Name, SubjectMax) is { Length: > 0 } name ? name : null,
            To = [.. Receivers(mail).Distinct(StringComparer.Ordinal).Take(100)],
            MessageId = Id(mail.MessageId),
            InReplyTo = [.. Ids(mail.Headers["In-Reply-To"]).Take(5)],
            References = [.. Ids(mail.Headers["References"]).TakeLast(50)],
            WrittenAt = mail.Date.Year is > 1980 and < 2200 ? mail.Date.ToUniversalTime() : null,
            Text = text.Trim(),
            NewText = QuotedHistory.Without(text),
            Files = parts.Files,
            Marks = [.. parts.Marks.Distinct(StringComparer.Ordinal)],
            Machine = MachineMail.Judge(mail, from, ownAddresses),
        };
    }

    /// <summary>The senders; where they are written in bytes that no standard allows, letters may look like signs between addresses.</summary>
    private static IEnumerable<MailboxAddress> Written(MimeMessage mail)
    {
        var raw = mail.Headers.FirstOrDefault(one => one.Id == HeaderId.From)?.RawValue;
        if (raw is null || raw.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7F) < 0)
            return mail.From.Mailboxes;
        return InternetAddressList.TryParse(CharsetGuess.Of(raw).GetString(raw), out var addresses)
            ? addresses.Mailboxes
            : mail.From.Mailboxes;
    }

    /// <summary>The decoded content of a part; null where it is longer than the limit.</summary>
    public static byte[]? Bytes(MimePart part, int max)
    {
        using var bounded = new BoundedStream(max);
        try
        {
            part.Content?.DecodeTo(bounded);
        }
        catch (TooLongException)
        {
            return null;
        }
        return bounded.ToArray();
    }

    /// <summary>In one line, without what could turn the order of letters about, and not too long.</summary>
    public static string Line(string? text, int max)
    {
        var line = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (letter is '\u202a' or '\u202b' or '\u202d' or '\u202e' or '\u2066' or '\u2067' or '\u2068' || letter == '\ufeff')
                continue;
            if (char.IsControl(letter) || char.IsWhiteSpace(letter))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else
                line.Append(letter);
        }
        return Cut(Whole(line.ToString()).Trim(), max);
    }

    private static string Cut(string text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            if (letter is '\n' or '\t' || !char.IsControl(letter) && letter is not ('\ufeff' or '\u202e' or '\u202d'))
                clean.Append(letter);
        }
        return Whole(clean.ToString());
    }

    /// <summary>Without halves of letters, which no database takes.</summary>
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }

    private static IEnumerable<string> Receivers(MimeMessage mail)
    {
        foreach (var mailbox in mail.To.Mailboxes.Concat(mail.Cc.Mailboxes))
        {
            if (Address(mailbox) is { } address)
                yield return address;
        }
        foreach (var name in new[] { "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To" })
        {
            foreach (var header in mail.Headers.Where(one => one.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(10))
            {
                if (MailboxAddress.TryParse(header.Value.Trim().Trim('<', '>'), out var mailbox) && Address(mailbox) is { } address)
                    yield return address;
            }
        }
    }

    private static string? Address(MailboxAddress mailbox)
    {
        var address = mailbox.Address?.Trim().ToLowerInvariant() ?? "";
        return
            address.Length is > 2 and <= 254
            && address.IndexOf('@', StringComparison.Ordinal) > 0
            && address[^1] != '@'
            && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || char.IsSurrogate(letter))
            ? address
            : null;
    }

    public static IEnumerable<string> Ids(string? header)
    {
        foreach (var piece in (header ?? "").Split('<').Skip(1))
        {
            if (piece.IndexOf('>', StringComparison.Ordinal) is > 0 and var end && Id(piece[..end]) is { } id)
                yield return id;
        }
    }

    private static string? Id(string? id)
    {
        var plain = Whole((id ?? "").Trim().Trim('<', '>'));
        return plain.Length is > 0 and <= 250 && !plain.Any(char.IsControl) ? plain : null;
    }

    private static ReadOnlySpan<byte> Head(byte[] raw)
    {
        var span = raw.AsSpan(0, Math.Min(raw.Length, 64_000));
        var end = span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            end = span.IndexOf("\n\n"u8);
        return end < 0 ? span : span[..end];
    }

    private sealed class TooLongException : IOException;

    private sealed class BoundedStream(int max) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > max)
                throw new TooLongException();
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > max)
                throw new TooLongException();
            base.Write(buffer);
        }
    }
}
