using System.Globalization;
using System.Text;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Channels.Mail.Answers;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Mails from a real Dovecot to contacts of the desk.</summary>
public sealed class MailInTests : IClassFixture<MailboxServer>
{
    private const string Customer = "chan@customer.test";
    private readonly MailboxServer _server;
    private readonly string _box = "box" + Guid.NewGuid().ToString("N")[..10];

    public MailInTests(MailboxServer server)
    {
        Assert.SkipWhen(MailboxServer.WhyNot is not null, MailboxServer.WhyNot ?? "");
        _server = server;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_waits_in_the_inbox_with_its_sender_words_and_files_and_is_fetched_once()
    {
        await using var desk = await Start();
        var mail = Mail("關於帳單", "您好，帳單有誤。");
        var body = new Multipart("mixed") { mail.Body! };
        body.Add(
            new MimePart("application", "pdf")
            {
                FileName = "帳單.pdf",
                Content = new MimeContent(new MemoryStream("%PDF-1.4 x"u8.ToArray())),
            }
        );
        body.Add(new MimePart("application", "octet-stream") { FileName = "virus.exe", Content = new MimeContent(new MemoryStream([1])) });
        mail.Body = body;
        await _server.Deliver(_box, mail);

        await Read(desk);
        await Read(desk);

        var row = await desk.Read(db => db.IncomingContacts.SingleAsync(Ct));
        Assert.Equal(("mail", "關於帳單", Customer, InboxStates.Waiting), (row.Channel, row.Subject, row.From, row.State));
        Assert.StartsWith("您好，帳單有誤。", row.Text, StringComparison.Ordinal);
        Assert.Contains("virus.exe", row.Text, StringComparison.Ordinal);
        Assert.Equal(await desk.CustomerKey("C-1"), row.CustomerKey);
        Assert.Equal("帳單.pdf", (await desk.Read(db => db.Attachments.SingleAsync(one => one.IncomingKey == row.Key, Ct))).FileName);
        var kept = await desk.Read(db => db.Set<ReceivedMail>().SingleAsync(Ct));
        Assert.Equal((MailStates.Taken, row.Key, true), (kept.State, kept.ContactKey, kept.IsSettled));
        await using var original = await desk.Get<AttachmentStore>().Open(row.RawSha256!, Ct);
        Assert.Equal(kept.Size, original.Length);
        Assert.Equal((1, 1), await _server.Count(_box));
    }

    [Fact]
    public async Task Fetched_mails_are_moved_or_deleted_as_the_mailbox_says()
    {
        await using var desk = await Start(settings => settings with { AfterFetch = "move", MoveTo = "Done" });
        await _server.Make(_box, "Done");
        await _server.Deliver(_box, Mail("One", "1"), Mail("Two", "2"));
        await Read(desk);
        Assert.Equal(((0, 0), 2), (await _server.Count(_box), (await _server.Count(_box, "Done")).All));

        await Save(desk, settings => settings with { AfterFetch = "delete" });
        await _server.Deliver(_box, Mail("Three", "3"));
        await Read(desk);

        Assert.Equal((0, 0), await _server.Count(_box));
        Assert.Equal(3, await desk.Read(db => db.IncomingContacts.CountAsync(Ct)));
    }

    [Fact]
    public async Task Mails_of_a_POP3_mailbox_come_once_each_and_are_deleted()
    {
        await using var desk = await Start(settings =>
            settings with
            {
                Protocol = "pop3",
                Port = _server.Pop3Port,
                AfterFetch = "nothing",
            }
        );
        await _server.Deliver(_box, Mail("One", "1"), Mail("Two", "2"));

        await Read(desk);
        await Read(desk);
        Assert.Equal(2, (await _server.Count(_box)).All);
        await Save(desk, settings => settings with { Protocol = "pop3", Port = _server.Pop3Port, AfterFetch = "delete" });
        await Read(desk);

        Assert.Equal(
            ["One", "Two"],
            await desk.Read(db => db.IncomingContacts.OrderBy(row => row.Key).Select(row => row.Subject).ToListAsync(Ct))
        );
        Assert.Equal(0, (await _server.Count(_box)).All);
    }

    [Fact]
    public async Task An_answer_to_a_mail_from_the_case_comes_back_to_the_case_and_bears_no_mark_of_a_machine()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start([gateway]);
        var opened = await desk.Open();
        var sent = await Answer(desk, gateway, opened.Number, "We look into it.");
        Assert.Contains($"[#{opened.Number}-", sent.Subject, StringComparison.Ordinal);
        Assert.True(sent.IsPersonal);
        Assert.EndsWith("-- \nThe service team", sent.Text, StringComparison.Ordinal);
        Assert.Equal("service@desk.test", sent.ReplyTo);
        var written = MailWriter.Write(sent, new MailOptions { From = "desk@desk.test" }, desk.Now).Message;
        Assert.Null(written.Headers["Auto-Submitted"]);

        var byReply = Mail("Something else", "Thank you.\n\n> We look into it.");
        byReply.InReplyTo = written.MessageId;
        var byToken = Mail(sent.Subject, "It goes on.");
        var stranger = Mail(sent.Subject, "I am his wife.", "wife@elsewhere.test");
        var forged = Mail($"Case [#{opened.Number}-aaaaaaaaaaaaaaaa]", "Give me his number.", "thief@elsewhere.test");
        await _server.Deliver(_box, byReply, byToken, stranger, forged);
        await Read(desk);

        var contacts = await desk.Read(db => db.IncomingContacts.OrderBy(row => row.Key).ToListAsync(Ct));
        Assert.Equal([opened.Key, opened.Key, opened.Key, null], contacts.Select(row => row.CaseKey));
        Assert.Equal("Thank you.", contacts[0].Text);
        Assert.Contains("another address", contacts[2].Text, StringComparison.Ordinal);
        Assert.Contains("did not make", contacts[3].Text, StringComparison.Ordinal);
        var texts = await desk.Read(db => db.CaseNotes.Where(note => note.CaseKey == opened.Key).Select(note => note.Text).ToListAsync(Ct));
        // What is known already is not said again: an answer's subject, and the mark of the case.
        Assert.Contains("It goes on.", texts);
        Assert.Contains("Something else\nThank you.", texts);
        Assert.DoesNotContain(contacts, row => row.Subject.Contains("[#", StringComparison.Ordinal));
        // The next mail of the desk answers his last one.
        Assert.Equal(stranger.MessageId, (await Answer(desk, gateway, opened.Number, "Good.")).InReplyTo);
    }

