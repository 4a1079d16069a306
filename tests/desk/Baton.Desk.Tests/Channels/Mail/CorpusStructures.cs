using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Baton.Desk.Channels.Mail.Reading;
using static Baton.Desk.Tests.Channels.Mail.Corpus;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Mails by how they are put together: files, parts, what they quote, pages.</summary>
internal static class CorpusStructures
{
    public static IEnumerable<CorpusMail> FileNames()
    {
        yield return File("plain", "filename=\"bill.pdf\"", "bill.pdf");
        yield return File("RFC 2231", "filename*=utf-8''%E8%B4%A6%E5%8D%95.pdf", "账单.pdf");
        yield return File("RFC 2231 in GBK", "filename*=gbk''%D5%CB%B5%A5.pdf", "账单.pdf");
        yield return File("RFC 2231 in Big5", "filename*=big5''%B1b%B3%E6.pdf", "帳單.pdf");
        yield return File("RFC 2231 in pieces", "filename*0*=utf-8''%E8%B4%A6; filename*1*=%E5%8D%95.pdf", "账单.pdf");
        yield return File("plain in pieces", "filename*0=\"a-long-\"; filename*1=\"name.pdf\"", "a-long-name.pdf");
        yield return File("an encoded word", "filename=\"=?utf-8?B?6LSm5Y2V?=.pdf\"", "账单.pdf");
        yield return File("an encoded word in GBK", "filename=\"=?gb2312?B?1cu1pQ==?=.pdf\"", "账单.pdf");
        yield return File("a path", "filename=\"C:\\\\Users\\\\me\\\\bill.pdf\"", "bill.pdf");
        yield return File("a path upwards", "filename=\"../../etc/bill.pdf\"", "bill.pdf");
        yield return File("signs that no file has", "filename=\"a<b>:c|d?.pdf\"", "a_b__c_d_.pdf");
        yield return File("no name", "", "attachment-1.pdf");
        yield return File("no ending", "filename=bill", "bill.pdf");
        yield return File("dots alone", "filename=\"...\"", "attachment-1.pdf");
        yield return File("turned about", "filename*=utf-8''bill%E2%80%AEfdp.pdf", "billfdp.pdf");
        yield return File("very long", $"filename=\"{new string('n', 300)}.pdf\"", new string('n', 196) + ".pdf");

        static CorpusMail File(string name, string parameter, string expected) =>
            new(
                "file " + name,
                Mixed(
                    Part("text/plain", "See the file."),
                    $"Content-Type: application/pdf\nContent-Disposition: attachment{(parameter.Length > 0 ? "; " : "")}{parameter}\n\n%PDF-1.4"
                )
            )
            {
                Text = "See the file.",
                Files = [expected],
            };
    }

    public static string Part(string type, string body) => $"Content-Type: {type}; charset=utf-8\n\n{body}";

    private static byte[] Mixed(params string[] parts) => Multi("mixed", parts);

    private static byte[] Multi(string kind, params string[] parts) =>
        Raw($"{Head}\nContent-Type: multipart/{kind}; boundary=\"outer\"", Joined("outer", parts));

    public static string Joined(string boundary, params string[] parts) =>
        string.Concat(parts.Select(part => $"--{boundary}\n{part}\n")) + $"--{boundary}--\n";

    private static string Nested(string kind, string boundary, params string[] parts) =>
        $"Content-Type: multipart/{kind}; boundary=\"{boundary}\"\n\n{Joined(boundary, parts)}";

