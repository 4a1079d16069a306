using System.Text;
using Baton.Desk.Channels.Mail.Reading;
using static Baton.Desk.Tests.Channels.Mail.Corpus;
using static Baton.Desk.Tests.Channels.Mail.CorpusStructures;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Mails by who wrote them, and mails that are broken.</summary>
internal static class CorpusMachines
{
    public static IEnumerable<CorpusMail> Machines()
    {
        (string Name, string Header, MachineKind Kind)[] heads =
        [
            ("absence", "Auto-Submitted: auto-replied", MachineKind.AutoReply),
            ("a program", "Auto-Submitted: auto-generated", MachineKind.AutoReply),
            ("absence with a remark", "Auto-Submitted: auto-replied (vacation)", MachineKind.AutoReply),
            ("upper case", "AUTO-SUBMITTED: Auto-Replied", MachineKind.AutoReply),
            ("said to be none", "Auto-Submitted: no", MachineKind.None),
            ("no way back", "Return-Path: <>", MachineKind.AutoReply),
            ("a way back", "Return-Path: <chan@customer.test>", MachineKind.None),
            ("precedence bulk", "Precedence: bulk", MachineKind.Bulk),
            ("precedence list", "Precedence: list", MachineKind.Bulk),
            ("precedence junk", "Precedence: junk", MachineKind.Bulk),
            ("precedence auto_reply", "Precedence: auto_reply", MachineKind.Bulk),
            ("precedence first-class", "Precedence: first-class", MachineKind.None),
            ("a list", "List-Id: News <news.shop.test>", MachineKind.Bulk),
            ("X-Autoreply", "X-Autoreply: yes", MachineKind.AutoReply),
            ("X-Autoreply no", "X-Autoreply: no", MachineKind.None),
            ("X-Autorespond", "X-Autorespond: absent", MachineKind.AutoReply),
            ("Exchange", "X-Auto-Response-Suppress: All", MachineKind.AutoReply),
            ("Exchange absence", "X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply", MachineKind.AutoReply),
            ("Exchange receipts only", "X-Auto-Response-Suppress: DR, RN, NRN", MachineKind.None),
            ("our own", "X-Baton-Case: TOS-20261123-0001", MachineKind.Own),
            ("importance", "Importance: high", MachineKind.None),
        ];
        foreach (var (name, header, kind) in heads)
            yield return new("machine " + name, Raw($"{Head}\n{header}", "Words.")) { Kind = kind, Text = "Words." };
        foreach (
            var subject in new[]
            {
                "Out of office: back on Monday",
                "Automatic reply: Your case",
                "Auto-Reply: hello",
                "自动回复：您好",
                "自动回复: 您好",
                "自動回覆：您好",
                "Automatische Antwort: Urlaub",
            }
        )
            yield return new(
                "machine by subject " + subject,
                Raw(Head.Replace("Subject: Help", "Subject: " + Word("utf-8", "B", subject), StringComparison.Ordinal), "Words.")
            )
            {
                Kind = MachineKind.AutoReply,
                Subject = subject,
            };
        yield return new(
            "our own address",
            Raw(Head.Replace("chan@customer.test", "Service@Desk.test", StringComparison.Ordinal), "Words.")
        )
        {
            Kind = MachineKind.Own,
        };
        yield return new(
            "a read receipt",
            Raw(
                $"{Head}\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r",
                Joined(
                    "r",
                    Part("text/plain", "It was read."),
                    "Content-Type: message/disposition-notification\n\nDisposition: manual-action"
                )
            )
        )
        {
            Kind = MachineKind.AutoReply,
            Text = "It was read.",
        };
    }

