using Baton.Desk.Cases;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Worklists;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>What is written on a case beside its steps, and whom it reaches.</summary>
public sealed class NoteTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_note_shows_on_the_case_with_its_lines_and_stands_on_the_time_line()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var written = await Write(desk, "amy", opened.Number, "  Called back.\r\nNobody there. ");
        await Write(desk, "amy", opened.Number, "We are on it.", NoteKind.ForCustomer);

        Assert.True(written.Succeeded, written.Problem?.ToString());
        var page = await desk.Show(opened.Number);
        Assert.Equal(
            [("Called back.\nNobody there.", NoteKind.Internal), ("We are on it.", NoteKind.ForCustomer)],
            page.Notes.Select(note => (note.Text, note.Kind))
        );
        Assert.All(page.Notes, note => Assert.Equal("Amy Chan 陳", note.AuthorName));
        Assert.Equal(
            [NoteCodes.Written, NoteCodes.WrittenForCustomer],
            page.Timeline.Select(item => item.Code).Where(code => code.StartsWith("note", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_customer_reads_what_is_for_him_and_nothing_else()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await Write(desk, "amy", opened.Number, "He shouts.");
        await Write(desk, "amy", opened.Number, "We are on it.", NoteKind.ForCustomer);

        var read = await desk.Read(db => CaseNotes.ForCustomer(db, opened.Key, Ct));

        Assert.Equal("We are on it.", Assert.Single(read).Text);
    }

    [Fact]
    public async Task Who_is_mentioned_is_told_and_finds_the_case_among_those_that_mention_him()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Open("Other");

        var written = await Write(desk, "amy", opened.Number, "Please look, @uma, and @CARL请看. Mail: x@cora.example");

        Assert.True(written.Succeeded, written.Problem?.ToString());
        Assert.Equal(["Carl Ho", "Uma Wong"], Assert.Single((await desk.Show(opened.Number)).Notes).MentionedNames);
        var told = (await desk.Get<ListNotifications>().Handle(await desk.User("uma"), new(), Ct)).Value.Items;
        var notice = Assert.Single(told, one => one.Code == Notifier.Mentioned);
        Assert.Equal((opened.Number, $"Amy Chan 陳 mentions you: case {opened.Number} “Move my line”"), (notice.CaseNumber, notice.Text));
        Assert.Equal([opened.Number], await Found(desk, "carl", new() { Following = Followed.Mentioned }));
        Assert.Empty(await Found(desk, "cora", new() { Following = Followed.Mentioned }));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("nobody")]
    [InlineData("adam")]
    public async Task Who_may_not_read_the_case_is_refused_like_somebody_who_does_not_exist(string name)
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var refused = await Write(desk, "amy", opened.Number, $"Dear @{name}, look");

        Assert.Equal(
            $"“@{name}” cannot be mentioned: no colleague of that name may read this case. Choose somebody from the list, or write the name without @.",
            Assert.Single(refused.Problem!.Fields).Message
        );
        Assert.Empty((await desk.Show(opened.Number)).Notes);
    }

    [Fact]
    public async Task A_text_for_the_customer_mentions_nobody()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var written = await Write(desk, "amy", opened.Number, "Write to us: @uma or @nobody", NoteKind.ForCustomer);

        Assert.True(written.Succeeded);
        Assert.Empty(Assert.Single((await desk.Show(opened.Number)).Notes).MentionedNames);
    }

    [Fact]
    public async Task Only_those_who_may_read_the_case_are_offered_and_only_to_those_who_may_read_it()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        Assert.Equal(["carl", "cora", "rita", "uma"], await Offered(desk, "amy", opened.Number, null));
        Assert.Equal(["uma"], await Offered(desk, "amy", opened.Number, "WONG"));
        Assert.Empty(await Offered(desk, "amy", opened.Number, "bob"));
        var stranger = await desk.Get<FindMentionable>().Handle(await desk.User("bob"), opened.Number, null, Ct);
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
    }

    [Fact]
    public async Task The_readers_of_a_case_are_those_whom_the_guard_lets_read_it()
    {
        await using var desk = await DeskHost.Start();
        var cases = new List<string> { (await desk.Open(by: "amy")).Number, (await desk.Open(by: "bob")).Number };
        var task = Assert.Single((await desk.Show(cases[0])).Tasks).Key;
        Assert.Null((await desk.Get<TransferTask>().Handle(await desk.User("uma"), new(task, "fay", null, "Please."), Ct)).Problem);
        var absence = new SaveDeputyRequest("fay", "ulf", desk.Now, desk.Now.AddDays(1));
        Assert.Null((await desk.Get<SaveDeputy>().Handle(await desk.User("fay"), absence, Ct)).Problem);
        cases.Add((await desk.Open(by: "bob", change: request => request with { Department = "cs-1", UnitManager = "carl" })).Number);

        foreach (var number in cases)
        {
            var allowed = new List<string>();
            foreach (var name in await desk.Read(db => db.Users.Select(user => user.UserName).ToListAsync(Ct)))
            {
                var person = await desk.User(name);
                if (await desk.Read(db => CaseGuard.Find(db, person, number, Ct)) is not null)
                    allowed.Add(name);
            }
            var readers = await desk.Read(async db =>
                await (await CaseReaders.Of(db, await db.Cases.SingleAsync(row => row.Number == number, Ct), Ct))
                    .Select(user => user.UserName)
                    .ToListAsync(Ct)
            );
            Assert.Equal(allowed.Order(StringComparer.Ordinal), readers.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_note_is_corrected_for_ten_minutes_and_what_it_said_stays()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = (await Write(desk, "amy", opened.Number, "Ask @uma")).Value.Key;

        await desk.Engine.Advance(TimeSpan.FromMinutes(10));
        var corrected = await Correct(desk, "amy", opened.Number, key, "Ask @carl");
        var note = Assert.Single((await desk.Show(opened.Number, "amy")).Notes);
        await desk.Engine.Advance(TimeSpan.FromSeconds(1));
        var late = await Correct(desk, "amy", opened.Number, key, "Ask nobody");

        Assert.True(corrected.Succeeded, corrected.Problem?.ToString());
        Assert.Equal(("Ask @carl", "Ask @uma", true), (note.Text, Assert.Single(note.Earlier).Text, note.MayCorrect));
        Assert.Equal("note-too-old", late.Problem!.Code);
        Assert.False(Assert.Single((await desk.Show(opened.Number, "amy")).Notes).MayCorrect);
        Assert.Empty(await Found(desk, "uma", new() { Following = Followed.Mentioned }));
        Assert.Equal([opened.Number], await Found(desk, "carl", new() { Following = Followed.Mentioned }));
    }

    [Fact]
    public async Task Nobody_corrects_the_note_of_somebody_else_nor_writes_where_he_may_not_read()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = (await Write(desk, "amy", opened.Number, "Mine")).Value.Key;

        Assert.Equal("note-of-another", (await Correct(desk, "carl", opened.Number, key, "His")).Problem!.Code);
        Assert.Equal("not-found", (await Correct(desk, "amy", opened.Number, key + 1, "None")).Problem!.Code);
        Assert.Equal(RejectionKind.NotFound, (await Write(desk, "bob", opened.Number, "Hello")).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Write(desk, "rita", opened.Number, "Hello")).Problem!.Kind);
        Assert.Equal("text", Assert.Single((await Write(desk, "amy", opened.Number, new string('x', 10_001))).Problem!.Fields).Field);
        Assert.Equal("text", Assert.Single((await Write(desk, "amy", opened.Number, " \n ")).Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_case_is_found_by_its_notes_also_after_it_was_edited()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = (await Write(desk, "amy", opened.Number, "The landlord 房东不同意")).Value.Key;

        Assert.Equal([opened.Number], await Found(desk, "carl", new() { Text = "landlord 房东" }));
        Assert.Empty(await Found(desk, "bob", new() { Text = "landlord" }));

        var page = await desk.Show(opened.Number, "amy");
        var edited = await desk.Get<EditCase>()
            .Handle(await desk.User("amy"), opened.Number, new("New subject") { Version = page.Version }, Ct);
        Assert.True(edited.Succeeded, edited.Problem?.ToString());
        Assert.Equal([opened.Number], await Found(desk, "carl", new() { Text = "subject landlord" }));

        await Correct(desk, "amy", opened.Number, key, "The neighbour");
        Assert.Empty(await Found(desk, "carl", new() { Text = "landlord" }));
        Assert.Equal([opened.Number], await Found(desk, "carl", new() { Text = "neighbour" }));
    }

    [Fact]
    public async Task Notes_go_into_the_archive_are_freed_of_a_customers_words_and_go_with_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = (await Write(desk, "amy", opened.Number, "Mr Secret, says @uma")).Value.Key;
        await Correct(desk, "amy", opened.Number, key, "Mr Secret calls");
        var belongings = new CaseNoteBelongings();

        var archived = await desk.Read(db => belongings.Read(db, opened.Key));
        await desk.Change(
            (db, _) =>
                belongings.Forget(db, [opened.Key], new("…", text => text.Replace("Secret", "…", StringComparison.Ordinal), false, "adam"))
        );
        var note = Assert.Single((await desk.Show(opened.Number)).Notes);
        await desk.Change((db, _) => belongings.Delete(db, [opened.Key]));

        Assert.Contains("Mr Secret calls", archived.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("Mr … calls", "Mr …, says @uma"), (note.Text, Assert.Single(note.Earlier).Text));
        Assert.Empty((await desk.Show(opened.Number)).Notes);
    }

    private static async Task<Outcome<NoteWritten>> Write(
        DeskHost desk,
        string user,
        string number,
        string text,
        NoteKind kind = NoteKind.Internal
    ) => await desk.Get<WriteNote>().Handle(await desk.User(user), new(number, text, kind), Ct);

    private static async Task<Outcome<Done>> Correct(DeskHost desk, string user, string number, long key, string text) =>
        await desk.Get<CorrectNote>().Handle(await desk.User(user), new(number, key, text), Ct);

    private static async Task<IReadOnlyList<string>> Offered(DeskHost desk, string user, string number, string? search)
    {
        var outcome = await desk.Get<FindMentionable>().Handle(await desk.User(user), number, search, Ct);
        return [.. outcome.Value.Select(one => one.UserName)];
    }

    private static async Task<List<string>> Found(DeskHost desk, string user, SearchCasesRequest request) =>
        [.. (await desk.Get<SearchCases>().Handle(await desk.User(user), request, Ct)).Value.Items.Select(row => row.Number)];
}
