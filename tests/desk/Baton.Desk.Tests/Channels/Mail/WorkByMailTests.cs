using System.Globalization;
using System.Security.Cryptography;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Channels.Mail.Work;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Organisation;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Tasks that leave by mail and are done by answering.</summary>
public sealed class WorkByMailTests
{
    private const string Uma = "uma@desk.test";
    private const string Amy = "amy@desk.test";
    private const string Unit = "unit1@desk.test";
    private readonly Gateway _gateway = new(MessageChannels.Mail);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_leaves_with_its_form_and_the_answers_carry_the_case_on()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        var first = await Sent(desk, 1);
        Assert.Equal(Uma, Assert.Single(first.To).Address);
        Assert.Contains(opened.Number, first.Subject, StringComparison.Ordinal);
        Assert.Contains("Move my line", first.Text, StringComparison.Ordinal);
        Assert.Contains(AnswerReading.Begin, first.Text, StringComparison.Ordinal);
        Assert.Contains("An opinion is required for", first.Text, StringComparison.Ordinal);
        Assert.Matches(@"^service\+t\d+-\d+-[a-z0-9]{16}@desk\.test$", first.ReplyTo);

        // Without the opinion that the button needs nothing is done, and she is told why.
        var bare = Reply(first, Uma, "Action: reject");
        await Take(desk, bare);
        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);
        var refusal = await Sent(desk, 2);
        Assert.Equal((Uma, bare.MessageId), (Assert.Single(refusal.To).Address, refusal.InReplyTo));
        Assert.Contains("Nothing has changed", refusal.Text, StringComparison.Ordinal);
        Assert.Contains(AnswerReading.Begin, refusal.Text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Action: reject  \[", refusal.Text);

        await Take(desk, Reply(refusal, Uma, "reject\n\nThe number is wrong.\n\nOn Monday, Desk wrote:\n" + Quote(refusal.Text)));

        var approve = await Step(desk, "Approve");
        Assert.Equal((WorkItemStatus.Completed, "uma", "reject"), (approve.Status, approve.CompletedBy, approve.CompletedAction));
        var page = await desk.Show(opened.Number);
        Assert.Contains(
            page.Timeline,
            one => one.Code == TimelineCodes.TaskCompleted && one.Text.Contains("Uma Wong (by mail)", StringComparison.Ordinal)
        );
        Assert.Equal("The number is wrong.", (await desk.Read(db => db.Opinions.SingleAsync(Ct))).Text);
        Assert.Contains(
            await desk.Read(db => db.CaseNotes.Where(one => one.CaseKey == opened.Key && one.Author == "uma").ToListAsync(Ct)),
            note => note.Text.Contains(Uma, StringComparison.Ordinal)
        );

        // The next step goes to amy, with its fields and what uma said.
        var revise = await Sent(desk, 3);
        Assert.Equal(Amy, Assert.Single(revise.To).Address);
        Assert.Contains("Uma Wong", revise.Text, StringComparison.Ordinal);
        Assert.Contains("The number is wrong.", revise.Text, StringComparison.Ordinal);
        Assert.Contains("Service number *: 98765432", revise.Text, StringComparison.Ordinal);
        await Take(desk, Reply(revise, Amy, "Action: resubmit\nService: Telegraph\nService number: 12\nDate: soon\nOpinion: He moved."));
        var wrong = await Sent(desk, 4);
        Assert.Contains("Service", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("You wrote “Telegraph”.", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Expected: Mobile / Fixed line / Broadband / Pay TV.", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Service number *: 12", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("\nOpinion: He moved.\n", wrong.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Revise")).Status);

        // What was right stands in the form already.
        var answer = Reply(
            wrong,
            Amy,
            Quote(wrong.Text)
                .Replace("Service *: Telegraph", "Service *: 宽带", StringComparison.Ordinal)
                .Replace("Service number *: 12", "Service number *: 87654321", StringComparison.Ordinal)
        );
        answer.Body = new Multipart("mixed")
        {
            answer.Body!,
            new MimePart("application", "pdf")
            {
                FileName = "form.pdf",
                Content = new MimeContent(new MemoryStream("%PDF-1.4 x"u8.ToArray())),
            },
        };
        await Take(desk, answer);

        Assert.Equal(("amy", WorkItemStatus.Completed), ((await Step(desk, "Revise")).CompletedBy, (await Step(desk, "Revise")).Status));
        var file = await desk.Read(db => db.Attachments.SingleAsync(one => one.CaseKey == opened.Key, Ct));
        Assert.Equal(("form.pdf", "amy"), (file.FileName, file.UploadedBy));
        var again = await Sent(desk, 5);
        Assert.Contains("87654321", again.Text, StringComparison.Ordinal);
        Assert.Contains("Broadband", again.Text, StringComparison.Ordinal);
        var kept = await desk.Read(db => db.Set<ReceivedMail>().OrderBy(one => one.Key).ToListAsync(Ct));
        Assert.All(kept, one => Assert.Equal((MailStates.Work, opened.Key), (one.State, one.CaseKey)));
        Assert.Equal([MailReasons.WorkRefused, null, MailReasons.WorkRefused, null], kept.Select(one => one.Reason));
        Assert.Empty(await desk.Read(db => db.IncomingContacts.ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_forged_mark_and_a_foreign_sender_wait_in_the_inbox_and_complete_nothing()
    {
        await using var desk = await Start();
        await desk.Open();
        var sent = await Sent(desk, 1);
        var forged = Reply(sent, Uma, "Action: approve");
        var step = await Step(desk, "Approve");
        forged.Subject = string.Create(CultureInfo.InvariantCulture, $"Re: [task:{step.Key}-900000-aaaaaaaaaaaaaaaa]");
        forged.To.Clear();
        forged.To.Add(MailboxAddress.Parse("service@desk.test"));

        await Take(desk, forged);
        await Take(desk, Reply(sent, "thief@elsewhere.test", "Action: approve"));
        await Take(desk, Reply(sent, Amy, "Action: approve"));
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(one => one.UserName == "uma", Ct)).IsDisabled = true);
        await Take(desk, Reply(sent, Uma, "Action: approve"));

        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);
        var waiting = await desk.Read(db => db.IncomingContacts.ToListAsync(Ct));
        Assert.Equal(4, waiting.Count);
        Assert.All(waiting, one => Assert.Equal((InboxStates.Waiting, null), (one.State, one.CaseKey)));
        Assert.All(waiting, one => Assert.Contains("nothing was completed", one.Text, StringComparison.Ordinal));
        Assert.Single(_gateway.Given);
    }

    [Fact]
    public async Task A_mail_that_comes_too_late_is_answered_with_a_new_form_that_counts()
    {
        await using var desk = await Start();
        await desk.Open();
        var sent = await Sent(desk, 1);
        var claim = new WorkToken(await desk.Get<MailKeys>().Key(Ct)).Of(
            (await Step(desk, "Approve")).Key,
            WorkReceiver.OfUser("uma"),
            desk.Now.AddHours(-1)
        );
        var late = Reply(sent, Uma, "Action: approve");
        late.Subject = "Re: x " + WorkToken.Mark(claim);
        late.To.Clear();
        late.To.Add(MailboxAddress.Parse("service@desk.test"));

        await Take(desk, late);
        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);
        var told = await Sent(desk, 2);
        Assert.Contains("is over", told.Text, StringComparison.Ordinal);
        // The same day in the token, with another hour, is no token.
        var stretched = Reply(sent, Uma, "Action: approve");
        stretched.Subject = "Re: x " + WorkToken.Mark(claim with { UntilHour = claim.UntilHour + 1000 });
        stretched.To.Clear();
        stretched.To.Add(MailboxAddress.Parse("service@desk.test"));
        await Take(desk, stretched);
        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);

        await Take(desk, Reply(told, Uma, "Action: approve"));

        Assert.Equal("uma", (await Step(desk, "Approve")).CompletedBy);
    }

    [Fact]
    public async Task A_mail_that_comes_twice_and_an_answer_to_a_finished_task_change_nothing()
    {
        await using var desk = await Start();
        await desk.Open();
        var sent = await Sent(desk, 1);
        var answer = Reply(sent, Uma, "Action: approve");
        await Take(desk, answer);
        var done = await Step(desk, "Approve");
        Assert.Equal(WorkItemStatus.Completed, done.Status);

        answer.Headers.Add("X-Way", "another");
        await Take(desk, answer);
        Assert.Single(_gateway.Given);
        await Take(desk, Reply(sent, Uma, "Action: reject\nOpinion: No."));

        var told = await Sent(desk, 2);
        Assert.Contains("Uma Wong", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AnswerReading.Begin, told.Text, StringComparison.Ordinal);
        Assert.Equal(done.CompletedAction, (await Step(desk, "Approve")).CompletedAction);
        Assert.Empty(await desk.Read(db => db.Opinions.ToListAsync(Ct)));
        Assert.Equal(
            [null, MailReasons.Duplicate, MailReasons.WorkRefused],
            await desk.Read(db => db.Set<ReceivedMail>().OrderBy(one => one.Key).Select(one => one.Reason).ToListAsync(Ct))
        );
    }

    [Fact]
    public async Task A_machine_is_not_answered_and_completes_nothing()
    {
        await using var desk = await Start();
        await desk.Open();
        var absent = Reply(await Sent(desk, 1), Uma, "Action: approve\nI am away.");
        absent.Headers.Add("Auto-Submitted", "auto-replied");

        await Take(desk, absent);

        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);
        Assert.Single(_gateway.Given);
    }

    [Fact]
    public async Task A_department_with_an_address_of_its_own_gets_one_mail_and_whoever_holds_the_task_keeps_it()
    {
        await using var desk = await Start(worksByMail: false);
        await desk.DeployChanged(bpmn =>
        {
            var from = bpmn.IndexOf("assignee=\"=if unitManager", StringComparison.Ordinal);
            var to = bpmn.IndexOf("unitManager\"", from, StringComparison.Ordinal) + "unitManager\"".Length;
            return bpmn[..from] + "candidateGroups=\"department:cs-1\"" + bpmn[to..];
        });
        var admin = await desk.User("adam");
        var saved = await desk.Get<SaveDepartment>()
            .Handle(
                admin,
                new("cs-1", "front", LocalizedText.Same("Unit 1"), null)
                {
                    ContactPerson = "uma",
                    MailWork = "address",
                    MailAddress = "Unit1@desk.test",
                },
                Ct
            );
        Assert.Equal(("address", Unit), (saved.Value.MailWork, saved.Value.MailAddress));
        await desk.Open();
        var sent = await Sent(desk, 1);
        Assert.Equal(Unit, Assert.Single(sent.To).Address);

        var task = await Step(desk, "Approve");
        Assert.True((await desk.Get<ClaimTask>().Handle(await desk.User("amy"), new(task.Key), Ct)).Succeeded);
        await Take(desk, Reply(sent, Unit, "Action: approve"));
        var told = await Sent(desk, 2);
        Assert.Contains("Amy Chan", told.Text, StringComparison.Ordinal);
        Assert.Equal(WorkItemStatus.Open, (await Step(desk, "Approve")).Status);

        Assert.True((await desk.Get<ReleaseTask>().Handle(await desk.User("amy"), new(task.Key), Ct)).Succeeded);
        var free = await Sent(desk, 3);
        await Take(desk, Reply(free, Unit, "核准"));
        Assert.Equal("uma", (await Step(desk, "Approve")).CompletedBy);
    }

    [Fact]
    public async Task A_member_answers_for_his_department_as_himself_in_his_language()
    {
        await using var desk = await Start(worksByMail: false);
        await desk.Change(
            async (db, _) =>
            {
                (await db.Departments.SingleAsync(one => one.Code == "cs-1", Ct)).MailWork = MailWorkKinds.Members;
                (await db.Users.SingleAsync(one => one.UserName == "uma", Ct)).Language = Languages.TraditionalChinese;
            }
        );
        await desk.Open();

        var sent = await Sent(desk, 1);
        Assert.Equal(Uma, Assert.Single(sent.To).Address);
        Assert.Contains("意見: ", sent.Text, StringComparison.Ordinal);
        await Take(desk, Reply(sent, Uma, Quote(sent.Text).Replace("> 操作: ", "> 操作: approve", StringComparison.Ordinal)));

        Assert.Equal("uma", (await Step(desk, "Approve")).CompletedBy);
    }

    [Fact]
    public async Task Who_works_by_mail_needs_an_address_and_the_change_is_audited()
    {
        await using var desk = await Start(worksByMail: false);
        var admin = await desk.User("adam");
        SaveUserRequest Person(string? email) => new("bob", "Bob Lee", email, null, "en", ["agent"], null) { WorksByMail = true };

        var without = await desk.Get<SaveUser>().Update(admin, Person(null), Ct);
        var with = await desk.Get<SaveUser>().Update(admin, Person("bob@desk.test"), Ct);
        var unit = await desk.Get<SaveDepartment>()
            .Handle(
                admin,
                new("cs-2", "front", LocalizedText.Same("Unit 2"), "ulf") { MailWork = "address", MailAddress = "no address" },
                Ct
            );
        var unknown = await desk.Get<SaveDepartment>()
            .Handle(admin, new("cs-2", "front", LocalizedText.Same("Unit 2"), "ulf") { MailWork = "pigeon" }, Ct);

        Assert.Contains(without.Problem!.Fields, field => field.Field == "email");
        Assert.True(with.Value.WorksByMail);
        Assert.Equal(["contactPerson", "mailAddress"], unit.Problem!.Fields.Select(field => field.Field).Order(StringComparer.Ordinal));
        Assert.Contains(unknown.Problem!.Fields, field => field.Field == "mailWork");
        var refused = await desk.Get<SaveUser>().Update(await desk.User("amy"), Person("bob@desk.test"), Ct);
        Assert.NotNull(refused.Problem);
    }

    private async Task<DeskHost> Start(bool worksByMail = true)
    {
        var desk = await DeskHost.Start([_gateway], ("Desk:PublicAddress", "https://desk.test"));
        await desk.Change(
            async (db, _) =>
            {
                foreach (var name in (string[])["uma", "amy"])
                {
                    var user = await db.Users.SingleAsync(one => one.UserName == name, Ct);
                    user.WorksByMail = worksByMail;
                    user.Email = name + "@desk.test";
                }
                db.Add(
                    new Mailbox
                    {
                        Code = "main",
                        Name = "Main",
                        Address = "service@desk.test",
                        Protocol = MailProtocols.Imap,
                        Host = "localhost",
                        Security = "none",
                        User = "main",
                        HasPlusAddresses = true,
                    }
                );
            }
        );
        return desk;
    }

    private async Task<OutgoingMessage> Sent(DeskHost desk, int count)
    {
        await ForeignProgram.Until(
            async () => _gateway.Given.Count >= count && await desk.Read(db => db.Set<Message>().AllAsync(one => one.SentAt != null, Ct)),
            () => string.Create(CultureInfo.InvariantCulture, $"there were only {_gateway.Given.Count} mails"),
            Ct
        );
        Assert.Equal(count, _gateway.Given.Count);
        return _gateway.Given[count - 1];
    }

    private static Task<WorkItem> Step(DeskHost desk, string element) =>
        desk.Read(db => db.WorkItems.Where(one => one.ElementId == element).OrderBy(one => one.Key).FirstAsync(Ct));

    private static MimeMessage Reply(OutgoingMessage sent, string from, string text)
    {
        var mail = new MimeMessage { Subject = "Re: " + sent.Subject, MessageId = Guid.NewGuid().ToString("N") + "@desk.test" };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(sent.ReplyTo ?? "service@desk.test"));
        mail.Body = new TextPart("plain") { Text = text };
        return mail;
    }

    private static string Quote(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => "> " + line));

    /// <summary>As if it had been fetched.</summary>
    private static async Task Take(DeskHost desk, MimeMessage mail)
    {
        using var content = new MemoryStream();
        await mail.WriteToAsync(content, Ct);
        var raw = content.ToArray();
        content.Position = 0;
        await desk.Get<AttachmentStore>().Save(content, 1_000_000, (_, _) => Task.FromResult(true), Ct);
        await desk.Change(
            (db, unit) =>
            {
                var key = unit.NextKey();
                db.Add(
                    new ReceivedMail
                    {
                        Key = key,
                        Mailbox = "main",
                        ServerId = key.ToString(CultureInfo.InvariantCulture),
                        MessageId = mail.MessageId,
                        Sha256 = Convert.ToHexStringLower(SHA256.HashData(raw)),
                        Size = raw.Length,
                        FetchedAt = unit.Now,
                        State = MailStates.Stored,
                    }
                );
                return Task.CompletedTask;
            }
        );
        var mailbox = await desk.Read(db => db.Set<Mailbox>().SingleAsync(Ct));
        await desk.Get<TakeMails>().Take(mailbox, Ct);
        Assert.Empty(
            await desk.Read(db =>
                db.Set<ReceivedMail>().Where(one => one.State == MailStates.Stored).Select(one => one.Detail).ToListAsync(Ct)
            )
        );
    }
}