    public static IEnumerable<CorpusMail> Structures()
    {
        var plain = Part("text/plain", "Plain words.");
        var page = Part("text/html", "<p>Page words.</p>");
        const string Picture =
            "Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
        const string Pdf = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=bill.pdf\n\n%PDF-1.4";
        const string Invitation = "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nEND:VCALENDAR";
        yield return new("alternative", Multi("alternative", plain, page)) { Text = "Plain words." };
        yield return new("alternative of a page alone", Multi("alternative", page)) { Text = "Page words." };
        yield return new("alternative with empty plain words", Multi("alternative", Part("text/plain", " "), page))
        {
            Text = "Page words.",
        };
        yield return new("alternative with related", Multi("alternative", plain, Nested("related", "in", page, Picture)))
        {
            Text = "Plain words.",
            Files = ["logo.png"],
        };
        yield return new("alternative of related alone", Multi("alternative", Nested("related", "in", page, Picture)))
        {
            Text = "Page words.",
            Files = ["logo.png"],
        };
        yield return new("alternative with an invitation", Multi("alternative", plain, page, Invitation))
        {
            Text = "Plain words.",
            Files = ["attachment-1.ics"],
        };
        yield return new("related", Multi("related", page, Picture)) { Text = "Page words.", Files = ["logo.png"] };
        yield return new("related with alternative", Multi("related", Nested("alternative", "in", plain, page), Picture))
        {
            Text = "Plain words.",
            Files = ["logo.png"],
        };
        yield return new("mixed with alternative and a file", Mixed(Nested("alternative", "in", plain, page), Pdf))
        {
            Text = "Plain words.",
            Files = ["bill.pdf"],
        };
        yield return new("mixed of all", Mixed(Nested("related", "r", Nested("alternative", "a", plain, page), Picture), Pdf))
        {
            Text = "Plain words.",
            Files = ["logo.png", "bill.pdf"],
        };
        yield return new("two texts", Mixed(plain, Part("text/plain", "More words."))) { Text = "Plain words.\nMore words." };
        yield return new("a text behind a file", Mixed(plain, Pdf, Part("text/plain", "Sent from a list.")))
        {
            Text = "Plain words.\nSent from a list.",
            Files = ["bill.pdf"],
        };
        yield return new(
            "a text as a file",
            Mixed(plain, "Content-Type: text/plain\nContent-Disposition: attachment; filename=log.txt\n\nLines")
        )
        {
            Text = "Plain words.",
            Files = ["log.txt"],
        };
        yield return new(
            "a page as a file",
            Mixed(plain, "Content-Type: text/html\nContent-Disposition: attachment; filename=page.html\n\n<p>x")
        )
        {
            Text = "Plain words.",
            Files = ["page.html"],
        };
        yield return new("a named text without disposition", Mixed(plain, "Content-Type: text/plain; name=notes.txt\n\nLines"))
        {
            Text = "Plain words.",
            Files = ["notes.txt"],
        };
        yield return new(
            "a mail in the mail",
            Mixed(plain, "Content-Type: message/rfc822\n\nSubject: Inner\nFrom: x@y.test\n\nInner words.")
        )
        {
            Text = "Plain words.",
            Files = ["Inner.eml"],
            Absent = ["Inner words"],
        };
        yield return new("a mail without a subject in the mail", Mixed(plain, "Content-Type: message/rfc822\n\nFrom: x@y.test\n\nInner."))
        {
            Text = "Plain words.",
            Files = ["mail.eml"],
        };
        yield return new("digest", Multi("digest", "\nSubject: One\nFrom: x@y.test\n\nA.", "\nSubject: Two\nFrom: x@y.test\n\nB."))
        {
            Files = ["One.eml", "Two.eml"],
            Mark = MailMarks.NoText,
        };
        yield return new("a file alone", Raw($"{Head}\nContent-Type: application/pdf; name=bill.pdf", "%PDF-1.4"))
        {
            Files = ["bill.pdf"],
            Text = "",
            Mark = MailMarks.NoText,
        };
        yield return new("a picture alone", Raw($"{Head}\nContent-Type: image/jpeg", "JFIF")) { Files = ["attachment-1.jpg"], Text = "" };
        yield return new(
            "an empty file",
            Mixed(plain, "Content-Type: application/pdf\nContent-Disposition: attachment; filename=empty.pdf\n\n")
        )
        {
            Text = "Plain words.",
        };
        yield return new("an unknown multipart", Multi("x-strange", plain, Pdf)) { Text = "Plain words.", Files = ["bill.pdf"] };
        yield return new(
            "no end of the parts",
            Raw($"{Head}\nContent-Type: multipart/mixed; boundary=outer", "--outer\nContent-Type: text/plain\n\nPlain words.")
        )
        {
            Text = "Plain words.",
        };
        yield return new(
            "no boundary said",
            Raw($"{Head}\nContent-Type: multipart/mixed", "--outer\nContent-Type: text/plain\n\nPlain words.\n--outer--")
        )
        { };
        yield return new("parts that never begin", Raw($"{Head}\nContent-Type: multipart/mixed; boundary=other", "Plain words.")) { };
        yield return new(
            "words before the parts",
            Raw($"{Head}\nContent-Type: multipart/mixed; boundary=outer", "This is MIME.\n" + Joined("outer", plain))
        )
        {
            Text = "Plain words.",
        };
        yield return new(
            "signed",
            Multi(
                "signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256",
                plain,
                "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nAAAA"
            )
        )
        {
            Text = "Plain words.",
            Mark = MailMarks.Signed,
        };
        yield return new(
            "signed by PGP",
            Multi(
                "signed; protocol=\"application/pgp-signature\"",
                plain,
                "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----"
            )
        )
        {
            Text = "Plain words.",
            Mark = MailMarks.Signed,
        };
        yield return new("signed inside", Signed()) { Text = "Signed words.", Mark = MailMarks.Signed };
        yield return new(
            "enciphered",
            Raw(
                $"{Head}\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64",
                "MIIB"
            )
        )
        {
            Mark = MailMarks.Encrypted,
        };
        yield return new(
            "enciphered by PGP",
            Multi(
                "encrypted; protocol=\"application/pgp-encrypted\"",
                "Content-Type: application/pgp-encrypted\n\nVersion: 1",
                "Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----"
            )
        )
        {
            Mark = MailMarks.Encrypted,
        };
        yield return new(
            "winmail.dat that is none",
            Mixed(plain, "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\nAAAA")
        )
        {
            Text = "Plain words.",
        };
        yield return new(
            "winmail.dat with words and a file",
            Mixed(
                plain,
                "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
                    + Encoding.ASCII.GetString(Base64(Tnef.WithFile("bill.txt", "Lines of a bill"u8.ToArray())))
            )
        )
        {
            Text = "Plain words.",
            Files = ["bill.txt"],
        };
        yield return new(
            "too large a file",
            Mixed(
                plain,
                $"Content-Type: application/pdf\nContent-Disposition: attachment; filename=huge.pdf\n\n{new string('x', 2_000_000)}"
            )
        )
        {
            Text = "Plain words.",
            Mark = "file-too-large:huge.pdf",
        };
        yield return new("too long a text", Raw(Head, string.Concat(Enumerable.Repeat("Very long words.\n", 9_000))))
        {
            Mark = MailMarks.TextCut,
        };
        yield return new(
            "many files",
            Mixed([
                plain,
                .. Enumerable
                    .Range(1, 60)
                    .Select(number => $"Content-Type: text/plain\nContent-Disposition: attachment; filename=f{number}.txt\n\nx"),
            ])
        )
        {
            Mark = MailMarks.TooManyFiles,
        };
        yield return new("very deep", Raw($"{Head}\nContent-Type: multipart/mixed; boundary=b0", Deep(0, 100))) { };
        yield return new("many parts", Mixed([.. Enumerable.Range(1, 700).Select(number => Part("text/plain", $"w{number}"))]))
        {
            Mark = MailMarks.TooDeep,
        };
        yield return new(
            "a packed file stays packed",
            Mixed(plain, "Content-Type: application/zip\nContent-Disposition: attachment; filename=bomb.zip\n\nPK\u0003\u0004")
        )
        {
            Text = "Plain words.",
            Files = ["bomb.zip"],
        };
    }