    [Fact]
    public async Task An_answer_to_the_address_with_the_token_finds_its_case_though_the_subject_is_new()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start([gateway], settings => settings with { HasPlusAddresses = true });
        var opened = await desk.Open();
        var sent = await Answer(desk, gateway, opened.Number, "We look into it.");
        Assert.Contains("+c", sent.ReplyTo, StringComparison.Ordinal);
        var mail = Mail("New subject", "Thanks.");
        mail.To.Clear();
        mail.To.Add(MailboxAddress.Parse(sent.ReplyTo!));
        await _server.Deliver(_box, mail);

        await Read(desk);

        Assert.Equal(opened.Key, (await desk.Read(db => db.IncomingContacts.SingleAsync(Ct))).CaseKey);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_delivered_is_said_on_its_message_and_its_case()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start([gateway]);
        var opened = await desk.Open();
        var sent = await Answer(desk, gateway, opened.Number, "We look into it.");
        var id = MailWriter.MessageId(sent.Id, "desk.test");
        var raw = $"""
            From: MAILER-DAEMON@mx.test
            To: service@desk.test
            Subject: Undelivered
            Message-ID: <b1@mx.test>
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r
            Content-Type: text/plain

            It could not be delivered.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test

            Final-Recipient: rfc822; chan@customer.test
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 no such user
            --r
            Content-Type: text/rfc822-headers

            Message-ID: <{id}>
            Subject: x
            --r--
            """;
        await _server.Deliver(_box, Load(raw));

        await Read(desk);

