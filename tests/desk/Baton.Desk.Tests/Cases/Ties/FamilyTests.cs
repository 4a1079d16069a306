using Baton.Desk.Cases;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Tests.Packs;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Ties;

/// <summary>Parents and children of cases, and what closing one of them means for the others.</summary>
public sealed class FamilyTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_case_becomes_the_child_of_another_and_both_show_it_until_it_is_unlinked()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);
        var shown = ((await desk.Show(parent)).Ties, (await desk.Show(child)).Ties);

        var unlinked = await desk.Get<LinkChild>().Unlink(await desk.User("cora"), new(parent, child), Ct);

        Assert.Equal(child, Assert.Single(shown.Item1.Children).Number);
        Assert.Equal((parent, false), (shown.Item2.Parent!.Number, shown.Item2.Parent.IsClosed));
        Assert.True(unlinked.Succeeded, unlinked.Problem?.ToString());
        var (after, alone) = (await desk.Show(parent), await desk.Show(child));
        Assert.Empty(after.Ties.Children);
        Assert.Null(alone.Ties.Parent);
        Assert.Contains(after.Timeline, item => item.Text == $"林可欣 linked {child} as a child of this case.");
        Assert.Contains(alone.Timeline, item => item.Text == $"林可欣 unlinked this case from {parent}.");
    }

    [Fact]
    public async Task Families_have_one_parent_no_circles_and_a_hundred_children()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (top, middle) = await Pair(desk);
        var (other, leaf) = (await desk.Register(), await desk.Register());
        await Link(desk, middle, leaf);

        var self = await Link(desk, top, top);
        var circle = await Link(desk, leaf, top);
        var second = await Link(desk, other, middle);
        var again = await Link(desk, top, middle);
        await desk.Write(db =>
            db.Cases.Where(row => row.Number == leaf).ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentKey, (long?)null), Ct)
        );
        var model = await desk.Read(db => db.Cases.AsNoTracking().SingleAsync(row => row.Number == leaf, Ct));
        var key = await desk.Read(db => db.Cases.Where(row => row.Number == other).Select(row => row.Key).SingleAsync(Ct));
        await desk.Write(async db =>
        {
            for (var index = 0; index < CaseFamily.MaxChildren; index++)
                db.Cases.Add(Copy(model, 1000 + index, key));
            return await db.SaveChangesAsync(Ct);
        });
        var full = await Link(desk, other, leaf);

        Assert.Equal("tie-circle", self.Problem!.Code);
        Assert.Equal("tie-circle", circle.Problem!.Code);
        Assert.Equal("has-parent", second.Problem!.Code);
        Assert.True(again.Succeeded);
        Assert.Equal("too-many-children", full.Problem!.Code);
    }

    [Fact]
    public async Task A_parent_does_not_close_while_a_child_is_open()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);

        var finished = await desk.Try("cora", parent, "finish", "Done.");
        var aborted = await desk.Get<AbortCase>().Handle(await desk.User("cora"), new(parent, "Gone."), Ct);
        var page = await desk.Show(parent);
        await desk.Do("cora", child, "finish", "Done.");
        await desk.Do("cora", parent, "finish", "Done.");

        Assert.Equal("children-open", finished.Problem!.Code);
        Assert.Contains("1 of its child cases", finished.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal("children-open", aborted.Problem!.Code);
        Assert.Equal((false, 1, (DateTimeOffset?)null), (page.Case.IsClosed, page.Tasks.Count, page.Ties.WaitsForChildrenSince));
        Assert.Empty(page.Opinions);
        Assert.True((await desk.Show(parent)).Case.IsClosed);
    }

    [Fact]
    public async Task A_parent_whose_process_ends_by_itself_waits_and_closes_with_the_last_child()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);
        var second = await desk.Register();
        await Link(desk, parent, second);

        await desk.CancelProcess(parent);
        var waiting = await desk.Show(parent);
        var refused = await desk.Get<AbortCase>().Handle(await desk.User("cora"), new(parent, "Gone."), Ct);
        await desk.Do("cora", child, "finish", "Done.");
        var half = await desk.Show(parent);
        await desk.Get<LinkChild>().Unlink(await desk.User("cora"), new(parent, second), Ct);

        Assert.False(waiting.Case.IsClosed);
        Assert.NotNull(waiting.Ties.WaitsForChildrenSince);
        Assert.Equal("children-open", refused.Problem!.Code);
        Assert.False(half.Case.IsClosed);
        var closed = await desk.Show(parent);
        Assert.True(closed.Case.IsClosed);
        Assert.Null(closed.Ties.WaitsForChildrenSince);
        Assert.False((await desk.Show(second)).Case.IsClosed);
    }

    [Fact]
    public async Task Closing_a_parent_closes_all_below_it_where_its_rule_says_so()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);
        var grandchild = await desk.Register();
        await Link(desk, child, grandchild);
        await desk.Get<SuspendCase>().Handle(await desk.User("cora"), new(child, "Rests."), Ct);
        var ruled = await desk.Get<ChooseClosingRule>().Handle(await desk.User("cora"), new(parent, ClosingRule.CloseChildren), Ct);

        await desk.Do("cora", parent, "finish", "Done.");

        Assert.True(ruled.Succeeded, ruled.Problem?.ToString());
        foreach (var number in new[] { parent, child, grandchild })
        {
            var page = await desk.Show(number);
            Assert.True(page.Case.IsClosed, number);
            Assert.Empty(page.Tasks);
        }
        var below = await desk.Show(child);
        Assert.Equal(CaseStatus.Canceled, below.Case.Status);
        Assert.Contains(below.Timeline, item => item.Text == $"Closed because its parent {parent} was closed.");
        Assert.Null(below.Suspended);
    }

    [Fact]
    public async Task A_waiting_parent_takes_its_children_along_once_its_rule_says_so()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);
        await desk.CancelProcess(parent);

        await desk.Get<ChooseClosingRule>().Handle(await desk.User("cora"), new(parent, ClosingRule.CloseChildren), Ct);

        Assert.True((await desk.Show(child)).Case.IsClosed);
        Assert.True((await desk.Show(parent)).Case.IsClosed);
    }

    [Fact]
    public async Task A_child_is_opened_for_the_same_customer_with_the_chosen_fields()
    {
        await using var desk = await WorkOrderDesk.Open();
        var parent = await desk.Register("ann", request => request with { Description = "Since Monday." });
        var ann = await desk.User("ann");
        var request = new OpenChildRequest(parent, "wo-fault", "The neighbour too") { Copy = ["description", "form"] };

        var opened = await desk.Get<OpenChild>()
            .Handle(
                ann,
                request with
                {
                    Description = "Flat 4.",
                    Form = new() { ["serviceNumber"] = "13800138001" },
                },
                Ct
            );
        var bare = await desk.Get<OpenChild>().Handle(ann, request with { Copy = [] }, Ct);
        var odd = await desk.Get<OpenChild>().Handle(ann, request with { Copy = ["salary"] }, Ct);
        var stranger = await desk.Get<OpenChild>().Handle(await desk.User("nina"), request, Ct);

        Assert.True(opened.Succeeded, opened.Problem?.ToString());
        var page = await desk.Show(opened.Value.Number);
        Assert.Equal((parent, "Flat 4.\n\nSince Monday."), (page.Ties.Parent!.Number, page.Description));
        Assert.Equal("13800138001", (string?)page.FormData["serviceNumber"]);
        Assert.Equal("12 Harbour Road", (string?)page.FormData["faultPlace"]);
        Assert.Equal((await desk.Show(parent)).Customer!.Key, page.Customer!.Key);
        Assert.Contains(bare.Problem!.Fields, field => field.Field == "form.faultPlace");
        Assert.Equal("copy", Assert.Single(odd.Problem!.Fields).Field);
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
    }

    [Fact]
    public async Task Tied_cases_that_the_reader_may_not_read_are_only_counted()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (parent, child) = await Pair(desk);
        await desk.Dispatch(parent, "network");

        var ninas = await desk.Show(parent, "nina");
        var link = await desk.Get<LinkChild>().Link(await desk.User("nina"), new(parent, child), Ct);

        Assert.Empty(ninas.Ties.Children);
        Assert.Equal((1, false), (ninas.Ties.Hidden, ninas.Ties.MayTie));
        Assert.Equal(RejectionKind.Forbidden, link.Problem!.Kind);
    }

    private static async Task<(string Parent, string Child)> Pair(WorkOrderDesk desk)
    {
        var (parent, child) = (await desk.Register(), await desk.Register());
        var linked = await Link(desk, parent, child);
        Assert.True(linked.Succeeded, linked.Problem?.ToString());
        return (parent, child);
    }

    private static async Task<Outcome<Done>> Link(WorkOrderDesk desk, string parent, string child) =>
        await desk.Get<LinkChild>().Link(await desk.User("cora"), new(parent, child), Ct);

    private static Case Copy(Case model, long key, long parent) =>
        new()
        {
            Key = key,
            Number = $"X-{key}",
            TypeCode = model.TypeCode,
            Subject = model.Subject,
            Description = model.Description,
            CustomerName = model.CustomerName,
            Channel = model.Channel,
            OpenedBy = model.OpenedBy,
            Status = model.Status,
            FormData = model.FormData,
            SearchText = model.SearchText,
            ParentKey = parent,
        };
}
