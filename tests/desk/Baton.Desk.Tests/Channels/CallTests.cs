using Baton.Desk.Channels.Telephony;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Tests.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Channels;

/// <summary>What an exchange says about calls, and what people make of them.</summary>
public sealed class CallTests
{
    private const string Known = Arrivals.KnownNumber;

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public void A_call_stands_where_its_events_say_in_whatever_order_they_come()
    {
        CallEvent[] events =
        [
            new(CallEvents.Ringing, At(0))
            {
                From = "1",
                To = "2",
                Extension = "701",
            },
            new(CallEvents.Answered, At(5)) { Extension = "701" },
            new(CallEvents.Transferred, At(60)) { Extension = "702" },
            new(CallEvents.Ended, At(95)),
            new(CallEvents.Recording, At(100)) { Recording = "https://exchange.example/1" },
        ];

        var state = CallState.Of(events);

        Assert.Equal(
            ("ended", "702", At(0), At(5), At(95)),
            (state.Phase, state.Extension, state.StartedAt, state.AnsweredAt, state.EndedAt)
        );
        Assert.Equal("https://exchange.example/1", state.Recording);
        Assert.Equal(state, CallState.Of(events.Reverse()));
        Assert.Equal(state, CallState.Of([.. events, .. events]));
        Assert.Equal("missed", CallState.Of([events[3], events[0]]).Phase);
        Assert.Equal("ended", CallState.Of([events[3], events[0] with { IsOutbound = true }]).Phase);
        Assert.Equal("answered", CallState.Of([events[1], events[0]]).Phase);

        static DateTimeOffset At(int seconds) => DeskHost.Morning.AddSeconds(seconds);
    }

    [Fact]
    public async Task A_call_comes_up_for_whoever_sits_at_the_phone_with_the_customer_and_follows_a_transfer()
    {
        await using var desk = await Start();
        await Say(desk, "c1", CallEvents.Ringing, one => one with { Extension = "701" });

        var live = Assert.Single(await Live(desk, "iris"));
        Assert.Equal((Known, "ringing"), (live.Row.Number, live.Row.Phase));
        Assert.NotNull(live.Customer);
        Assert.Empty(await Live(desk, "ines"));

        await Say(desk, "c1", CallEvents.Transferred, one => one with { Extension = "702" });
        Assert.Empty(await Live(desk, "iris"));
        Assert.Equal("answered", Assert.Single(await Live(desk, "ines")).Row.Phase);
        await Say(desk, "c1", CallEvents.Ended);
        Assert.Empty(await Live(desk, "ines"));
        Assert.Equal(1, await desk.Read(db => db.Set<Call>().CountAsync(Ct)));
    }

    [Fact]
    public async Task Events_of_a_call_that_come_at_the_same_moment_are_all_taken()
    {
        await using var desk = await Start();
        string[] events = [CallEvents.Ringing, CallEvents.Answered, CallEvents.Ended];
        await Task.WhenAll(
            from call in Enumerable.Range(0, 20)
            from said in events
            select Task.Run(() => Say(desk, $"c{call}", said, one => one with { Extension = "701" }), Ct)
        );

        var calls = await desk.Read(db => db.Set<Call>().ToListAsync(Ct));
        Assert.Equal(20, calls.Count);
        Assert.All(calls, call => Assert.Equal((CallEvents.Ended, 3), (call.Phase, call.EventList().Count)));
    }

    [Fact]
    public async Task A_call_to_a_queue_comes_up_for_its_department_until_somebody_answers()
    {
        await using var desk = await Start();
        await desk.Change(
            (db, _) =>
            {
                db.DepartmentMembers.Add(new() { DepartmentCode = "cs-1", UserName = "iris" });
                return Task.CompletedTask;
            }
        );

        await Say(desk, "c1", CallEvents.Ringing, one => one with { To = "8000" });
        Assert.Single(await Live(desk, "iris"));
        Assert.Empty(await Live(desk, "ines"));
        await Say(desk, "c1", CallEvents.Answered, one => one with { Extension = "702" });
        Assert.Empty(await Live(desk, "iris"));
        Assert.Single(await Live(desk, "ines"));
    }

    [Fact]
    public async Task A_call_is_added_to_a_case_whose_time_line_tells_how_long_it_was()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        await Say(desk, "c1", CallEvents.Ringing, one => one with { Extension = "701" });
        await Say(desk, "c1", CallEvents.Answered, one => one with { Extension = "701" });
        var key = Assert.Single(await Live(desk, "iris")).Row.Key;
        var stranger = await desk.Get<TakeUpCall>().Handle(await desk.User("ines"), key, Ct);