    public static IEnumerable<CorpusMail> Bounces()
    {
        foreach (
            var (status, action, isFinal) in new[]
            {
                ("5.1.1", "failed", true),
                ("5.2.2", "failed", true),
                ("5.7.1", "Failed", true),
                ("4.4.1", "delayed", false),
                ("2.0.0", "delivered", false),
                ("2.1.5", "relayed", false),
            }
        )
        {
            foreach (var inside in new[] { "message/rfc822", "text/rfc822-headers", "message/rfc822-headers" })
            {
                var original = "Message-ID: <123-1.abc@desk.test>\nSubject: Your case\nX-Baton-Case: TOS-1\n\nText";
                yield return Bounce(
                    $"{status} {action} with {inside}",
                    Joined(
                        "r",
                        Part("text/plain", "It could not be delivered."),
                        $"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; chan@customer.test\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 no such user",
                        $"Content-Type: {inside}\n\n{original}"
                    ),
                    isFinal,
                    "123-1.abc@desk.test"
                );
            }
        }
        yield return Bounce(
            "several receivers",
            Joined(
                "r",
                Part("text/plain", "x"),
                "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; a@b.test\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; c@d.test\nAction: failed\nStatus: 5.0.0"
            ),
            true,
            null
        );
        yield return Bounce(
            "nothing of the mail",
            Joined(
                "r",
                Part("text/plain", "x"),
                "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; c@d.test\nAction: failed\nStatus: 5.0.0"
            ),
            true,
            null
        );
        yield return Bounce(
            "an empty report",
            Joined("r", Part("text/plain", "x"), "Content-Type: message/delivery-status\n\n"),
            false,
            null
        );
        yield return new(
            "bounce of exim",
            Raw(
                Head.Replace("chan@customer.test", "mailer-daemon@mx.test", StringComparison.Ordinal)
                    + "\nX-Failed-Recipients: chan@customer.test",
                "This message was created automatically.\n\n------ This is a copy ------\n\nMessage-ID: <77.abc@desk.test>\nSubject: x"
            )
        )
        {
            Kind = MachineKind.Bounce,
            BouncedId = "77.abc@desk.test",
            BounceIsFinal = true,
        };
        foreach (
            var subject in new[]
            {
                "failure notice",
                "Undelivered Mail Returned to Sender",
                "Delivery Status Notification (Failure)",
                "系统退信",
                "無法傳遞的郵件",
            }
        )
            yield return new(
                "bounce without a report " + subject,
                Raw(
                    Head.Replace("chan@customer.test", "MAILER-DAEMON@qmail.test", StringComparison.Ordinal)
                        .Replace("Subject: Help", "Subject: " + Word("utf-8", "B", subject), StringComparison.Ordinal),
                    "Hi. This is the qmail-send program.\n--- Below this line is a copy of the message.\n\nMessage-ID: <78.abc@desk.test>"
                )
            )
            {
                Kind = MachineKind.Bounce,
                BouncedId = "78.abc@desk.test",
                BounceIsFinal = true,
            };
        yield return new(
            "a person who speaks of it",
            Raw(Head.Replace("Subject: Help", "Subject: Undelivered mail?", StringComparison.Ordinal), "I got none.")
        )
        {
            Kind = MachineKind.None,
        };

        static CorpusMail Bounce(string name, string body, bool isFinal, string? id) =>
            new(
                "bounce " + name,
                Raw(
                    Head.Replace(
                        "Chan Tai Man <chan@customer.test>",
                        "Mail Delivery System <MAILER-DAEMON@mx.test>",
                        StringComparison.Ordinal
                    ) + "\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=r",
                    body
                )
            )
            {
                Kind = MachineKind.Bounce,
                BounceIsFinal = isFinal,
                BouncedId = id,
            };
    }

    /// <summary>Mails of people, as the programs that they use write heads.</summary>
    public static IEnumerable<CorpusMail> People()
    {
        (string Client, string Head)[] clients =
        [
            ("Outlook", "X-Mailer: Microsoft Outlook 16.0\nThread-Index: AdVw\nContent-Language: zh-hk"),
            ("Exchange", "X-MS-Exchange-Organization-SCL: -1\nX-MS-Has-Attach:\nThread-Topic: Help"),
            ("Gmail", "X-Gm-Message-State: ABC\nX-Google-Smtp-Source: ABC"),
            ("Apple Mail", "X-Mailer: Apple Mail (2.3731)"),
            ("Foxmail", "X-Mailer: Foxmail 7.2.25.331[cn]\nX-Has-Attach: no"),
            ("QQ", "X-QQ-mid: webmail1\nX-QQ-MIME: TCMime 1.0 by Tencent\nX-Mailer: QQMail 2.x"),
            ("163", "X-Originating-IP: [1.2.3.4]\nX-Priority: 3\nX-Mailer: Coremail Webmail Server Version XT5"),
            ("Thunderbird", "User-Agent: Mozilla Thunderbird"),
            ("Yahoo", "X-Mailer: WebService/1.1 YMailNorrin"),
            ("a phone", "X-Mailer: iPhone Mail (20A362)"),
        ];
        foreach (var (client, head) in clients)
        {
            yield return new("from " + client, Raw($"{Head}\n{head}\nContent-Type: text/plain; charset=utf-8", "请帮我查询账单。"))
            {
                Text = "请帮我查询账单。",
                Kind = MachineKind.None,
            };
            yield return new(
                $"from {client} with both",
                Raw(
                    $"{Head}\n{head}\nContent-Type: multipart/alternative; boundary=b",
                    Joined("b", Part("text/plain", "请帮我查询账单。"), Part("text/html", "<p>请帮我查询账单。</p>"))
                )
            )
            {
                Text = "请帮我查询账单。",
                Kind = MachineKind.None,
            };
        }
    }

