using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Gathers the words and files of a mail from its parts. Used once, by one thread.</summary>
internal sealed class MailParts(MailLimits limits)
{
    private readonly StringBuilder _text = new();
    private readonly List<MailFile> _files = [];
    private int _parts;

    public string Text => _text.ToString();
    public IReadOnlyList<MailFile> Files => _files;
    public List<string> Marks { get; } = [];

    public void Walk(MimeEntity? part, int depth)
    {
        if (part is null)
            return;
        if (depth > limits.Depth || ++_parts > limits.Parts)
        {
            Marks.Add(MailMarks.TooDeep);
            return;
        }
        switch (part)
        {
            case TnefPart tnef:
                Tnef(tnef, depth);
                break;
            case MultipartAlternative alternative:
                Alternative(alternative, depth);
                break;
            case MultipartReport report:
                // The words for people come first; the rest is for machines.
                Walk(report.FirstOrDefault(), depth + 1);
                break;
            case MultipartSigned signed:
                Marks.Add(MailMarks.Signed);
                Walk(signed.FirstOrDefault(), depth + 1);
                break;
            case MultipartEncrypted:
                Marks.Add(MailMarks.Encrypted);
                break;
            case Multipart multipart:
                foreach (var child in multipart)
                    Walk(child, depth + 1);
                break;
            case MessagePart message:
                Message(message);
                break;
            case TextPart text when IsShown(text):
                Write(Words(text));
                break;
            case MimePart file when IsPkcs7(file):
                Pkcs7(file, depth);
                break;
            case MimePart file:
                File(file);
                break;
        }
    }

    /// <summary>Plain words where there are any, else the page; what is neither, such as an invitation, comes as a file.</summary>
    private void Alternative(MultipartAlternative alternative, int depth)
    {
        var plain = alternative.OfType<TextPart>().FirstOrDefault(one => one.IsPlain && IsShown(one));
        var words = plain is null ? "" : Words(plain);
        var chosen = words.Trim().Length > 0;
        if (chosen)
            Write(words);
        foreach (var child in alternative.Reverse())
        {
            var isWords = child is TextPart text && IsShown(text);
            if (child == plain)
                continue;
            if (!isWords && child is not Multipart)
                Walk(child, depth + 1);
            else if (!chosen)
            {
                var before = _text.Length;
                Walk(child, depth + 1);
                chosen = _text.Length > before;
            }
            else if (child is Multipart pictures)
                Pictures(pictures, depth + 1);
        }
    }

    /// <summary>The files beside a page whose words are known already.</summary>
    private void Pictures(Multipart multipart, int depth)
    {
        foreach (var child in multipart)
        {
            if (child is Multipart inner && depth < limits.Depth)
                Pictures(inner, depth + 1);
            else if (child is MimePart file and not TextPart)
                Walk(file, depth + 1);
        }
    }

    private static bool IsShown(TextPart text) =>
        !text.IsAttachment
        && text.FileName is not { Length: > 0 }
        && (text.IsPlain || text.IsHtml || text.IsRichText || text.IsFlowed || text.IsEnriched);

