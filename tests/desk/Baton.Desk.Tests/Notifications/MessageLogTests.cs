using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>The log of messages: who sees what, sends again, takes back.</summary>
public sealed class MessageLogTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task One_sees_the_messages_of_cases_that_one_may_read_and_whoever_looks_after_them_sees_all()
    {
        await using var desk = await DeskHost.Start([new Gateway(MessageChannels.Mail)]);
        await Prepare(desk);
        var (first, second) = (await desk.Open("One"), await desk.Open("Two", by: "bob"));
        await desk.Order(Orders.Mail("one", Addressee.User("uma")) with { CaseKey = first.Key });
        await desk.Order(Orders.Mail("two", Addressee.User("uma")) with { CaseKey = second.Key });
        await desk.Order(Orders.Mail("three", Addressee.User("uma")));

        Assert.Equal([first.Number], (await List(desk, "amy")).Select(one => one.CaseNumber));
        Assert.Equal(3, (await List(desk, "mona")).Count);
        Assert.Single(await List(desk, "mona", new() { Case = second.Number }));
        Assert.Empty(await List(desk, "amy", new() { Case = second.Number }));
        var hidden = (await List(desk, "mona", new() { Case = second.Number }))[0].Key;
        var refused = await desk.Get<ShowMessage>().Handle(await desk.User("amy"), hidden, Ct);
        Assert.Equal(RejectionKind.NotFound, refused.Problem!.Kind);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<ListMessages>().Handle(await desk.User("adam"), new(new()), Ct)).Problem!.Kind
        );
    }

    [Fact]
    public async Task Blind_copies_are_seen_by_those_who_look_after_messages_and_by_auditors_alone()
    {
        await using var desk = await DeskHost.Start([new Gateway(MessageChannels.Mail), new Gateway(MessageChannels.Sms)]);
        await Prepare(desk);
        await desk.AddPerson("audrey", Permissions.ReadAudit, Permissions.ReadAllCases);
        var opened = await desk.Open();
        await desk.Order(
            Orders.Mail("one", Addressee.User("uma")) with
            {
                CaseKey = opened.Key,
                Channels = [MessageChannels.Mail, MessageChannels.Sms],
                Bcc = [Addressee.User("carl")],
            }
        );
        await desk.Leave();

        Assert.Equal(2, (await List(desk, "amy")).Count);
        Assert.All(await List(desk, "amy"), one => Assert.Null(one.Bcc));
        Assert.Empty(await List(desk, "amy", new() { Receiver = "carl" }));
        Assert.Equal(3, (await List(desk, "audrey")).Count);
        Assert.Equal(2, (await List(desk, "mona", new() { Receiver = "Carl" })).Count);
        Assert.DoesNotContain((await desk.Show(opened.Number)).Timeline, item => item.Text.Contains("Carl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_are_found_by_state_channel_receiver_and_days()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Refused, null, "No.") };
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        await desk.Order(Orders.Mail("one", Addressee.User("uma")));
        await desk.Order(Orders.Mail("two", Addressee.User("amy")) with { Channels = [MessageChannels.Desk] });
        await desk.Engine.Advance(TimeSpan.FromDays(3));

        Assert.Single(await List(desk, "mona", new() { State = "failed" }));
        Assert.Single(await List(desk, "mona", new() { Channel = "desk" }));
        Assert.Single(await List(desk, "mona", new() { Receiver = "UMA@desk" }));
        Assert.Empty(await List(desk, "mona", new() { Days = 2 }));
        var wrong = await desk.Get<ListMessages>().Handle(await desk.User("mona"), new(new() { State = "lost", Days = 0 }), Ct);
        Assert.Equal(["days", "state"], wrong.Problem!.Fields.Select(one => one.Field).Order());
    }

    [Fact]
    public async Task A_failed_message_is_sent_again_to_the_address_that_was_put_right()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Refused, null, "No such mailbox.") };
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        await desk.Order(Orders.Mail("one", Addressee.User("uma")));
        await desk.Leave();
        await desk.Change(async (db, _) => (await db.Users.SingleAsync(row => row.UserName == "uma", Ct)).Email = "right@desk.example");
        mail.Answer = _ => new(MessageVerdict.Delivered, null, null);
        var key = Assert.Single(await List(desk, "mona")).Key;

        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ResendMessages>().Handle(await desk.User("amy"), key, Ct)).Problem!.Kind);
        Assert.Equal(MessageState.Queued, (await desk.Get<ResendMessages>().Handle(await desk.User("mona"), key, Ct)).Value.State);
        await desk.Leave();

        Assert.Equal(["uma@desk.example", "right@desk.example"], mail.Given.Select(one => one.To[0].Address));
        Assert.Equal(2, mail.Given.Select(one => one.Id).Distinct().Count());
        var again = await desk.Get<ResendMessages>().Handle(await desk.User("mona"), key, Ct);
        Assert.Equal("not-resendable", again.Problem!.Code);
    }

    [Fact]
    public async Task All_of_a_filter_are_sent_again_at_once()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Refused, null, "No.") };
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        for (var n = 0; n < 5; n++)
            await desk.Order(Orders.Mail($"{n}", Addressee.User("uma")));
        await desk.Leave();
        mail.Answer = _ => new(MessageVerdict.Delivered, null, null);

        var outcome = await desk.Get<ResendMessages>()
            .Handle(await desk.User("mona"), new ResendMessagesRequest(Filter: new() { State = "failed" }), Ct);
        await desk.Leave();

        Assert.Equal(new MessagesResent(5, 0), outcome.Value);
        Assert.All(await List(desk, "mona"), one => Assert.Equal(MessageState.Delivered, one.State));
        var nothing = await desk.Get<ResendMessages>().Handle(await desk.User("mona"), new ResendMessagesRequest(), Ct);
        Assert.Equal("keys", Assert.Single(nothing.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_message_with_a_template_error_is_sent_again_in_the_words_of_the_mended_template()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        await desk.Template("bad", "{{ hint | shout }}", "Text");
        await desk.Order(
            Orders.Mail("one", Addressee.User("uma")) with
            {
                Template = "bad",
                Values = new Dictionary<string, object?> { ["hint"] = "now" },
            }
        );
        await desk.Leave();
        var key = Assert.Single(await List(desk, "mona")).Key;
        Assert.Equal(MessageState.TemplateError, (await desk.Get<ResendMessages>().Handle(await desk.User("mona"), key, Ct)).Value.State);

        await desk.Change(
            async (db, _) =>
            {
                var row = await db.Set<Baton.Desk.Notifications.Templates.MessageTemplate>().SingleAsync(one => one.Code == "bad", Ct);
                row.Content = row.Content.Replace("shout", "upcase", StringComparison.Ordinal);
            }
        );
        await desk.Get<ResendMessages>().Handle(await desk.User("mona"), key, Ct);
        await desk.Leave();

        Assert.Equal("NOW", Assert.Single(mail.Given).Subject);
    }

    [Fact]
    public async Task A_message_that_has_not_left_is_taken_back_and_the_next_one_leaves()
    {
        var mail = new Gateway(MessageChannels.Mail)
        {
            Answer = message =>
                message.Subject == "1" ? new(MessageVerdict.Retry, null, "Busy") : new(MessageVerdict.Delivered, null, null),
        };
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        await desk.Template("n", "{{ n }}", "Text");
        var opened = await desk.Open();
        foreach (var n in new[] { "1", "2" })
            await desk.Order(
                Orders.Mail(n, Addressee.User("uma")) with
                {
                    Template = "n",
                    CaseKey = opened.Key,
                    Values = new Dictionary<string, object?> { ["n"] = n },
                }
            );
        await desk.Leave();
        var key = (await List(desk, "mona")).Single(one => one.Subject == "1").Key;

        Assert.True((await desk.Get<CancelMessage>().Handle(await desk.User("mona"), key, Ct)).Succeeded);
        await desk.Leave();
        await desk.Engine.Advance(TimeSpan.FromDays(1));

        Assert.Equal(["1", "2"], mail.Given.Select(one => one.Subject));
        Assert.Equal("not-cancelable", (await desk.Get<CancelMessage>().Handle(await desk.User("mona"), key, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Operators_see_how_well_each_channel_works()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await Prepare(desk);
        await desk.Order(Orders.Mail("one", Addressee.User("uma")));
        await desk.Leave();
        mail.Answer = _ => new(MessageVerdict.Retry, null, "Busy");
        await desk.Order(Orders.Mail("two", Addressee.User("uma")));
        await desk.Order(Orders.Mail("three", Addressee.User("uma")) with { Channels = [MessageChannels.Sms] });
        var sent = desk.Now;
        await desk.Leave();

        var channels = (await desk.Get<ListChannels>().Handle(await desk.User("mona"), Ct)).Value;

        Assert.Equal(new MessageChannelView("mail", true, sent, 1, 1, 0, 0, "Busy"), channels.Single(one => one.Channel == "mail"));
        Assert.Equal(new MessageChannelView("sms", false, null, 0, 0, 1, 0, null), channels.Single(one => one.Channel == "sms"));
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListChannels>().Handle(await desk.User("amy"), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task Who_may_not_read_all_fields_of_a_case_does_not_read_its_messages()
    {
        await using var desk = await DeskHost.Start([new Gateway(MessageChannels.Mail)]);
        await Prepare(desk);
        await desk.Change(
            async (db, _) =>
                (await db.CaseTypes.SingleAsync(row => row.Code == "tos", Ct)).FieldRights = """{"serviceNumber":{"read":["csm"]}}"""
        );
        var opened = await desk.Open(change: request =>
            request with
            {
                Form = new() { ["serviceType"] = "mobile", ["requestType"] = "change" },
            }
        );
        await desk.Order(Orders.Mail("one", Addressee.User("uma")) with { CaseKey = opened.Key });
        await desk.Leave();
        var key = Assert.Single(await List(desk, "carl")).Key;

        Assert.Equal("Hello", (await desk.Get<ShowMessage>().Handle(await desk.User("carl"), key, Ct)).Value.Text);
        var hidden = (await desk.Get<ShowMessage>().Handle(await desk.User("amy"), key, Ct)).Value;
        Assert.Equal((null, null), (hidden.Text, hidden.Message.Subject));
        Assert.DoesNotContain((await desk.Show(opened.Number)).Timeline, item => item.Text.Contains("Hello", StringComparison.Ordinal));
    }

    private static async Task Prepare(DeskHost desk)
    {
        await desk.Reachable("amy", "uma", "carl");
        await desk.Template("news", "Hello", "Hello");
        await desk.AddPerson("mona", Permissions.ManageMessages);
    }

    private static async Task<IReadOnlyList<MessageView>> List(DeskHost desk, string user, MessageFilter? filter = null)
    {
        var outcome = await desk.Get<ListMessages>().Handle(await desk.User(user), new(filter ?? new()), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value.Items;
    }
}
