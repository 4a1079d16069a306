using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Notifications;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;
using Baton.Desk.Worklists.Consultations;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Merging;

/// <summary>One case merged into another, brought back as it was, and split.</summary>
public sealed class MergeCaseTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_merged_case_is_closed_with_a_pointer_and_what_belongs_to_it_shows_under_the_other()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        await Say(desk, "cora", from, "He called twice.");
        await Attach(desk, "cora", from, "photo.txt");
        await desk.Get<WatchCase>().Handle(await desk.User("carl"), from, watch: true, Ct);

        var merged = await Merge(desk, from, into);

        Assert.True(merged.Succeeded, merged.Problem?.ToString());
        var (old, page) = (await desk.Show(from), await desk.Show(into));
        Assert.Equal((true, "merged", into), (old.Case.IsClosed, old.Case.Status, old.Ties.MergedInto!.Number));
        Assert.Empty(old.Tasks);
        Assert.Equal(from, Assert.Single(page.Ties.Merged).Number);
        Assert.Equal(("He called twice.", from), (Assert.Single(page.Opinions).Text, page.Opinions[0].FromCase));
        Assert.Equal(("photo.txt", from), (Assert.Single(page.Attachments).FileName, page.Attachments[0].FromCase));
        Assert.Equal([null, from], page.Contacts.Select(contact => contact.FromCase).Order(StringComparer.Ordinal));
        Assert.Equal("Carl Ho 何嘉樂", Assert.Single(page.WatcherNames));
        Assert.Contains(page.Timeline, item => item.Text == $"林可欣 merged {from} into this case: The same fault.");
        Assert.Contains(old.Timeline, item => item.Text == $"林可欣 merged this case into {into}: The same fault.");
    }

    [Fact]
    public async Task The_tasks_of_a_merged_case_rest_and_cannot_be_worked_on()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        var key = (await desk.Task(from)).Key;
        var cora = await desk.User("cora");
        await Merge(desk, from, into);

        var done = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Done."), Ct);
        var reopened = await desk.Get<ReopenCase>().Handle(cora, new(from, "Again."), Ct);
        var list = await desk.Get<ShowWorklist>().Handle(cora, new("groups"), Ct);

        Assert.Equal("case-merged", done.Problem!.Code);
        Assert.Equal("case-merged", reopened.Problem!.Code);
        Assert.Equal(into, Assert.Single(list.Value.Items).CaseNumber);
    }

    [Fact]
    public async Task An_undo_brings_the_case_back_as_it_was_also_after_later_changes_to_the_other()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        var cora = await desk.User("cora");
        var key = (await desk.Task(from)).Key;
        await desk.Get<ClaimTask>().Handle(cora, new(key), Ct);
        var asked = new AskOthersRequest(key, ConsultationKind.Opinion, "What is it?")
        {
            Users = ["nina"],
            DueAt = desk.Now + TimeSpan.FromHours(2),
        };
        await desk.Get<AskOthers>().Handle(cora, asked, Ct);
        await Say(desk, "cora", from, "He called twice.");
        var before = await desk.Show(from);
        await Merge(desk, from, into);
        await Say(desk, "cora", into, "It is the mast.");
        await desk.Do("cora", into, "finish", "Mended.");
        await desk.Advance(TimeSpan.FromHours(3));

        var undone = await desk.Get<UnmergeCase>().Handle(cora, new(from, "Another mast."), Ct);

        Assert.True(undone.Succeeded, undone.Problem?.ToString());
        var after = await desk.Show(from);
        Assert.Equal((false, before.Case.Status, (TiedCase?)null), (after.Case.IsClosed, after.Case.Status, after.Ties.MergedInto));
        Assert.Equal(before.Tasks.Select(task => task.Key), after.Tasks.Select(task => task.Key));
        Assert.Equal("cora", after.Tasks[0].Assignee);
        Assert.Equal(before.Tasks[1].DueAt + TimeSpan.FromHours(3), after.Tasks[1].DueAt);
        Assert.Equal("He called twice.", Assert.Single(after.Opinions).Text);
        Assert.Equal(["It is the mast.", "Mended."], (await desk.Show(into)).Opinions.Select(opinion => opinion.Text));
        var answered = await desk.Get<CompleteTask>().Handle(await desk.User("nina"), new(after.Tasks[1].Key, null, "Mast 8."), Ct);
        Assert.True(answered.Succeeded, answered.Problem?.ToString());
        await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Mended too."), Ct);
        Assert.True((await desk.Show(from)).Case.IsClosed);
    }

    [Fact]
    public async Task What_the_process_of_a_merged_case_does_by_itself_is_kept_for_the_undo_and_tells_nobody()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        await Merge(desk, from, into);
        var unread = await desk.Get<CountUnread>().Handle(await desk.User("carl"), Ct);

        await desk.CancelProcess(from);
        var merged = await desk.Show(from);
        var told = await desk.Get<CountUnread>().Handle(await desk.User("carl"), Ct);
        await desk.Get<UnmergeCase>().Handle(await desk.User("cora"), new(from, null), Ct);

        Assert.Equal(CaseStatus.Merged, merged.Case.Status);
        Assert.Equal(unread.Value.Unread, told.Value.Unread);
        var after = await desk.Show(from);
        Assert.Equal((true, CaseStatus.Canceled), (after.Case.IsClosed, after.Case.Status));
    }

    [Fact]
    public async Task A_case_that_rested_before_it_was_merged_rests_again_after_the_undo()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        var cora = await desk.User("cora");
        await desk.Get<SuspendCase>().Handle(cora, new(from, "Away."), Ct);
        await Merge(desk, from, into);

        await desk.Get<UnmergeCase>().Handle(cora, new(from, null), Ct);

        var page = await desk.Show(from);
        Assert.Equal("Away.", page.Suspended!.Reason);
        Assert.True(Assert.Single(page.Tasks).IsSuspended);
    }

    [Fact]
    public async Task Merges_build_on_one_another_and_are_taken_back_in_any_order()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (first, second, third) = (await desk.Register(), await desk.Register(), await desk.Register());
        await Say(desk, "cora", first, "One.");
        await Say(desk, "cora", second, "Two.");
        await Merge(desk, first, second);
        await Merge(desk, second, third);
        var all = await desk.Show(third);
        var cora = await desk.User("cora");

        await desk.Get<UnmergeCase>().Handle(cora, new(second, null), Ct);

        Assert.Equal(["One.", "Two."], all.Opinions.Select(opinion => opinion.Text));
        Assert.Equal(["One.", "Two."], (await desk.Show(second)).Opinions.Select(opinion => opinion.Text));
        Assert.Empty((await desk.Show(third)).Opinions);
        await desk.Get<UnmergeCase>().Handle(cora, new(first, null), Ct);
        Assert.Equal("One.", Assert.Single((await desk.Show(first)).Opinions).Text);
        Assert.Equal("Two.", Assert.Single((await desk.Show(second)).Opinions).Text);
    }

    [Fact]
    public async Task Closed_cases_parents_of_open_ones_and_cases_that_one_may_not_read_are_not_merged()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (open, closed, parent) = (await desk.Register(), await desk.Register(), await desk.Register());
        await desk.Do("cora", closed, "finish", "Done.");
        await desk.Get<LinkChild>().Link(await desk.User("cora"), new(parent, open), Ct);

        var into = await Merge(desk, open, closed);
        var from = await Merge(desk, closed, open);
        var self = await Merge(desk, open, open);
        var nowhere = await Merge(desk, open, "WO-0");
        var family = await Merge(desk, parent, open);
        var agent = await desk.Get<MergeCase>().Handle(await desk.User("ann"), new(open, parent, null), Ct);

        Assert.Equal("case-closed", into.Problem!.Code);
        Assert.Equal("case-closed", from.Problem!.Code);
        Assert.Equal("into", Assert.Single(self.Problem!.Fields).Field);
        Assert.Equal("into", Assert.Single(nowhere.Problem!.Fields).Field);
        Assert.Equal("merge-children", family.Problem!.Code);
        Assert.Equal(RejectionKind.Forbidden, agent.Problem!.Kind);
    }

    [Fact]
    public async Task Who_reads_a_case_reads_the_attachments_of_those_merged_into_it_and_not_otherwise()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (from, into) = (await desk.Register(), await desk.Register());
        var file = await Attach(desk, "cora", from, "photo.txt");
        await desk.Dispatch(into, "network");
        var nina = await desk.User("nina");
        var before = await desk.Read(db => AttachmentRows.Find(db, nina, file, Ct));

        await Merge(desk, from, into);
        var merged = await desk.Read(db => AttachmentRows.Find(db, nina, file, Ct));
        await desk.Get<UnmergeCase>().Handle(await desk.User("cora"), new(from, null), Ct);
        var after = await desk.Read(db => AttachmentRows.Find(db, nina, file, Ct));

        Assert.Null(before);
        Assert.Equal("photo.txt", merged?.FileName);
        Assert.Null(after);
    }

    [Fact]
    public async Task A_part_is_split_off_into_a_case_that_says_where_it_came_from()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await Say(desk, "cora", number, "And the bill is wrong.");
        await Say(desk, "cora", number, "He is at home on Monday.");
        var file = await Attach(desk, "cora", number, "bill.txt");
        var note = (await desk.Show(number)).Opinions[0].Key;

        var split = await desk.Get<SplitCase>()
            .Handle(await desk.User("cora"), new(number, "The bill") { Attachments = [file], Notes = [note] }, Ct);

        Assert.True(split.Succeeded, split.Problem?.ToString());
        var (made, source) = (await desk.Show(split.Value.Number), await desk.Show(number));
        Assert.Equal((number, $"Split from case {number} “No signal at home”."), (made.Ties.SplitFrom!.Number, made.Description));
        Assert.Equal(split.Value.Number, Assert.Single(source.Ties.SplitOff).Number);
        Assert.Equal("And the bill is wrong.", Assert.Single(made.Opinions).Text);
        Assert.Equal("bill.txt", Assert.Single(made.Attachments).FileName);
        Assert.Empty(made.Contacts);
        Assert.Single(made.Tasks);
        Assert.Equal("He is at home on Monday.", Assert.Single(source.Opinions).Text);
        Assert.Empty(source.Attachments);
        Assert.Contains(
            source.Timeline,
            item => item.Code == MergeCodes.SplitOff && item.Text.Contains("with 2 of", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_split_needs_something_that_goes_and_something_that_remains()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, other) = (await desk.Register(), await desk.Register());
        var contact = Assert.Single((await desk.Show(number)).Contacts).Key;
        var foreign = Assert.Single((await desk.Show(other)).Contacts).Key;
        var (split, cora) = (desk.Get<SplitCase>(), await desk.User("cora"));

        var nothing = await split.Handle(cora, new(number, "Part"), Ct);
        var all = await split.Handle(cora, new(number, "Part") { Contacts = [contact] }, Ct);
        var strange = await split.Handle(cora, new(number, "Part") { Contacts = [foreign] }, Ct);
        var agent = await split.Handle(await desk.User("ann"), new(number, "Part") { Contacts = [contact] }, Ct);

        Assert.Equal("contacts", Assert.Single(nothing.Problem!.Fields).Field);
        Assert.Equal("split-all", all.Problem!.Code);
        Assert.Equal("contacts", Assert.Single(strange.Problem!.Fields).Field);
        Assert.Equal(RejectionKind.Forbidden, agent.Problem!.Kind);
        Assert.Equal(2, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    private static async Task<Outcome<CaseSteered>> Merge(WorkOrderDesk desk, string from, string into) =>
        await desk.Get<MergeCase>().Handle(await desk.User("cora"), new(from, into, "The same fault."), Ct);

    private static async Task Say(WorkOrderDesk desk, string by, string number, string text)
    {
        var said = await desk.Get<AddOpinion>().Handle(await desk.User(by), new(number, text), Ct);
        Assert.True(said.Succeeded, said.Problem?.ToString());
    }

    private static async Task<long> Attach(WorkOrderDesk desk, string by, string number, string name)
    {
        var request = new UploadAttachmentRequest(number, null, name)
        {
            Content = new MemoryStream(Encoding.UTF8.GetBytes("text of " + name)),
        };
        var attached = await desk.Get<UploadAttachment>().Handle(await desk.User(by), request, Ct);
        Assert.True(attached.Succeeded, attached.Problem?.ToString());
        return attached.Value.Key;
    }
}
