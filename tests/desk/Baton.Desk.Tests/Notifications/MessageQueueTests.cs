using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>How messages leave: in the order of their case, again after failures, later for who wants quiet.</summary>
public sealed class MessageQueueTests
{
    private static readonly MessageDelivery Busy = new(MessageVerdict.Retry, null, "The gateway is busy.");

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task After_a_day_without_a_gateway_nothing_is_lost_and_each_case_keeps_its_order()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => Busy };
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy");
        await desk.Template("news", "{{ n }}", "Hello");
        var (first, second) = (await desk.Open("One"), await desk.Open("Two"));
        for (var n = 1; n <= 3; n++)
        {
            await Order(desk, first.Key, $"one {n}");
            await Order(desk, second.Key, $"two {n}");
        }

        for (var hour = 0; hour < 24; hour++)
            await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["one 1", "two 1"], mail.Given.Select(one => one.Subject).Distinct().Order());
        Assert.InRange(mail.Given.Count, 20, 100);
        Assert.Single(mail.Given.Where(one => one.Subject == "one 1").Select(one => one.Id).Distinct());
        mail.Answer = _ => new(MessageVerdict.Delivered, "id", null);
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var sent = mail.Given.Select(one => one.Subject).ToList();
        Assert.Equal(["one 1", "one 2", "one 3"], sent.FindAll(one => one.StartsWith("one", StringComparison.Ordinal)).Distinct());
        Assert.Equal(["two 1", "two 2", "two 3"], sent.FindAll(one => one.StartsWith("two", StringComparison.Ordinal)).Distinct());
        Assert.All(await desk.Messages(), row => Assert.Equal(MessageState.Delivered, row.State));
    }

    [Fact]
    public async Task After_the_last_attempt_a_message_has_failed_and_the_next_one_leaves()
    {
        var mail = new Gateway(MessageChannels.Mail)
        {
            Answer = message => message.Subject == "1" ? Busy : new(MessageVerdict.Delivered, null, null),
        };
        await using var desk = await DeskHost.Start([mail], ("Messages:Attempts", "3"));
        await desk.Reachable("amy");
        await desk.Template("news", "{{ n }}", "Hello");
        var opened = await desk.Open();
        await Order(desk, opened.Key, "1");
        await Order(desk, opened.Key, "2");

        await desk.Leave();
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(mail.Given, one => one.Subject == "2");
        await desk.Engine.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["1", "1", "1", "2"], mail.Given.Select(one => one.Subject));
        var rows = await desk.Messages();
        Assert.Equal((MessageState.Failed, "The gateway is busy."), (rows[0].State, rows[0].LastError));
        Assert.Equal(MessageState.Delivered, rows[1].State);
        var line = (await desk.Show(opened.Number)).Timeline;
        Assert.Contains(line, item => item.Code == MessageCodes.Failed && item.Text.Contains("Amy Chan", StringComparison.Ordinal));
        Assert.Contains(line, item => item.Code == MessageCodes.Sent);
    }

    [Fact]
    public async Task A_message_that_is_refused_is_not_tried_again()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Refused, null, "No such mailbox.") };
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy");
        await desk.Template("news", "Hello", "Hello");

        await desk.Order(Orders.Mail("one", Addressee.User("amy")));
        await desk.Engine.Advance(TimeSpan.FromDays(1));

        Assert.Single(mail.Given);
        Assert.Equal((MessageState.Failed, "No such mailbox."), await State(desk));
    }

    [Fact]
    public async Task Without_a_driver_messages_rest_and_leave_when_the_channel_is_set_up()
    {
        var directory = DeskHost.NewDirectory();
        await using (var desk = await DeskHost.StartOn(directory, seed: true))
        {
            await desk.Reachable("amy");
            await desk.Template("news", "Hello", "Hello");
            await desk.Order(Orders.Mail("one", Addressee.User("amy")));
            await desk.Engine.Advance(TimeSpan.FromDays(2));
            var row = Assert.Single(await desk.Messages());
            Assert.Equal((MessageState.Held, HoldReasons.NotSetUp), (row.State, row.HeldFor));
        }
        var mail = new Gateway(MessageChannels.Mail);
        await using var later = await DeskHost.StartOn(directory, seed: false, [mail]);

        await later.Get<HeldMessages>().Release(Ct);
        await later.Leave();

        Assert.Single(mail.Given);
        Assert.Equal(MessageState.Delivered, (await State(later)).Item1);
    }

    [Fact]
    public async Task A_report_of_the_gateway_says_whether_it_arrived_once_and_for_all()
    {
        var sms = new Gateway(MessageChannels.Sms) { Answer = _ => new(MessageVerdict.Accepted, "gw-1", null) };
        await using var desk = await DeskHost.Start([sms]);
        await desk.Reachable("amy");
        await desk.Template("news", "Hello", "Hello");
        await desk.Order(Orders.Mail("one", Addressee.User("amy")) with { Channels = [MessageChannels.Sms] });
        await desk.Leave();
        Assert.Equal(MessageState.Accepted, (await State(desk)).Item1);

        Assert.False(await Report(desk, "gw-other", true));
        Assert.True(await Report(desk, "gw-1", false, "Phone is off."));
        Assert.True(await Report(desk, "gw-1", true));

        Assert.Equal((MessageState.Failed, "Phone is off."), await State(desk));
    }

    [Fact]
    public async Task Quiet_hours_hold_a_message_until_they_end_but_not_an_urgent_one()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy", "bob");
        await desk.Template("news", "Hello", "Hello");
        await desk.Template("alarm", "Alarm", "Alarm", isUrgent: true);
        await Prefer(
            desk,
            new()
            {
                UserName = "amy",
                QuietFrom = "22:00",
                QuietTo = "09:30",
            }
        );

        await desk.Order(Orders.Mail("one", Addressee.User("amy"), Addressee.User("bob")));
        await desk.Order(Orders.Mail("two", Addressee.User("amy")) with { Template = "alarm" });
        await desk.Leave();
        Assert.Equal(["alarm amy", "hello bob"], Sent(mail));

        await desk.Engine.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["alarm amy", "hello amy", "hello bob"], Sent(mail));
    }

    [Fact]
    public async Task Mails_are_collected_into_one_at_the_times_that_somebody_chose()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy");
        await desk.Template("news", "{{ n }}", "Text of {{ n }}");
        await Prefer(desk, new() { UserName = "amy", DigestTimes = "12:00,17:00" });
        await Order(desk, null, "first");
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        await Order(desk, null, "second");
        Assert.Empty(mail.Given);

        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var sent = Assert.Single(mail.Given);
        Assert.Equal("2 messages", sent.Subject);
        Assert.Contains("Text of first", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Text of second", sent.Text, StringComparison.Ordinal);
        var rows = await desk.Messages();
        Assert.Equal([MessageState.Sent, MessageState.Sent, MessageState.Delivered], rows.Select(row => row.State));
        Assert.Equal([rows[2].Key, rows[2].Key], rows.Take(2).Select(row => row.DigestKey!.Value));
        await desk.Engine.Advance(TimeSpan.FromDays(1));
        Assert.Single(mail.Given);
    }

    [Fact]
    public async Task A_restart_in_the_middle_sends_nothing_twice()
    {
        var directory = DeskHost.NewDirectory();
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => Busy };
        await using (var desk = await DeskHost.StartOn(directory, seed: true, [mail]))
        {
            await desk.Reachable("amy");
            await desk.Template("news", "{{ n }}", "Hello");
            var opened = await desk.Open();
            await Order(desk, opened.Key, "1");
            await Order(desk, opened.Key, "2");
            await desk.Leave();
        }
        var again = new Gateway(MessageChannels.Mail);
        await using var later = await DeskHost.StartOn(directory, seed: false, [again]);
        await later.Engine.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["1", "2"], again.Given.Select(one => one.Subject));
    }

    private static IEnumerable<string> Sent(Gateway mail) =>
        mail.Given.Select(one => $"{one.Text} {one.To[0].Address.Split('@')[0]}".ToLowerInvariant()).Order(StringComparer.Ordinal);

    private static Task Order(DeskHost desk, long? caseKey, string n) =>
        desk.Order(
            Orders.Mail(n, Addressee.User("amy")) with
            {
                CaseKey = caseKey,
                Values = new Dictionary<string, object?> { ["n"] = n },
            }
        );

    private static Task Prefer(DeskHost desk, MessagePreference preference) =>
        desk.Change(
            (db, _) =>
            {
                db.Add(preference);
                return Task.CompletedTask;
            }
        );

    private static async Task<(MessageState, string?)> State(DeskHost desk)
    {
        var row = Assert.Single(await desk.Messages());
        return (row.State, row.LastError);
    }

    private static async Task<bool> Report(DeskHost desk, string id, bool isDelivered, string? reason = null)
    {
        var known = false;
        await desk.Engine.Write<Baton.Runtime.Done>(async unit =>
        {
            known = await MessageOutcomes.Report(unit, MessageChannels.Sms, id, null, isDelivered, reason, Ct);
            return Baton.Runtime.Done.Outcome;
        });
        return known;
    }
}
