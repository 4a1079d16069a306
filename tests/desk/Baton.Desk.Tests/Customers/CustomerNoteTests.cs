using Baton.Desk.Customers.Notes;
using Baton.Desk.Http;
using Baton.Engine;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerNoteTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_note_holds_from_its_beginning_to_its_end()
    {
        await using var desk = await DeskHost.Start();
        var from = desk.Now + TimeSpan.FromHours(1);
        var note = await Write(desk, new("Speaks Cantonese only", 2, from, from + TimeSpan.FromHours(1)));

        Assert.Equal(NoteStates.Planned, note.State);
        Assert.Empty(await Active(desk));
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(NoteStates.Active, Assert.Single(await Active(desk)).State);
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await Active(desk));
        Assert.Equal(NoteStates.Expired, Assert.Single(await All(desk)).State);
    }

    [Fact]
    public async Task The_urgent_notes_that_hold_now_come_first()
    {
        await using var desk = await DeskHost.Start();
        await Write(desk, new("Later", 1, desk.Now + TimeSpan.FromDays(1)));
        await Write(desk, new("Low", 4));
        await Write(desk, new("Urgent", 1));
        await Write(desk, new("Urgent and newer", 1));

        Assert.Equal(["Urgent and newer", "Urgent", "Low", "Later"], (await All(desk)).Select(note => note.Text));
    }

    [Fact]
    public async Task A_dismissed_note_is_out_of_the_way_for_one_user_until_he_calls_it_up_or_it_changes()
    {
        await using var desk = await DeskHost.Start();
        var (amy, bob) = (await desk.User("amy"), await desk.User("bob"));
        var note = await Write(desk, new("Do not promise a date"));

        await desk.Get<DismissNote>().Handle(bob, note.Key, isDismissed: true, Ct);
        await desk.Get<DismissNote>().Handle(bob, note.Key, isDismissed: true, Ct);
        var (ofBob, ofAmy) = (await Dismissed(desk, bob), await Dismissed(desk, amy));
        await desk.Get<DismissNote>().Handle(bob, note.Key, isDismissed: false, Ct);
        var calledUp = await Dismissed(desk, bob);
        await desk.Get<DismissNote>().Handle(bob, note.Key, isDismissed: true, Ct);
        await desk.Get<SaveNote>().Update(amy, note.Key, new("Promise Friday", Version: note.Version), Ct);

        Assert.Equal((true, false, false), (ofBob, ofAmy, calledUp));
        Assert.False(await Dismissed(desk, bob));
        Assert.Equal("not-found", (await desk.Get<DismissNote>().Handle(bob, 1, isDismissed: true, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Its_author_and_who_reads_all_cases_may_change_a_note()
    {
        await using var desk = await DeskHost.Start();
        var note = await Write(desk, new("By amy"));
        var change = new SaveNoteRequest("Changed", Version: note.Version);

        var byBob = await desk.Get<SaveNote>().Update(await desk.User("bob"), note.Key, change, Ct);
        var byCarl = await desk.Get<SaveNote>().Update(await desk.User("carl"), note.Key, change, Ct);
        var late = await desk.Get<SaveNote>().Update(await desk.User("amy"), note.Key, change, Ct);
        var deleted = await desk.Get<SaveNote>().Delete(await desk.User("amy"), note.Key, byCarl.Value.Version, Ct);
        var again = await desk.Get<SaveNote>().Delete(await desk.User("amy"), note.Key, null, Ct);

        Assert.Equal(RejectionKind.Forbidden, byBob.Problem!.Kind);
        Assert.Equal(("Changed", "amy"), (byCarl.Value.Text, byCarl.Value.WrittenBy));
        Assert.Equal(Answer.VersionMismatch, late.Problem!.Code);
        Assert.True(deleted.Succeeded);
        Assert.Equal(RejectionKind.NotFound, again.Problem!.Kind);
        Assert.Empty(await All(desk));
    }

    [Fact]
    public async Task Each_wrong_field_of_a_note_is_named()
    {
        await using var desk = await DeskHost.Start();
        var request = new SaveNoteRequest(" ", 5, desk.Now, desk.Now);

        var outcome = await desk.Get<SaveNote>().Create(await desk.User("amy"), await desk.CustomerKey("C-1"), request, Ct);
        var unknown = await desk.Get<SaveNote>().Create(await desk.User("amy"), 1, new("x"), Ct);
        var refused = await desk.Get<SaveNote>().Create(await desk.User("rita"), await desk.CustomerKey("C-1"), new("x"), Ct);

        Assert.Equal(["text", "priority", "effectiveUntil"], outcome.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(RejectionKind.NotFound, unknown.Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, refused.Problem!.Kind);
    }

    private static async Task<CustomerNoteView> Write(DeskHost desk, SaveNoteRequest request)
    {
        var outcome = await desk.Get<SaveNote>().Create(await desk.User("amy"), await desk.CustomerKey("C-1"), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<bool> Dismissed(DeskHost desk, DeskUser user) =>
        Assert.Single((await desk.Get<ListNotes>().Handle(user, new(await desk.CustomerKey("C-1")), Ct)).Value).IsDismissed;

    private static async Task<IReadOnlyList<CustomerNoteView>> Active(DeskHost desk) =>
        (await desk.Get<ListNotes>().Handle(await desk.User("bob"), new(await desk.CustomerKey("C-1"), ActiveOnly: true), Ct)).Value;

    private static async Task<IReadOnlyList<CustomerNoteView>> All(DeskHost desk) =>
        (await desk.Get<ListNotes>().Handle(await desk.User("bob"), new(await desk.CustomerKey("C-1")), Ct)).Value;
}