    private string Words(TextPart part)
    {
        if (MailReading.Bytes(part, 8 * 1024 * 1024) is not { } bytes)
        {
            Marks.Add(MailMarks.TextCut);
            return "";
        }
        var (text, wasWrong) = CharsetGuess.Decode(bytes, part.ContentType.Charset);
        if (wasWrong && part.ContentType.Charset is { Length: > 0 })
            Marks.Add(MailMarks.WrongCharset);
        if (part.IsHtml)
            return HtmlReducer.Text(text);
        if (!part.IsFlowed)
            return text;
        return Flowed(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Joins the lines that a program broke (RFC 3676).</summary>
    private static string Flowed(string text, bool withoutBlank)
    {
        var joined = new StringBuilder();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var line in lines)
        {
            var words = line.StartsWith(' ') ? line[1..] : line;
            if (words.EndsWith(' ') && words != "-- " && !words.StartsWith('>'))
                joined.Append(withoutBlank ? words[..^1] : words);
            else
                joined.Append(words).Append('\n');
        }
        return joined.ToString();
    }

    private void Write(string words)
    {
        if (words.Trim().Length == 0 || _text.Length > limits.TextLength)
            return;
        if (_text.Length > 0 && _text[^1] != '\n')
            _text.Append('\n');
        _text.Append(words);
    }

    /// <summary>winmail.dat: what Outlook sends when it believes that Outlook reads.</summary>
    private void Tnef(TnefPart tnef, int depth)
    {
        if (MailReading.Bytes(tnef, limits.FileBytes) is null)
        {
            Marks.Add(MailMarks.Of(MailMarks.FileTooLarge, tnef.FileName ?? "winmail.dat"));
            return;
        }
        try
        {
            using var message = tnef.ConvertToMessage();
            Walk(message.Body, depth + 1);
        }
        catch (Exception error)
            when (error
                    is TnefException
                        or IOException
                        or ArgumentException
                        or FormatException
                        or NotSupportedException
                        or InvalidOperationException
            )
        {
            Marks.Add(MailMarks.Of(MailMarks.Unreadable, "winmail.dat"));
        }
    }

    private void Message(MessagePart part)
    {
        if (part.Message is not { } message)
            return;
        using var content = new MemoryStream();
        message.WriteTo(FormatOptions.Default, content);
        Add(
            part.ContentDisposition?.FileName ?? (MailReading.Line(message.Subject, 80) is { Length: > 0 } subject ? subject : "mail"),
            ".eml",
            content.ToArray(),
            false
        );
    }

    private static bool IsPkcs7(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime");

    /// <summary>A mail inside its signature; one that is enciphered is for its receiver's own program.</summary>
    private void Pkcs7(MimePart part, int depth)
    {
        if (MailReading.Bytes(part, limits.FileBytes) is not { } bytes)
        {
            Marks.Add(MailMarks.Of(MailMarks.FileTooLarge, part.FileName ?? "smime.p7m"));
            return;
        }
        try
        {
            var signed = new SignedCms();
            signed.Decode(bytes);
            using var content = new MemoryStream(signed.ContentInfo.Content, writable: false);
            using var entity = MimeEntity.Load(content);
            Marks.Add(MailMarks.Signed);
            Walk(entity, depth + 1);
        }
        catch (Exception error) when (error is CryptographicException or FormatException or IOException)
        {
            Marks.Add(MailMarks.Encrypted);
        }
    }

    private void File(MimePart part)
    {
        // The seal of a signature is no file to people.
        if (part is ApplicationPkcs7Signature or ApplicationPgpSignature)
            return;
        var name = part.FileName ?? "";
        if (MailReading.Bytes(part, limits.FileBytes) is not { } content)
        {
            Marks.Add(MailMarks.Of(MailMarks.FileTooLarge, MailReading.Line(name, 100)));
            return;
        }
        if (content.Length == 0)
            return;
        var isInline = part.ContentId is { Length: > 0 } && part.ContentDisposition?.Disposition != ContentDisposition.Attachment;
        var ending = MimeTypes.TryGetExtension(part.ContentType.MimeType, out var usual) ? usual : ".bin";
        Add(name.Length > 0 ? name : part.ContentType.Name ?? "", ending, content, isInline);
    }

    private void Add(string name, string ending, byte[] content, bool isInline)
    {
        if (_files.Count >= limits.Files)
        {
            Marks.Add(MailMarks.TooManyFiles);
            return;
        }
        if (content.Length > limits.FileBytes)
        {
            Marks.Add(MailMarks.Of(MailMarks.FileTooLarge, MailReading.Line(name, 100)));
            return;
        }
        _files.Add(new(MailFileNames.Fit(name, ending, _files.Count + 1), content, isInline));
    }
}
