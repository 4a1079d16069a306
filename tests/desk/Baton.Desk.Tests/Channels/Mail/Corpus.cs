using System.Globalization;
using System.Text;
using Baton.Desk.Channels.Mail.Reading;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>A mail of the corpus and what reading it must give.</summary>
internal sealed record CorpusMail(string Name, byte[] Raw)
{
    public string? Subject { get; init; }
    public string? Text { get; init; }
    public string? From { get; init; }
    public string? FromName { get; init; }
    public IReadOnlyList<string> Files { get; init; } = [];
    public MachineKind Kind { get; init; }
    public string? Mark { get; init; }
    public bool IsRefused { get; init; }
    public string? BouncedId { get; init; }
    public bool? BounceIsFinal { get; init; }
    public IReadOnlyList<string> Absent { get; init; } = [];

    public override string ToString() => Name;
}

/// <summary>Mails as programs of many kinds write them, made from what varies: charsets, structures, machines, faults.</summary>
internal static class Corpus
{
    public const string Own = "service@desk.test";

    private static readonly Lazy<IReadOnlyList<CorpusMail>> Everything = new(Make);

    public static IReadOnlyList<CorpusMail> All => Everything.Value;

    private static IReadOnlyList<CorpusMail> Make()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return
        [
            .. Charsets(),
            .. WrongLabels(),
            .. RawHeads(),
            .. Words(),
            .. Transfers(),
            .. CorpusStructures.FileNames(),
            .. CorpusStructures.Structures(),
            .. CorpusStructures.Histories(),
            .. CorpusStructures.Pages(),
            .. CorpusMachines.Machines(),
            .. CorpusMachines.Bounces(),
            .. CorpusMachines.People(),
            .. CorpusMachines.Senders(),
            .. CorpusMachines.Broken(),
        ];
    }

    /// <summary>A mail of these lines in front of a body, in Latin 1 where nothing else is said.</summary>
    public static byte[] Raw(string head, byte[] body) =>
        [.. Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body];

    public static byte[] Raw(string head, string body) => Raw(head, Encoding.UTF8.GetBytes(body.ReplaceLineEndings("\r\n")));

    public const string Head = """
        From: Chan Tai Man <chan@customer.test>
        To: service@desk.test
        Subject: Help
        Message-ID: <1@customer.test>
        Date: Mon, 23 Nov 2026 09:00:00 +0800
        MIME-Version: 1.0
        """;

    private static readonly (string Charset, string Text)[] Written =
    [
        ("utf-8", "您好，我的手機帳單有誤，請儘快查詢。謝謝！😀"),
        ("utf-8", "您好，我的账单有误，请尽快查询，谢谢。"),
        ("gbk", "您好，我的账单有误，请尽快查询，谢谢。镕喆"),
        ("gb2312", "您好，我的账单有误，请尽快查询，谢谢。"),
        ("gb18030", "您好，我的账单有误，请尽快查询，谢谢。㐀䶵"),
        ("big5", "您好，我的帳單有誤，請儘快查詢，謝謝。"),
        ("euc-jp", "請求書を確認してください。"),
        ("shift_jis", "請求書を確認してください。"),
        ("euc-kr", "청구서를 확인해 주세요."),
        ("koi8-r", "Проверьте мой счёт, пожалуйста."),
        ("windows-1251", "Проверьте мой счёт, пожалуйста."),
        ("iso-8859-1", "Grüße aus Köln, où est ma facture?"),
        ("windows-1252", "The bill says “€5” – why?"),
        ("iso-8859-15", "Es kostet 5 €."),
        ("us-ascii", "Please look at my bill."),
        ("utf-16", "您好 bill"),
    ];

    public static Encoding Of(string charset) => Encoding.GetEncoding(charset);

    public static byte[] Base64(byte[] content) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));

    private static byte[] Quoted(byte[] content)
    {
        var text = new StringBuilder();
        var column = 0;
        foreach (var one in content)
        {
            if (column > 70)
            {
                text.Append("=\r\n");
                column = 0;
            }
            var piece = one is >= 33 and <= 126 and not 61
                ? ((char)one).ToString()
                : string.Create(CultureInfo.InvariantCulture, $"={one:X2}");
            text.Append(piece);
            column += piece.Length;
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Each charset by each way of writing it, plain and as a page, with the subject in encoded words of both kinds.</summary>
    private static IEnumerable<CorpusMail> Charsets()
    {
        foreach (var (charset, text) in Written)
        {
            foreach (var transfer in new[] { "8bit", "base64", "quoted-printable" })
            {
                if (charset == "utf-16" && transfer != "base64")
                    continue;
                foreach (var isPage in new[] { false, true })
                {
                    var bytes = Of(charset).GetBytes(isPage ? $"<html><body><p>{text}</p></body></html>" : text);
                    var body = transfer switch
                    {
                        "base64" => Base64(bytes),
                        "quoted-printable" => Quoted(bytes),
                        _ => bytes,
                    };
                    var word = charset == "utf-16" ? Word("utf-8", "B", text) : Word(charset, transfer == "base64" ? "B" : "Q", text);
                    yield return new(
                        $"{charset} {transfer} {(isPage ? "page" : "plain")} {text[..6]}",
                        Raw(
                            $"{Head.Replace("Subject: Help", "Subject: " + word, StringComparison.Ordinal)}\nContent-Type: text/{(isPage ? "html" : "plain")}; charset={charset}\nContent-Transfer-Encoding: {transfer}",
                            body
                        )
                    )
                    {
                        Subject = text,
                        Text = text,
                        From = "chan@customer.test",
                        FromName = "Chan Tai Man",
                    };
                }
            }
        }
    }

    public static string Word(string charset, string kind, string text)
    {
        var bytes = Of(charset).GetBytes(text);
        var said =
            kind == "B"
                ? Convert.ToBase64String(bytes)
                : string.Concat(bytes.Select(one => string.Create(CultureInfo.InvariantCulture, $"={one:X2}")));
        return $"=?{charset}?{kind}?{said}?=";
    }

    private static IEnumerable<CorpusMail> WrongLabels()
    {
        const string Simplified = "您好，我的账单有误，请尽快查询并给我回电，谢谢。";
        const string Traditional = "您好，我的帳單有誤，請儘快查詢並給我回電，謝謝。";
        foreach (
            var (written, text) in new[] { ("gb18030", Simplified), ("big5", Traditional), ("utf-8", Simplified), ("utf-8", Traditional) }
        )
        {
            foreach (var label in new[] { "us-ascii", "utf-8", "iso-8859-1", "windows-1252", "x-unknown", "\"\"", "" })
            {
                if (written == label)
                    continue;
                var type = label.Length == 0 ? "Content-Type: text/plain" : $"Content-Type: text/plain; charset={label}";
                yield return new($"{written} called {label} {text[3..8]}", Raw($"{Head}\n{type}", Of(written).GetBytes(text)))
                {
                    Text = text,
                };
            }
        }
        yield return new(
            "GBK letters called gb2312",
            Raw($"{Head}\nContent-Type: text/plain; charset=gb2312", Of("gb18030").GetBytes("朱镕基您好，账单有误。"))
        )
        {
            Text = "朱镕基您好，账单有误。",
        };
        yield return new(
            "GB18030 letters called gbk",
            Raw($"{Head}\nContent-Type: text/plain; charset=gbk", Of("gb18030").GetBytes("㐀您好，账单有误。"))
        )
        {
            Text = "㐀您好，账单有误。",
        };
        yield return new(
            "UTF-8 called gb2312",
            Raw($"{Head}\nContent-Type: text/plain; charset=big5", Encoding.UTF8.GetBytes("Ünïcode ✓✓✓ ok"))
        )
        { };
        yield return new(
            "UTF-8 with a byte order mark",
            Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", Encoding.UTF8.GetBytes("\ufeff您好，账单。"))
        )
        {
            Text = "您好，账单。",
        };
        yield return new(
            "half a letter at the end",
            Raw($"{Head}\nContent-Type: text/plain; charset=utf-8", [.. Encoding.UTF8.GetBytes("Bill wrong"), 0xE6, 0x82])
        )
        { };
        yield return new("no content type at all", Raw(Head, "Plain words.")) { Text = "Plain words." };
    }

    /// <summary>Heads with bytes as they are, which no standard allows and many programs write.</summary>
    private static IEnumerable<CorpusMail> RawHeads()
    {
        foreach (
            var (charset, subject, name) in new[]
            {
                ("gb18030", "关于我的账单的投诉请尽快处理", "陈大文"),
                ("big5", "關於我的帳單的投訴請儘快處理", "陳大文"),
                ("utf-8", "關於我的帳單的投訴請儘快處理", "陳大文"),
                ("utf-8", "关于我的账单的投诉请尽快处理", "陈大文"),
            }
        )
        {
            var raw = new List<byte>();
            raw.AddRange("From: "u8);
            raw.AddRange(Of(charset).GetBytes(name));
            raw.AddRange(" <chan@customer.test>\r\nTo: service@desk.test\r\nSubject: "u8);
            raw.AddRange(Of(charset).GetBytes(subject));
            raw.AddRange(Encoding.ASCII.GetBytes($"\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"));
            raw.AddRange(Of(charset).GetBytes(subject));
            yield return new($"raw head in {charset} {subject[..4]}", [.. raw])
            {
                Subject = subject,
                Text = subject,
                FromName = name,
                From = "chan@customer.test",
            };
        }
    }

    private static IEnumerable<CorpusMail> Words()
    {
        var utf8 = Encoding.UTF8.GetBytes("投诉账单");
        yield return Subject(
            "a letter cut in two words",
            $"=?utf-8?B?{Convert.ToBase64String(utf8[..4])}?= =?utf-8?B?{Convert.ToBase64String(utf8[4..])}?=",
            "投诉账单"
        );
        yield return Subject("two words", "=?utf-8?B?5oqV6K+J?= =?utf-8?B?6LSm5Y2V?=", "投诉账单");
        yield return Subject("words over two lines", "=?utf-8?B?5oqV6K+J?=\n =?utf-8?B?6LSm5Y2V?=", "投诉账单");
        yield return Subject("words among plain ones", "Re: =?utf-8?Q?=E6=8A=95=E8=AF=89?= now", "Re: 投诉 now");
        yield return Subject("an underscore for a blank", "=?utf-8?Q?a_b?=", "a b");
        yield return Subject("a lower-case b", "=?utf-8?b?5oqV6K+J?=", "投诉");
        yield return Subject("a language in the word", "=?utf-8*zh?B?5oqV6K+J?=", "投诉");
        yield return Subject("folded", "One\n two", "One two");
        yield return Subject("folded with a tab", "One\n\ttwo", "One two");
        yield return Subject("empty", "", "");
        yield return Subject("only blanks", "   ", "");
        yield return Subject("very long", new string('x', 600), new string('x', 200));
        yield return Subject("turned about", "=?utf-8?Q?abc=E2=80=AEgpj.exe?=", "abcgpj.exe");
        yield return Subject("with a line break inside a word", "=?utf-8?Q?a=0D=0Ab?=", "ab");
        yield return Subject("with a NUL", "=?utf-8?Q?a=00b?=", "a b");

        static CorpusMail Subject(string name, string written, string expected) =>
            new("subject " + name, Raw(Head.Replace("Subject: Help", "Subject: " + written, StringComparison.Ordinal), "Text."))
            {
                Subject = expected,
            };
    }

    private static IEnumerable<CorpusMail> Transfers()
    {
        yield return Body("base64 with junk", "base64", "UGxhaW4g\r\n!!d29yZHMu", "Plain words.");
        yield return Body("base64 without its end", "base64", "UGxhaW4gd29yZHMu"[..^1], null);
        yield return Body("quoted with a soft end", "quoted-printable", "Plain=\r\n words.", "Plain words.");
        yield return Body("quoted with wrong numbers", "quoted-printable", "Pl=ZZain", "Pl=ZZain");
        yield return Body("quoted lower case", "quoted-printable", "caf=c3=a9", "café");
        yield return Body("unknown", "x-strange", "Plain words.", "Plain words.");
        yield return Body("upper case", "BASE64", "UGxhaW4gd29yZHMu", "Plain words.");
        yield return Body("binary", "binary", "Plain words.", "Plain words.");
        yield return Body("uuencode", "x-uuencode", "begin 644 a\r\n,4&QA:6X@=V]R9',N\r\n`\r\nend\r\n", "Plain words.");
        yield return new("bare line feeds", Encoding.UTF8.GetBytes(Head.ReplaceLineEndings("\n") + "\n\nOne\ntwo")) { Text = "One\ntwo" };
        yield return new("flowed", Raw($"{Head}\nContent-Type: text/plain; format=flowed", "A long \nline.\nNext."))
        {
            Text = "A long line.\nNext.",
        };
        yield return new("flowed without the blank", Raw($"{Head}\nContent-Type: text/plain; format=flowed; delsp=yes", "账单 \n有误。"))
        {
            Text = "账单有误。",
        };

        static CorpusMail Body(string name, string transfer, string body, string? expected) =>
            new("transfer " + name, Raw($"{Head}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {transfer}", body))
            {
                Text = expected,
            };
    }
}