        var message = await desk.Read(db =>
            db.Set<Message>().SingleAsync(row => row.CaseKey == opened.Key && row.Template == "baton-answer", Ct)
        );
        Assert.Equal(MessageState.Failed, message.State);
        Assert.Contains("550 no such user", message.LastError, StringComparison.Ordinal);
        Assert.Equal(opened.Key, (await desk.Read(db => db.IncomingContacts.SingleAsync(Ct))).CaseKey);
    }

    [Fact]
    public async Task An_absence_notice_neither_opens_nor_reopens_and_a_person_does()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start([gateway]);
        var opened = await desk.Open();
        var sent = await Answer(desk, gateway, opened.Number, "It is done.");
        await Close(desk, opened.Number);
        var absent = Mail(sent.Subject, "I am away.");
        absent.Headers.Add("Auto-Submitted", "auto-replied");
        var strange = Mail("Hello", "I am away.");
        strange.Headers.Add("Precedence", "bulk");
        await _server.Deliver(_box, absent, strange);

        await Read(desk);

        Assert.True((await desk.Show(opened.Number)).Case.IsClosed);
        Assert.Empty(await desk.Read(db => db.IncomingContacts.ToListAsync(Ct)));
        var parked = await desk.Read(db => db.Set<ReceivedMail>().OrderBy(row => row.Key).ToListAsync(Ct));
        Assert.Equal(
            [(MailStates.Parked, MailReasons.AutoReply), (MailStates.Parked, MailReasons.Bulk)],
            parked.Select(row => (row.State, row.Reason!))
        );

        await _server.Deliver(_box, Mail(sent.Subject, "It is broken again."));
        await Read(desk);
        Assert.False((await desk.Show(opened.Number)).Case.IsClosed);

        // What was parked can be taken by hand.
        Assert.True((await desk.Get<RetryMail>().Handle(await desk.User("adam"), parked[1].Key, Ct)).Succeeded);
        await Read(desk);
        Assert.Contains(await desk.Read(db => db.IncomingContacts.ToListAsync(Ct)), row => row is { Subject: "Hello", CaseKey: null });
    }

    [Fact]
    public async Task Two_programs_that_answer_each_other_are_stopped_and_administrators_are_told()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start([gateway], null, ("Mailboxes:JoinsPerHour", "4"), ("Mailboxes:AutomaticPerHour", "2"));
        var opened = await desk.Open();
        var sent = await Answer(desk, gateway, opened.Number, "We look into it.");
        for (var i = 0; i < 12; i++)
        {
            // Half of them do not say that a program wrote them.
            var storm = Mail(sent.Subject, $"Thank you for your mail {i}.");
            if (i % 2 == 0)
                storm.Headers.Add("Auto-Submitted", "auto-replied");
            await _server.Deliver(_box, storm);
        }

        await Read(desk);

        var mails = await desk.Read(db => db.Set<ReceivedMail>().ToListAsync(Ct));
        Assert.Equal(4, mails.Count(row => row.State == MailStates.Taken));
        Assert.Equal(8, mails.Count(row => row is { State: MailStates.Aside, Reason: MailReasons.Loop }));
        // However many are set aside, it is told once.
        Assert.Single(await desk.Read(db => db.Notifications.ToListAsync(Ct)), one => one is { UserName: "adam", Code: "mail-loop" });
    }

    [Fact]
    public async Task A_rule_says_what_a_mail_is_and_unknown_senders_can_be_kept_out()
    {
        await using var desk = await Start(settings =>
            settings with
            {
                TakesUnknownSenders = false,
                Rule =
                    "= if contains(lower case(subject), \"refund\") then {type: \"tos\", category: \"refund\", unit: \"cs-2\"} else {ignore: contains(subject, \"newsletter\")}",
            }
        );
        await _server.Deliver(
            _box,
            Mail("Refund please", "5 dollars"),
            Mail("newsletter", "News"),
            Mail("Hello", "Who are you?", "stranger@x.test")
        );

        await Read(desk);

        var row = await desk.Read(db => db.IncomingContacts.SingleAsync(Ct));
        Assert.Equal(("tos", "refund", "cs-2"), (row.CaseType, row.Category, row.Unit));
        var others = await desk.Read(db =>
            db.Set<ReceivedMail>().Where(one => one.ContactKey == null).OrderBy(one => one.Key).ToListAsync(Ct)
        );
        Assert.Equal([MailReasons.Ignored, MailReasons.UnknownSender], others.Select(one => one.Reason));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_read_is_set_aside_and_the_others_are_taken()
    {
        await using var desk = await Start(null, null, ("Mailboxes:MaxMegabytes", "1"));
        var huge = Mail("Huge", new string('x', 1_500_000));
        await _server.Deliver(_box, huge, Mail("Fine", "Words."));

        await Read(desk);

        Assert.Equal("Fine", (await desk.Read(db => db.IncomingContacts.SingleAsync(Ct))).Subject);
        var aside = await desk.Read(db => db.Set<ReceivedMail>().SingleAsync(row => row.State == MailStates.Aside, Ct));
        Assert.Equal(MailReasons.TooLarge, aside.Reason);
        var listed = (await desk.Get<ListMailboxes>().Handle(await desk.User("adam"), Ct)).Value.Single();
        Assert.Equal((1, 0, 1, "ok"), (listed.Aside, listed.Backlog, listed.TakenToday, listed.Health));
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_reading_is_cut_off_again_and_again()
    {
        await using var desk = await Start();
        await _server.Deliver(_box, Enumerable.Range(0, 100).Select(number => Mail($"Mail {number:D3}", $"Words {number}")));
        var random = new Random(7);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var limit = random.Next(1, 40);
            var reading = Task.Run(() => ReadOnce(desk, cut.Token), Ct);
            // Cut at a point of the work, not of the clock.
            while (!reading.IsCompleted && await desk.Read(db => db.Set<ReceivedMail>().CountAsync(Ct)) % 40 < limit)
                await Task.Yield();
            await cut.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await Read(desk);

        var subjects = await desk.Read(db => db.IncomingContacts.Select(row => row.Subject).ToListAsync(Ct));
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"Mail {number:D3}"), subjects.Order(StringComparer.Ordinal));
        Assert.Equal((100, 100), await _server.Count(_box));
        Assert.All(
            await desk.Read(db => db.Set<ReceivedMail>().ToListAsync(Ct)),
            row => Assert.Equal((MailStates.Taken, true), (row.State, row.IsSettled))
        );
    }

    [Fact]
    public async Task A_mail_comes_at_once_while_the_desk_waits_for_news()
    {
        await using var desk = await Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = desk.Get<MailboxRun>().Run("main", stop.Token);
        await ForeignProgram.Until(
            async () => await desk.Read(db => db.Set<MailboxState>().AnyAsync(row => row.LastSuccessAt != null, Ct)),
            () => "the mailbox was never read",
            Ct
        );
        await _server.Deliver(_box, Mail("News", "Words."));

        await ForeignProgram.Until(async () => await desk.Read(db => db.IncomingContacts.AnyAsync(Ct)), () => "the mail never came", Ct);

        await stop.CancelAsync();
        await running;
        Assert.Null((await desk.Read(db => db.Set<MailboxState>().SingleAsync(Ct))).Owner);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_read_for_too_long_rings_once_and_says_why_without_the_password()
    {
        await using var desk = await Start();
        await Save(desk, settings => settings with { Folder = "Nowhere" });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = desk.Get<MailboxRun>().Run("main", stop.Token);
        await Failures(desk, 1);
        Assert.Empty(await desk.Read(db => db.Notifications.Where(one => one.Code == "mailbox-silent").ToListAsync(Ct)));

        await desk.Engine.Advance(TimeSpan.FromMinutes(16));
        await Failures(desk, 3);
        await stop.CancelAsync();
        await running;

        Assert.Single(
            await desk.Read(db => db.Notifications.Where(one => one.Code == "mailbox-silent" && one.UserName == "adam").ToListAsync(Ct))
        );
        var view = (await desk.Get<ListMailboxes>().Handle(await desk.User("adam"), Ct)).Value.Single();
        Assert.Equal("silent", view.Health);
        Assert.Contains("Nowhere", view.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain(MailboxServer.Password, view.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_kept_enciphered_and_never_sent_to_another_server()
    {
        await using var desk = await Start();
        var row = await desk.Read(db => db.Set<Mailbox>().SingleAsync(Ct));
        Assert.DoesNotContain(MailboxServer.Password, row.Secret, StringComparison.Ordinal);

        var elsewhere = await Saved(desk, settings => settings with { Host = "localhost" }, secret: null);
        var foreign = await Saved(
            desk,
            settings => settings with { Host = "mail.attacker.test", Security = "tls" },
            MailboxServer.Password
        );
        var agent = await desk.Get<ListMailboxes>().Handle(await desk.User("amy"), Ct);
        var tried = await desk.Get<TryMailbox>().Handle(await desk.User("adam"), "main", Ct);

        Assert.Contains(elsewhere.Problem!.Fields, field => field.Field is "secret");
        Assert.Contains(foreign.Problem!.Fields, field => field is { Field: "host", Code: "host-refused" });
        Assert.NotNull(agent.Problem);
        Assert.True(tried.Value.Works);
    }

    private static MimeMessage Mail(string subject, string text, string from = Customer)
    {
        var mail = new MimeMessage { Subject = subject, MessageId = Guid.NewGuid().ToString("N") + "@customer.test" };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse("service@desk.test"));
        mail.Body = new TextPart("plain") { Text = text };
        return mail;
    }

    private static MimeMessage Load(string raw) =>
        MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n"))));

    private Task<DeskHost> Start(Func<MailboxSettings, MailboxSettings>? change = null) => Start(null, change);

    private async Task<DeskHost> Start(
        IReadOnlyList<IMessageDriver>? drivers,
        Func<MailboxSettings, MailboxSettings>? change = null,
        params (string Key, string Value)[] settings
    )
    {
        (string, string)[] all = [("Mailboxes:AllowedHosts:0", "127.0.0.1"), ("Mailboxes:AllowedHosts:1", "localhost"), .. settings];
        var desk = await (drivers is null ? DeskHost.Start(all) : DeskHost.Start(drivers, all));
        await desk.Change(
            async (db, _) =>
            {
                var customer = await db.Customers.SingleAsync(row => row.Number == "C-1", Ct);
                db.Add(new CustomerEmail { CustomerKey = customer.Key, Address = Customer });
            }
        );
        await Save(desk, change ?? (static settings => settings));
        return desk;
    }

    private async Task Save(DeskHost desk, Func<MailboxSettings, MailboxSettings> change)
    {
        var outcome = await Saved(desk, change, MailboxServer.Password);
        Assert.True(outcome.Succeeded, string.Join(", ", outcome.Problem?.Fields.Select(one => $"{one.Field}: {one.Message}") ?? []));
    }

    private async Task<Runtime.Outcome<MailboxView>> Saved(DeskHost desk, Func<MailboxSettings, MailboxSettings> change, string? secret)
    {
        var settings = new MailboxSettings
        {
            Host = "127.0.0.1",
            Port = _server.ImapPort,
            Security = "none",
            User = _box,
            Language = "en",
            Signature = "The service team",
        };
        return await desk.Get<SaveMailbox>()
            .Handle(await desk.User("adam"), new("Main", "service@desk.test", change(settings), secret) { Code = "main" }, Ct);
    }

    private static Task Read(DeskHost desk) => ReadOnce(desk, Ct);

    private static async Task ReadOnce(DeskHost desk, CancellationToken ct)
    {
        var run = desk.Get<MailboxRun>();
        var mailbox = await run.Own("main", ct);
        Assert.NotNull(mailbox);
        await using var source = await desk.Get<MailConnections>().Open(mailbox, ct);
        await run.Once(mailbox, source, ct);
        if (mailbox.Protocol == "pop3")
            await source.Wait(TimeSpan.Zero, ct);
    }

    private static async Task<OutgoingMessage> Answer(DeskHost desk, Gateway gateway, string number, string text)
    {
        var before = gateway.Given.Count;
        gateway.Answer = message => new(MessageVerdict.Delivered, MailWriter.MessageId(message.Id, "desk.test"), null);
        var outcome = await desk.Get<AnswerByMail>().Handle(await desk.User("amy"), number, new(text) { To = Customer }, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        await ForeignProgram.Until(
            async () =>
                gateway.Given.Count > before
                && await desk.Read(db =>
                    db.Set<Message>().Where(row => row.Template == "baton-answer").AllAsync(row => row.SentAt != null, Ct)
                ),
            () => "the mail never left",
            Ct
        );
        return gateway.Given[^1];
    }

    private static async Task Close(DeskHost desk, string number)
    {
        await desk.AddPerson("steve", Permissions.ReadAllCases, Permissions.SteerCases);
        var outcome = await desk.Get<AbortCase>().Handle(await desk.User("steve"), new(number, "Done"), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }

    private static Task Failures(DeskHost desk, int count) =>
        ForeignProgram.Until(
            async () => await desk.Read(db => db.Set<MailboxState>().AnyAsync(row => row.Failures >= count, Ct)),
            () => string.Create(CultureInfo.InvariantCulture, $"there were never {count} failures"),
            Ct
        );
}
