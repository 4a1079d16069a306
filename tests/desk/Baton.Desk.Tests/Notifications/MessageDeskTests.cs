using Baton.Desk.Notifications;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Organisation.Deputies;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Orders become messages: whom they reach, in which words, by which channel.</summary>
public sealed class MessageDeskTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_mail_leaves_in_the_words_of_the_template_with_the_facts_of_the_case()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail], ("Desk:PublicAddress", "https://desk.example/"));
        await desk.Reachable("amy");
        await desk.Template(
            "news",
            "{{ case.number }} {{ hint }}",
            "{{ receiver.name }}: {{ case.subject }}, {{ case.openedAt }}, {{ case.link }}"
        );
        var opened = await desk.Open();

        await desk.Order(
            Orders.Mail("one", Addressee.User("amy")) with
            {
                CaseKey = opened.Key,
                Values = new Dictionary<string, object?> { ["hint"] = new LocalizedText("急", "急", "now") },
            }
        );
        await desk.Leave();

        var sent = Assert.Single(mail.Given);
        Assert.Equal($"{opened.Number} now", sent.Subject);
        Assert.Equal($"Amy Chan 陳: Move my line, 23 November 2026, 09:00, https://desk.example/cases/{opened.Number}", sent.Text);
        Assert.Equal([new OutgoingAddress("amy@desk.example", "Amy Chan 陳")], sent.To);
        Assert.Equal(opened.Number, sent.CaseNumber);
        var row = Assert.Single(await desk.Messages());
        Assert.Equal((MessageState.Delivered, 1), (row.State, row.Attempts));
    }

    [Fact]
    public async Task Ordering_the_same_again_does_nothing()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy", "bob");
        await desk.Template("news", "Hello", "Hello");

        await desk.Order(Orders.Mail("one", Addressee.User("amy")));
        await desk.Order(Orders.Mail("one", Addressee.User("bob")));
        await desk.Change(
            async (db, unit) =>
            {
                await desk.Get<MessageDesk>().Order(unit, db, Orders.Mail("two", Addressee.User("bob")), Ct);
                await desk.Get<MessageDesk>().Order(unit, db, Orders.Mail("two", Addressee.User("bob")), Ct);
            }
        );
        await desk.Leave();

        Assert.Equal(["amy@desk.example", "bob@desk.example"], mail.Given.Select(one => one.To[0].Address).Order());
    }

    [Fact]
    public async Task There_is_one_mail_for_each_language_with_the_copies_on_the_first_and_nobody_twice()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy", "bob", "carl", "cora");
        await desk.Template("news", "Hello", "Hello");
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "bob", Ct)).Language = "zh-Hans");

        await desk.Order(
            Orders.Mail("one", Addressee.User("amy"), Addressee.User("bob"), Addressee.User("carl")) with
            {
                Cc = [Addressee.User("amy"), new(null, "cc@out.example") { Language = "zh-Hant" }],
                Bcc = [Addressee.User("cora"), Addressee.User("bob")],
            }
        );
        await desk.Leave();

        Assert.Equal(2, mail.Given.Count);
        var english = mail.Given.Single(one => one.Language == "en");
        var chinese = mail.Given.Single(one => one.Language == "zh-Hans");
        Assert.Equal(["amy@desk.example", "carl@desk.example"], english.To.Select(one => one.Address));
        Assert.Equal(["cc@out.example"], english.Cc.Select(one => one.Address));
        Assert.Equal(["cora@desk.example"], english.Bcc.Select(one => one.Address));
        Assert.Equal(("简Hello", "bob@desk.example"), (chinese.Subject, Assert.Single(chinese.To).Address));
        Assert.Empty(chinese.Bcc);
    }

    [Fact]
    public async Task The_bell_rings_in_the_words_of_the_template_for_each_in_his_language()
    {
        await using var desk = await DeskHost.Start();
        await desk.Template("news", "Look at {{ case.number }}", "Long words");
        var opened = await desk.Open();

        await desk.Order(
            Orders.Mail("one", Addressee.User("bob"), new(null, "x@out.example")) with
            {
                Channels = [MessageChannels.Desk],
                CaseKey = opened.Key,
            }
        );

        var told = (await desk.Get<ListNotifications>().Handle(await desk.User("bob"), new(), Ct)).Value.Items;
        var news = Assert.Single(told, one => one.Code == Notifier.Message);
        Assert.Equal(($"Look at {opened.Number}", opened.Number), (news.Text, news.CaseNumber));
        Assert.Equal(MessageState.Delivered, Assert.Single(await desk.Messages()).State);
    }

    [Fact]
    public async Task Text_messages_go_to_each_person_by_himself()
    {
        var sms = new Gateway(MessageChannels.Sms);
        await using var desk = await DeskHost.Start([sms]);
        await desk.Reachable("amy");
        await desk.Template("news", "Hello", "Hello", sms: "Short {{ receiver.name }}");

        await desk.Order(
            Orders.Mail("one", Addressee.User("amy"), new(null, "tel:+85229876543") { Name = "Chan" }) with
            {
                Channels = [MessageChannels.Sms],
            }
        );
        await desk.Leave();

        Assert.Equal([("+85229876543", "Short Chan"), ("+85261234567", "Short Amy Chan 陳")], mail(sms));

        static IEnumerable<(string, string)> mail(Gateway gateway) =>
            gateway.Given.Select(one => (one.To[0].Address, one.Text)).OrderBy(one => one.Item1, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Whoever_stands_in_for_the_absent_is_told_as_well()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("uma", "ulf");
        await desk.Template("news", "Hello", "Hello");
        await desk.Change(
            (db, unit) =>
            {
                db.Deputies.Add(
                    new Deputy
                    {
                        UserName = "uma",
                        DeputyName = "ulf",
                        StartsAt = unit.Now,
                        EndsAt = unit.Now.AddDays(1),
                    }
                );
                return Task.CompletedTask;
            }
        );

        await desk.Order(Orders.Mail("one", Addressee.User("uma")));
        await desk.Leave();

        Assert.Equal(["uma@desk.example", "ulf@desk.example"], Assert.Single(mail.Given).To.Select(one => one.Address));
    }

    [Fact]
    public async Task A_template_that_cannot_be_filled_harms_its_own_message_only()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy");
        await desk.Template("news", "Hello", "One\n{{ 'x' | shout }}");
        await desk.Template("good", "Hello", "Hello");

        await desk.Order(Orders.Mail("one", Addressee.User("amy")));
        await desk.Order(Orders.Mail("two", Addressee.User("amy")) with { Template = "good" });
        await desk.Order(Orders.Mail("three", Addressee.User("amy")) with { Template = "no-such" });
        await desk.Leave();

        Assert.Equal("Hello", Assert.Single(mail.Given).Subject);
        var rows = await desk.Messages();
        Assert.Equal([MessageState.TemplateError, MessageState.Delivered, MessageState.TemplateError], rows.Select(row => row.State));
        Assert.Contains("line 2", rows[0].LastError, StringComparison.Ordinal);
        Assert.Contains("no-such", rows[2].LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_address_is_shown_as_a_message_that_failed()
    {
        await using var desk = await DeskHost.Start([new Gateway(MessageChannels.Mail)]);
        await desk.Template("news", "Hello", "Hello");

        await desk.Order(Orders.Mail("one", Addressee.User("bob")));

        var row = Assert.Single(await desk.Messages());
        Assert.Equal((MessageState.Failed, HoldReasons.NoAddress), (row.State, row.HeldFor));
        await desk.AddPerson("mona", Permissions.ManageMessages);
        var mona = await desk.User("mona", Languages.SimplifiedChinese);
        Assert.Equal(
            "没有Bob Lee的地址。",
            Assert.Single((await desk.Get<ListMessages>().Handle(mona, new(new()), Ct)).Value.Items).LastError
        );
        await desk.Reachable("bob");
        Assert.True((await desk.Get<ResendMessages>().Handle(mona, row.Key, Ct)).Succeeded);
        await desk.Leave();
        Assert.Equal((MessageState.Delivered, "Hello"), ((await desk.Messages())[0].State, (await desk.Messages())[0].Text));
    }

    [Fact]
    public async Task A_subject_stays_in_one_line_whatever_the_case_is_called()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy");
        await desk.Template("news", "{{ hint }}", "Hello");

        await desk.Order(
            Orders.Mail("one", Addressee.User("amy")) with
            {
                Values = new Dictionary<string, object?> { ["hint"] = "Hello\r\nBcc: all@out.example" },
            }
        );
        await desk.Leave();

        Assert.Equal("Hello Bcc: all@out.example", Assert.Single(mail.Given).Subject);
    }
}