    public static IEnumerable<CorpusMail> Senders()
    {
        yield return Sender("a plain address", "chan@customer.test", "chan@customer.test", null);
        yield return Sender("upper case", "CHAN@Customer.TEST", "chan@customer.test", null);
        yield return Sender("a quoted name", "\"Chan, Tai Man\" <chan@customer.test>", "chan@customer.test", "Chan, Tai Man");
        yield return Sender("a name in a word", "=?utf-8?B?6Zmz5aSn5paH?= <chan@customer.test>", "chan@customer.test", "陳大文");
        yield return Sender("a quoted word", "\"=?utf-8?B?6Zmz5aSn5paH?=\" <chan@customer.test>", "chan@customer.test", "陳大文");
        yield return Sender("a name behind", "chan@customer.test (Chan)", "chan@customer.test", "Chan");
        yield return Sender("several", "chan@customer.test, other@customer.test", "chan@customer.test", null);
        yield return Sender("a group", "Friends: chan@customer.test;", "chan@customer.test", null);
        yield return Sender("no address", "Chan", null, null);
        yield return Sender("nothing", "", null, null);
        yield return Sender("an address in brackets in brackets", "<<chan@customer.test>>", null, null);
        yield return Sender(
            "another address as the name",
            "\"boss@bank.test\" <chan@customer.test>",
            "chan@customer.test",
            "boss@bank.test"
        );

        static CorpusMail Sender(string name, string written, string? address, string? called) =>
            new(
                "sender " + name,
                Raw(Head.Replace("From: Chan Tai Man <chan@customer.test>", "From: " + written, StringComparison.Ordinal), "Words.")
            )
            {
                From = address ?? (name.StartsWith("an address in", StringComparison.Ordinal) ? null : ""),
                FromName = called,
                Text = "Words.",
            };
    }

    public static IEnumerable<CorpusMail> Broken()
    {
        yield return new("nothing at all", []) { IsRefused = true };
        yield return new("zeros", new byte[500]) { };
        yield return new("noise", [.. Enumerable.Range(0, 4_000).Select(one => (byte)((one * 7919) % 251))]) { };
        yield return new("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[200]]) { };
        yield return new("a head alone", Encoding.ASCII.GetBytes(Head.ReplaceLineEndings("\r\n"))) { Text = "", Subject = "Help" };
        yield return new("a body alone", Encoding.ASCII.GetBytes("\r\n\r\nWords.")) { IsRefused = true };
        yield return new("a mailbox line first", [.. "From chan@customer.test Mon Nov 23 09:00:00 2026\r\n"u8, .. Raw(Head, "Words.")]) { };
        yield return new(
            "a date that is none",
            Raw(Head.Replace("Mon, 23 Nov 2026 09:00:00 +0800", "yesterday", StringComparison.Ordinal), "Words.")
        )
        {
            Text = "Words.",
        };
        yield return new("a date before all", Raw(Head.Replace("23 Nov 2026", "23 Nov 0001", StringComparison.Ordinal), "Words."))
        {
            Text = "Words.",
        };
        yield return new("two heads of a kind", Raw($"{Head}\nSubject: Second\nFrom: other@x.test", "Words."))
        {
            Text = "Words.",
            Subject = "Help",
        };
        yield return new("a very long line", Raw(Head, new string('y', 200_000))) { Mark = MailMarks.TextCut };
        yield return new(
            "many heads",
            Raw(Head + "\n" + string.Join('\n', Enumerable.Range(1, 5_000).Select(number => $"X-H{number}: v")), "Words.")
        )
        {
            Text = "Words.",
        };
        yield return new(
            "an id without brackets",
            Raw(Head.Replace("<1@customer.test>", "1@customer.test", StringComparison.Ordinal), "Words.")
        )
        {
            Text = "Words.",
        };
        yield return new("an id that is none", Raw(Head.Replace("<1@customer.test>", "<>", StringComparison.Ordinal), "Words."))
        {
            Text = "Words.",
        };
        yield return new("a type that is none", Raw($"{Head}\nContent-Type: nonsense", "Words.")) { };
        yield return new("a type with nonsense behind", Raw($"{Head}\nContent-Type: text/plain; ;;charset==;x", "Words.")) { };
        yield return new(
            "a boundary of a thousand letters",
            Raw($"{Head}\nContent-Type: multipart/mixed; boundary={new string('b', 1000)}", "Words.")
        )
        { };
        yield return new("control letters", Raw(Head, "Wo\u0001rds\u0007.\u001b[31m")) { Text = "Words.[31m" };
        yield return new(
            "half letters",
            Raw($"{Head}\nContent-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64", Base64([0x3D, 0xD8, 0x41, 0x00]))
        )
        { };
    }
}
