using Baton.Desk.Cases.Presence;
using Baton.Desk.Storage;

namespace Baton.Desk.Tests.Cases;

public sealed class PresenceTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Whoever_has_the_case_open_is_seen_by_others_and_not_by_himself()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var presence = desk.Get<CasePresence>();
        using var amy = presence.Enter(opened.Key, await desk.User("amy"));
        using var again = presence.Enter(opened.Key, await desk.User("amy"));
        using var elsewhere = presence.Enter(opened.Key + 1, await desk.User("bob"));

        Assert.Equal([new("amy", "Amy Chan 陳", false)], await presence.Others(opened.Key, "uma", Ct));
        Assert.Empty(await presence.Others(opened.Key, "amy", Ct));
        again.Edit(true);
        Assert.True(Assert.Single(await presence.Others(opened.Key, "uma", Ct)).IsEditing);
        again.Dispose();
        Assert.False(Assert.Single(await presence.Others(opened.Key, "uma", Ct)).IsEditing);
        amy.Dispose();
        Assert.Empty(await presence.Others(opened.Key, "uma", Ct));
    }

    [Fact]
    public async Task Screens_hear_of_each_coming_editing_and_going()
    {
        await using var desk = await DeskHost.Start();
        var presence = desk.Get<CasePresence>();
        var heard = 0;
        using var subscription = desk.Get<DeskChanges>().Subscribe(CasePresence.Topic(7), _ => heard++);

        using (var stay = presence.Enter(7, await desk.User("amy")))
        {
            stay.Edit(true);
            stay.Edit(true);
        }

        Assert.Equal(3, heard);
    }

    [Fact]
    public async Task Another_server_tells_and_one_that_stopped_is_forgotten()
    {
        await using var desk = await DeskHost.Start();
        desk.Get<DeskChanges>().Connect(desk.Runtime);
        using var presence = new CasePresence(desk.Get<DeskChanges>(), desk.Get<DeskReader>(), desk.Runtime.Clock);

        desk.Runtime.Told!([new PresenceNews("other-1", 7, "bob", PresenceState.Editing, default).Write(), "presence:7"]);
        desk.Runtime.Told!([new PresenceNews("other-2", 7, "uma", PresenceState.There, default).Write()]);
        Assert.Equal(["Bob Lee", "Uma Wong"], (await presence.Others(7, "amy", Ct)).Select(one => one.DisplayName));
        desk.Runtime.Told!([new PresenceNews("other-2", 7, "uma", PresenceState.Gone, default).Write(), "presence-of|nonsense"]);
        Assert.Equal(new Visitor("bob", "Bob Lee", true), Assert.Single(await presence.Others(7, "amy", Ct)));
        await desk.Engine.Advance(CasePresence.Forgotten);
        Assert.Empty(await presence.Others(7, "amy", Ct));
    }

    [Fact]
    public async Task Only_who_may_read_the_case_learns_who_is_there()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(by: "amy");
        using var stay = desk.Get<CasePresence>().Enter(opened.Key, await desk.User("amy"));

        Assert.Single((await desk.Get<ShowPresence>().Handle(await desk.User("carl"), opened.Number, Ct)).Value);
        Assert.Equal("not-found", (await desk.Get<ShowPresence>().Handle(await desk.User("bob"), opened.Number, Ct)).Problem!.Code);
    }
}
