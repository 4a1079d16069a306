using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Channels.Mail.Answers;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>What an agent writes to the customer from the case page.</summary>
public sealed class AnswerByMailTests
{
    private const string Customer = "chan@customer.test";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_template_comes_filled_in_the_customer_s_language_and_keeps_what_it_cannot_know_in_braces()
    {
        await using var desk = await Start(new Gateway(MessageChannels.Mail));
        var opened = await desk.Open();
        var amy = await desk.User("amy", "en");

        var draft = (await desk.Get<DraftAnswer>().Handle(amy, opened.Number, null, Ct)).Value;
        var usual = (await Fill(desk, amy, opened.Number, "baton-answer-received", null)).Value;
        var open = (await Fill(desk, amy, opened.Number, "baton-answer-question", "en")).Value;
        var foreign = await Fill(desk, amy, opened.Number, TemplateShelf.Reminder, null);

        Assert.Contains(draft.Templates, one => one is { Code: "baton-answer-question", Name: "We need to know more" });
        Assert.DoesNotContain(draft.Templates, one => one.Code == TemplateShelf.Reminder);
        Assert.Equal((draft.Language, 0), (usual.Language, usual.Blanks.Count));
        Assert.Contains(opened.Number, usual.Text, StringComparison.Ordinal);
        Assert.StartsWith("Dear ", open.Text, StringComparison.Ordinal);
        Assert.Equal(["{{ question }}"], open.Blanks);
        // A first mail takes the template's subject.
        Assert.Equal("A question about: Move my line", open.Subject);
        Assert.Equal("template", Assert.Single(foreign.Problem!.Fields).Field);
    }

    [Theory]
    [InlineData("We need {{ question }} to go on.", "{{ question }}")]
    [InlineData("{% if case.number %}Yes", "{% if case.number %}")]
    [InlineData("Dear {customer},", "{customer}")]
    public async Task What_is_still_to_be_filled_in_never_leaves(string text, string blank)
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(gateway);
        var opened = await desk.Open();

        var outcome = await desk.Get<AnswerByMail>().Handle(await desk.User("amy", "en"), opened.Number, new(text), Ct);