    private static string Deep(int level, int last) =>
        level == last
            ? $"--b{level}\nContent-Type: text/plain\n\nDeep.\n--b{level}--\n"
            : $"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n{Deep(level + 1, last)}--b{level}--\n";

    private static byte[] Signed()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=chan", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var signed = new SignedCms(new ContentInfo("Content-Type: text/plain\r\n\r\nSigned words."u8.ToArray()));
        signed.ComputeSignature(new CmsSigner(certificate));
        return Raw(
            $"{Head}\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64",
            Base64(signed.Encode())
        );
    }

    public static IEnumerable<CorpusMail> Histories()
    {
        const string New = "My new words.";
        string[] tails =
        [
            "On Mon, Nov 23, 2026 at 9:00 AM Desk <service@desk.test> wrote:\n> Old words.\n> More.",
            "On Mon, Nov 23, 2026 at 9:00 AM Desk\n<service@desk.test> wrote:\n\n> Old words.",
            "-----Original Message-----\nFrom: Desk\nOld words.",
            "----- Original Message -----\nOld words.",
            "------------------ 原始邮件 ------------------\n发件人: \"Desk\"\nOld words.",
            "------------------&nbsp;原始邮件&nbsp;------------------".Replace("&nbsp;", " ", StringComparison.Ordinal) + "\nOld words.",
            "-----原始郵件-----\n寄件者: Desk\nOld words.",
            "在 2026年11月23日，Desk <service@desk.test> 写道：\n> Old words.",
            "於 2026年11月23日 下午 Desk 寫道：\n\n> Old words.",
            "Desk <service@desk.test> 於 2026年11月23日 週一 上午9:00寫道：\n> Old words.",
            "在 2026-11-23 09:00:00，\"Desk\" <service@desk.test> 写道：\n> Old words.",
            "From: Desk <service@desk.test>\nSent: Monday\nTo: Chan\nSubject: Case\n\nOld words.",
            "发件人： Desk\n发送时间： 2026年\n收件人： Chan\n主题： 工单\n\nOld words.",
            "寄件者: Desk\n寄件日期: 2026\n收件者: Chan\n主旨: 案件\n\nOld words.",
            "________________________________\nFrom: Desk\nSent: Monday\nTo: Chan\nSubject: Case\nOld words.",
            "Am 23.11.2026 um 09:00 schrieb Desk:\n> Old words.",
            "Le 23 nov. 2026 à 09:00, Desk a écrit :\n> Old words.",
            "> Old words.\n> More.",
            "---------- Forwarded message ---------\nFrom: Desk\nOld words.",
        ];
        for (var i = 0; i < tails.Length; i++)
            yield return new($"history {i + 1}", Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", $"{New}\n\n{tails[i]}"))
            {
                Text = New,
                Absent = ["Old words"],
            };
        const string Between = "On Mon Desk wrote:\n> First question?\nMy answer to the first.\n> Second?\nAnd to the second one, too.";
        yield return new("answers between the lines", Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", Between)) { Text = Between };
        const string Whole = "> Only quoted words.";
        yield return new("nothing but history", Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", Whole)) { Text = Whole };
        const string Said = "On Monday the man in the shop wrote: pay 5 dollars.\nI did not.";
        yield return new("words that look like it", Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", Said)) { Text = Said };
        yield return new(
            "history of a page",
            Raw(
                $"{Head}\nContent-Type: text/html; charset=utf-8",
                $"<div>{New}</div><div>On Mon, Desk wrote:<br><blockquote>Old words.</blockquote></div>"
            )
        )
        {
            Text = New,
            Absent = ["Old words"],
        };
    }

    public static IEnumerable<CorpusMail> Pages()
    {
        yield return Page("script", "<p>A</p><script>alert(1)</script><p>B</p>", "A\n\nB", "alert");
        yield return Page("style", "<style>p{color:red}</style><p>A</p>", "A", "color");
        yield return Page("head", "<head><title>T</title></head><body>A</body>", "A", "T\n");
        yield return Page("entities", "a &lt;b&gt; &amp; &#20320;&nbsp;c", "a <b> & 你 c", null);
        yield return Page("breaks", "One<br>two<br/>three", "One\ntwo\nthree", null);
        yield return Page("a list", "<ul><li>One</li><li>Two</li></ul>", "- One\n- Two", null);
        yield return Page("a table", "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>", "A\tB\nC\tD", null);
        yield return Page("a link", "<a href=\"https://evil.test/x\">your bank</a>", "your bank (https://evil.test/x)", null);
        yield return Page("a link that says itself", "<a href=\"https://a.test\">https://a.test</a>", "https://a.test", null);
        yield return Page("a link that runs", "<a href=\"javascript:alert(1)\">x</a>", "x", "javascript");
        yield return Page("a picture", "<img src=\"http://track.test/1.gif\" alt=\"Bill\">", "Bill", "track");
        yield return Page("no end", "<p>A<div>B", "A\nB", null);
        yield return Page("a broken tag", "A <b", "A <b", null);
        yield return Page("a comment", "A<!-- hidden -->B", "AB", "hidden");
        yield return Page("preformatted", "<pre>a\n  b</pre>", "a\n  b", null);
        yield return Page("a frame", "<iframe src=\"x\"></iframe>A", "A", null);
        yield return Page("handlers", "<p onclick=\"alert(1)\">A</p>", "A", "alert");
        yield return Page("many boxes", string.Concat(Enumerable.Repeat("<div>", 5_000)) + "A", "A", null);
        yield return Page("nothing", "<div></div>", "", null);

        static CorpusMail Page(string name, string body, string expected, string? absent) =>
            new("page with " + name, Raw($"{Head}\nContent-Type: text/html; charset=utf-8", body))
            {
                Text = expected,
                Absent = absent is null ? [] : [absent],
            };
    }
}
