using System.Globalization;
using System.Text;
using Baton.Bench.Desk;
using MimeKit;

namespace Baton.Bench.Mails;

/// <summary>Mails as a house gets them: plain and as pages, in several charsets, half of them with files. The same for the same number.</summary>
internal static class MailMixture
{
    private const int SmallestFile = 20 * 1024;
    private const int LargestFile = 200 * 1024;
    private const int Senders = 2_000;

    private static readonly string[] Charsets = ["utf-8", "utf-8", "big5", "gb18030"];

    private static readonly string[] Sentences =
    [
        "您好，上個月的帳單有誤，請查收附件。",
        "我想更改寬頻服務計劃，請回覆。",
        "流動電話在地鐵站沒有訊號已經三天。",
        "多謝幫忙，問題已經解決。",
        "請問退款何時會到我的戶口？",
    ];

    static MailMixture() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static MimeMessage Mail(int number)
    {
        var dice = new Dice(number);
        var mail = new MimeMessage
        {
            Subject = string.Create(CultureInfo.InvariantCulture, $"關於帳單 {number:D5}"),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"bench-{number}@customer.test"),
        };
        mail.From.Add(new MailboxAddress("陳大文", string.Create(CultureInfo.InvariantCulture, $"c{dice.Next(Senders)}@customer.test")));
        mail.To.Add(MailboxAddress.Parse(MailBench.Address));
        var words = Words(ref dice, number);
        if (dice.Next(2) == 0)
        {
            mail.Body = words;
            return mail;
        }
        var body = new Multipart("mixed") { words };
        for (var count = 1 + dice.Next(2); count > 0; count--)
        {
            body.Add(File(ref dice, count));
        }
        mail.Body = body;
        return mail;
    }

    private static MimeEntity Words(ref Dice dice, int number)
    {
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"Number {number}") };
        for (var count = 3 + dice.Next(20); count > 0; count--)
        {
            lines.Add(dice.Of(Sentences));
        }
        var plain = new TextPart("plain");
        plain.SetText(dice.Of(Charsets), string.Join("\r\n", lines));
        if (dice.Next(2) == 0)
        {
            return plain;
        }
        var page = new TextPart("html");
        page.SetText("utf-8", $"<html><body><p>{string.Join("</p><p>", lines)}</p><script>alert(1)</script></body></html>");
        return dice.Next(2) == 0 ? page : new MultipartAlternative { plain, page };
    }

    private static MimePart File(ref Dice dice, int place)
    {
        var content = new byte[SmallestFile + dice.Next(LargestFile - SmallestFile)];
        new Random(dice.Next(int.MaxValue)).NextBytes(content);
        "%PDF-1.4\n"u8.CopyTo(content);
        return new("application", "pdf")
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"帳單-{place}.pdf"),
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(content)),
        };
    }
}