        var taken = await desk.Get<TakeUpCall>().Handle(await desk.User("iris"), key, Ct);
        Assert.True(taken.Succeeded, taken.Problem?.ToString());
        Assert.Empty(await Live(desk, "iris"));
        var joined = await desk.Get<JoinIncoming>().Handle(await desk.User("iris"), taken.Value.ContactKey, new(opened.Number), Ct);
        Assert.True(joined.Succeeded, joined.Problem?.ToString());
        await desk.Engine.Advance(TimeSpan.FromSeconds(83));
        await Say(desk, "c1", CallEvents.Ended);
        await Say(desk, "c1", CallEvents.Ended);

        Assert.Equal("not-found", stranger.Problem?.Code);
        var page = await desk.Show(opened.Number);
        Assert.Contains("length 1:23", Assert.Single(page.Timeline, item => item.Code == "call-ended").Text, StringComparison.Ordinal);
        var log = await desk.Get<ListCalls>().Handle(await desk.User("iris"), null, null, null, Ct);
        Assert.Equal((opened.Number, "1:23"), (Assert.Single(log.Value.Items).CaseNumber, log.Value.Items[0].Length));
        Assert.Empty((await desk.Get<ListCalls>().Handle(await desk.User("ines"), null, null, null, Ct)).Value.Items);
        Assert.Equal("forbidden", (await desk.Get<ListCalls>().Handle(await desk.User("amy"), null, null, null, Ct)).Problem?.Code);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task A_missed_call_waits_in_the_inbox_once_where_that_is_wanted(string wanted, int waiting)
    {
        await using var desk = await Start(("Telephony:MissedToInbox", wanted));

        await Say(desk, "c1", CallEvents.Missed, one => one with { Extension = "701" });
        await Say(desk, "c1", CallEvents.Ringing, one => one with { At = one.At.AddSeconds(-20) });
        await Say(desk, "c1", CallEvents.Ended);

        var rows = (await desk.Inbox("iris")).Items;
        Assert.Equal(waiting, rows.Count);
        Assert.All(rows, row => Assert.Equal(("phone", Known), (row.Channel, row.From)));
        var log = await desk.Get<ListCalls>().Handle(await desk.User("iris"), "missed", null, null, Ct);
        Assert.Single(log.Value.Items);
    }

    [Fact]
    public async Task A_phone_belongs_to_one_person_and_a_withheld_number_to_nobody()
    {
        await using var desk = await Start();
        var mine = desk.Get<MyExtension>();

        var second = await mine.Set(await desk.User("ines"), new("701"), Ct);
        await mine.Set(await desk.User("iris"), new(" "), Ct);
        var free = await mine.Set(await desk.User("ines"), new("701"), Ct);
        await Say(desk, "c1", CallEvents.Ringing, one => one with { From = null, Extension = "701" });

        Assert.Equal("extension-taken", second.Problem?.Code);
        Assert.Equal("701", free.Value.Extension);
        Assert.Null((await mine.Show(await desk.User("iris"), Ct)).Value.Extension);
        var live = Assert.Single(await Live(desk, "ines"));
        Assert.Equal((null, null), (live.Row.Number, live.Customer));
    }

    private static async Task<DeskHost> Start(params (string Key, string Value)[] settings)
    {
        var desk = await DeskHost.Start([("Telephony:Token", "a-secret-of-the-exchange"), ("Telephony:Queues:8000", "cs-1"), .. settings]);
        foreach (var (name, phone) in new[] { ("iris", "701"), ("ines", "702") })
        {
            await desk.AddInboxAgent(name);
            var set = await desk.Get<MyExtension>().Set(await desk.User(name), new(phone), Ct);
            Assert.True(set.Succeeded, set.Problem?.ToString());
        }
        return desk;
    }

    private static async Task Say(DeskHost desk, string call, string name, Func<CallEvent, CallEvent>? change = null)
    {
        var said = new CallEvent(name, desk.Now) { From = Known, IsOutbound = false };
        var taken = await desk.Get<TakeCall>().Handle(call, change is null ? said : change(said), hasTime: true, Ct);
        Assert.True(taken.Succeeded, taken.Problem?.ToString());
    }

    private static async Task<IReadOnlyList<LiveCall>> Live(DeskHost desk, string name) =>
        await desk.Get<ListCalls>().Live(await desk.User(name, Languages.English), Ct);
}