        var wrong = Assert.Single(outcome.Problem!.Fields);
        Assert.Equal(("text", "unfilled"), (wrong.Field, wrong.Code));
        Assert.Contains(blank, wrong.Message, StringComparison.Ordinal);
        Assert.False(await desk.Read(db => db.Set<Message>().AnyAsync(row => row.Template == TemplateShelf.Answer, Ct)));
    }

    [Fact]
    public async Task The_signature_names_the_agent_and_leaves_out_lines_of_which_nothing_is_known()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(
            gateway,
            "{{ agent.name }}\nTel. {{ agent.phone }}\n{% if agent.mail %}{{ agent.mail }}{% endif %}\nCase {{ case.number }}"
        );
        var opened = await desk.Open();
        await desk.Change(
            async (db, _) =>
            {
                var amy = await db.Users.SingleAsync(row => row.UserName == "amy", Ct);
                (amy.Phone, amy.Email) = (null, "amy@desk.test");
            }
        );

        var sent = await Send(desk, gateway, opened.Number, new("We look into it."));

        Assert.Equal($"We look into it.\n\n-- \n{(await desk.User("amy")).DisplayName}\namy@desk.test\nCase {opened.Number}", sent.Text);
        var wrong = await Save(desk, "{{ agent.nme }}");
        Assert.Contains(
            wrong.Problem!.Fields,
            field => field.Field == "signature" && field.Message.Contains("agent.nme", StringComparison.Ordinal)
        );
        Assert.Contains((await Save(desk, "{% if %}")).Problem!.Fields, field => field.Field == "signature");
    }

    [Fact]
    public async Task A_long_answer_with_a_long_quote_leaves_whole_and_without_the_remarks_of_the_desk()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(gateway);
        var opened = await desk.Open();
        var wrote = string.Join('\n', Enumerable.Range(1, 600).Select(line => $"Line {line} of what he wrote"));
        await Receive(desk, opened.Key, "答复：My bill", wrote + "\n\n[ From another address than the customer’s ]", "other-sender");
        var text = string.Join('\n', Enumerable.Range(1, 600).Select(line => $"Line {line} of the answer"));

        var sent = await Send(
            desk,
            gateway,
            opened.Number,
            new(text)
            {
                To = Customer,
                Quotes = true,
                Language = "en",
            }
        );

        Assert.StartsWith("答复：My bill", sent.Subject, StringComparison.Ordinal);
        Assert.StartsWith(text, sent.Text, StringComparison.Ordinal);
        Assert.Contains("Chan Tai Man wrote:\n> Line 1 of what he wrote\n", sent.Text, StringComparison.Ordinal);
        Assert.EndsWith("> Line 600 of what he wrote", sent.Text.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("another address", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_names_the_mail_that_waited_until_a_person_put_it_on_the_case()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(gateway);
        var opened = await desk.Open();
        var contact = await Receive(desk, null, "My bill", "It is wrong.", null);
        await desk.AddPerson("iris", Permissions.WorkOnContacts, Permissions.ReadAllCases);
        var iris = await desk.User("iris");
        Assert.True((await desk.Get<JoinIncoming>().Handle(iris, contact, new(opened.Number), Ct)).Succeeded);

        var sent = await Send(desk, gateway, opened.Number, new("We look into it."));

        Assert.Equal("his-mail@customer.test", sent.InReplyTo);
        Assert.StartsWith("Re: My bill [#", sent.Subject, StringComparison.Ordinal);
        Assert.Equal(opened.Key, (await desk.Read(db => db.Set<ReceivedMail>().SingleAsync(Ct))).CaseKey);
    }

    [Fact]
    public async Task Files_and_copies_go_along_and_the_time_line_says_who_wrote()
    {
        var gateway = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(gateway);
        var (opened, other) = (await desk.Open(), await desk.Open("Another"));
        var (own, foreign) = (await Upload(desk, opened.Number, "賬單.txt"), await Upload(desk, other.Number, "secret.txt"));
        var amy = await desk.User("amy", "en");

        var refused = await desk.Get<AnswerByMail>().Handle(amy, opened.Number, new("Here.") { Files = [own, foreign] }, Ct);
        var copies = await desk.Get<AnswerByMail>().Handle(amy, opened.Number, new("Here.") { Cc = ["no address"] }, Ct);
        var sent = await Send(desk, gateway, opened.Number, new("Here.") { Files = [own], Cc = ["wife@customer.test", Customer] });

        Assert.Equal("files", Assert.Single(refused.Problem!.Fields).Field);
        Assert.Equal("cc", Assert.Single(copies.Problem!.Fields).Field);
        Assert.Equal(["wife@customer.test"], sent.Cc.Select(one => one.Address));
        var mail = MailWriter.Write(sent, new MailOptions { From = "desk@desk.test" }, desk.Now).Message;
        var file = (MimePart)Assert.Single(mail.Attachments);
        using var bytes = new MemoryStream();
        await file.Content!.DecodeToAsync(bytes, Ct);
        Assert.Equal(
            ("賬單.txt", "text/plain", "A bill"),
            (file.FileName, file.ContentType.MimeType, System.Text.Encoding.UTF8.GetString(bytes.ToArray()))
        );
        Assert.StartsWith("Here.", mail.TextBody, StringComparison.Ordinal);
        var told = Assert.Single((await desk.Show(opened.Number)).Timeline, item => item.Code == TimelineCodes.AnswerSent);
        Assert.Equal("amy", told.Actor);
        var shown = await desk.Get<ShowMessage>()
            .Handle(amy, long.Parse(told.Parameters["message"], System.Globalization.CultureInfo.InvariantCulture), Ct);
        Assert.Equal((sent.Text, "賬單.txt"), (shown.Value.Text, Assert.Single(shown.Value.Message.Files)));
    }

    [Fact]
    public async Task A_mail_whose_file_was_deleted_meanwhile_does_not_leave_without_it()
    {
        var gateway = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Retry, null, "not now") };
        await using var desk = await Start(gateway);
        var opened = await desk.Open();
        var key = await Upload(desk, opened.Number, "bill.txt");
        var amy = await desk.User("amy");
        Assert.True((await desk.Get<AnswerByMail>().Handle(amy, opened.Number, new("Here.") { Files = [key] }, Ct)).Succeeded);
        await ForeignProgram.Until(
            () => desk.Read(db => db.Set<Message>().AnyAsync(row => row.Template == TemplateShelf.Answer && row.Attempts > 0, Ct)),
            () => "it was never tried",
            Ct
        );

        await desk.Change(async (db, unit) => (await db.Attachments.SingleAsync(row => row.Key == key, Ct)).DeletedAt = unit.Now);
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        await ForeignProgram.Until(
            () =>
                desk.Read(db =>
                    db.Set<Message>().AnyAsync(row => row.Template == TemplateShelf.Answer && row.State == MessageState.Failed, Ct)
                ),
            () => "it never failed",
            Ct
        );
        var row = await desk.Read(db => db.Set<Message>().SingleAsync(one => one.Template == TemplateShelf.Answer, Ct));
        Assert.Contains("bill.txt", row.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ case.number }}{{ case.subject }}", "case.number,case.subject")]
    [InlineData("{% if case.category %}{{ case.category }}{% endif %}{{ case.number }}", "case.number")]
    [InlineData("{{ case.category | default: 'none' }}{{ amount | upcase }}", "amount")]
    [InlineData("{% unless a %}{{ a }}{% endunless %}{% case b %}{% when 1 %}{{ b }}{% endcase %}{% for c in d %}{{ c }}{% endfor %}", "")]
    public void A_template_prints_what_it_does_not_test(string source, string printed)
    {
        Assert.Equal(printed, string.Join(',', LiquidText.Printed(source)));
    }

    [Fact]
    public async Task A_template_for_answers_may_name_the_agent_but_no_task()
    {
        await using var desk = await Start(new Gateway(MessageChannels.Mail));
        await desk.AddPerson("mona", Permissions.ManageMessages);
        var content = new TemplateContent(
            LocalizedText.Same("Hello"),
            LocalizedText.Same("{{ case.number }}"),
            LocalizedText.Same("{{ agent.name }}")
        );

        Assert.False((await SaveTemplate(content)).Succeeded);
        Assert.True((await SaveTemplate(content with { IsForAnswers = true })).Succeeded);
        Assert.False((await SaveTemplate(content with { IsForAnswers = true, Text = LocalizedText.Same("{{ task.name }}") })).Succeeded);

        async Task<Runtime.Outcome<TemplateLine>> SaveTemplate(TemplateContent what) =>
            await desk.Get<SaveTemplate>().Handle(await desk.User("mona"), new(what, null) { Code = "hello" }, Ct);
    }

    private static async Task<DeskHost> Start(Gateway gateway, string? signature = null)
    {
        (string, string)[] settings = [("Mailboxes:AllowedHosts:0", "127.0.0.1"), ("Mailboxes:Enabled", "false")];
        var desk = await DeskHost.Start([gateway], settings);
        await desk.Change(
            async (db, _) =>
            {
                var customer = await db.Customers.SingleAsync(row => row.Number == "C-1", Ct);
                db.Add(new CustomerEmail { CustomerKey = customer.Key, Address = Customer });
            }
        );
        Assert.True((await Save(desk, signature)).Succeeded);
        return desk;
    }

    private static async Task<Runtime.Outcome<MailboxView>> Save(DeskHost desk, string? signature)
    {
        var settings = new MailboxSettings
        {
            Host = "127.0.0.1",
            Port = 9,
            Security = "none",
            User = "service",
            Language = "en",
            Signature = signature,
        };
        return await desk.Get<SaveMailbox>()
            .Handle(await desk.User("adam"), new("Main", "service@desk.test", settings, "secret") { Code = "main" }, Ct);
    }

    private static Task<Runtime.Outcome<FilledAnswer>> Fill(DeskHost desk, DeskUser user, string number, string code, string? language) =>
        desk.Get<FillAnswer>().Handle(user, new(code, language) { Number = number }, Ct);

    /// <summary>A mail of the customer that has joined the case, or waits where there is none.</summary>
    private static async Task<long> Receive(DeskHost desk, long? caseKey, string subject, string text, string? marks)
    {
        long contactKey = 0;
        await desk.Change(
            (db, unit) =>
            {
                contactKey = unit.NextKey();
                db.Add(
                    new IncomingContact
                    {
                        Key = contactKey,
                        Channel = MessageChannels.Mail,
                        Source = "mail:main",
                        SourceId = "1",
                        From = Customer,
                        FromName = "Chan Tai Man",
                        Subject = subject,
                        Text = text,
                        ReceivedAt = unit.Now,
                        ArrivedAt = unit.Now,
                        CaseKey = caseKey,
                        State = caseKey is null ? InboxStates.Waiting : InboxStates.Joined,
                    }
                );
                db.Add(
                    new ReceivedMail
                    {
                        Key = unit.NextKey(),
                        Mailbox = "main",
                        ServerId = "1",
                        MessageId = "his-mail@customer.test",
                        Sha256 = new string('0', 64),
                        Size = 1,
                        FetchedAt = unit.Now,
                        State = MailStates.Taken,
                        Marks = marks,
                        CaseKey = caseKey,
                        ContactKey = contactKey,
                    }
                );
                return Task.CompletedTask;
            }
        );
        return contactKey;
    }

    private static async Task<long> Upload(DeskHost desk, string number, string name)
    {
        var request = new UploadAttachmentRequest(number, null, name) { Content = new MemoryStream("A bill"u8.ToArray()) };
        var outcome = await desk.Get<UploadAttachment>().Handle(await desk.User("amy"), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value.Key;
    }

    private static async Task<OutgoingMessage> Send(DeskHost desk, Gateway gateway, string number, AnswerByMailRequest request)
    {
        var before = gateway.Given.Count;
        var outcome = await desk.Get<AnswerByMail>().Handle(await desk.User("amy", "en"), number, request, Ct);
        Assert.True(outcome.Succeeded, string.Join(", ", outcome.Problem?.Fields.Select(one => $"{one.Field}: {one.Message}") ?? []));
        await ForeignProgram.Until(
            async () =>
                gateway.Given.Count > before
                && await desk.Read(db =>
                    db.Set<Message>().Where(row => row.Template == TemplateShelf.Answer).AllAsync(row => row.SentAt != null, Ct)
                ),
            () => "the mail never left",
            Ct
        );
        return gateway.Given[^1];
    }
}
