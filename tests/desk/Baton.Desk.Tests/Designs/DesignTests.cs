using Baton.Desk.Designs;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using static Baton.Desk.Tests.DeskHost;

namespace Baton.Desk.Tests.Designs;

public sealed class DesignTests
{
    [Theory]
    [InlineData(DesignKind.Process)]
    [InlineData(DesignKind.Decision)]
    [InlineData(DesignKind.Form)]
    public async Task An_empty_design_bears_the_name_and_an_id_out_of_it(DesignKind kind)
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("dora");

        var first = (await desk.Get<StartDesign>().Handle(user, new(kind, "Goodwill & <approval>"), Ct)).Value;
        var second = (await desk.Get<StartDesign>().Handle(user, new(kind, "Goodwill & <approval>"), Ct)).Value;

        Assert.Equal("goodwill-approval", first.ModelId);
        Assert.Equal("Goodwill & <approval>", first.Name);
        Assert.Equal(DesignState.Draft, first.State);
        Assert.NotEqual(first.ModelId, second.ModelId);
        Assert.Equal((1, "dora"), (first.Revision, first.CreatedBy));
    }

    [Fact]
    public async Task An_empty_form_or_decision_can_be_deployed_as_it_is_and_an_empty_process_says_nothing_worse_than_a_warning()
    {
        await using var desk = await Drawing.Start();
        foreach (var kind in Enum.GetValues<DesignKind>())
        {
            var line = (await desk.Get<StartDesign>().Handle(await desk.User("dora"), new(kind, "賠償"), Ct)).Value;
            var found = (await desk.Get<CheckDesign>().Handle(await desk.User("dora"), line.Key, Ct)).Value;
            Assert.DoesNotContain(found, one => one.IsError);
        }
    }

    [Fact]
    public async Task A_design_can_be_drawn_on_from_a_deployed_version_or_be_a_copy_of_it_with_an_id_of_its_own()
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("dora");
        var newest = await desk.Get<StartDesign>().Handle(user, new(DesignKind.Process) { FromId = "tos" }, Ct);
        var copy = await desk.Get<StartDesign>().Handle(user, new(DesignKind.Process) { FromId = "tos", AsCopy = true }, Ct);
        var none = await desk.Get<StartDesign>().Handle(user, new(DesignKind.Process) { FromId = "tos", FromVersion = 7 }, Ct);

        Assert.Equal(("tos", 1), (newest.Value.ModelId, newest.Value.BasedOnVersion));
        Assert.NotEqual("tos", copy.Value.ModelId);
        Assert.Null(copy.Value.BasedOnVersion);
        var text = (await desk.ShowDesign(copy.Value.Key)).Text;
        Assert.DoesNotContain(DesignChecks.Of(DesignKind.Process, text, "en"), one => one.IsError);
        Assert.Equal("not-found", none.Problem!.Code);
    }

    [Theory]
    [InlineData("this is no XML")]
    [InlineData("<a/>")]
    [InlineData("")]
    public async Task A_file_that_is_no_model_is_refused_with_the_field(string text)
    {
        await using var desk = await Drawing.Start();

        var outcome = await desk.Get<StartDesign>().Handle(await desk.User("dora"), new(DesignKind.Process) { Text = text }, Ct);

        Assert.Equal("text", Assert.Single(outcome.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_save_counts_the_revision_and_takes_id_and_name_from_the_text()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        var saved = await desk.Save(design.Key, 1, Drawing.Approval("approval-2", "Second approval"));

        Assert.Equal((2, DesignState.Draft, "Second approval"), (saved.Value.Revision, saved.Value.State, saved.Value.Name));
        Assert.Equal("approval-2", (await desk.ShowDesign(design.Key)).Design.ModelId);
    }

    [Fact]
    public async Task The_same_text_again_is_no_new_revision()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        var saved = await desk.Save(design.Key, 1, Drawing.Approval());

        Assert.Equal(1, saved.Value.Revision);
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_is_kept_with_the_old_name()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        var saved = await desk.Save(design.Key, 1, "<half");

        Assert.Equal("Approval", saved.Value.Name);
        Assert.Equal("<half", (await desk.ShowDesign(design.Key)).Text);
    }

    [Fact]
    public async Task Of_two_writers_on_one_revision_the_second_is_told_who_was_first_and_writes_nothing_over()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        var both = await Task.WhenAll(
            desk.Save(design.Key, 1, Drawing.Approval(name: "By Dora"), "dora"),
            desk.Save(design.Key, 1, Drawing.Approval(name: "By Dan"), "dan")
        );

        var winner = Assert.Single(both, one => one.Succeeded).Value;
        var refused = Assert.Single(both, one => !one.Succeeded).Problem!;
        Assert.Equal(SaveDesign.Outdated, refused.Code);
        var kept = await desk.ShowDesign(design.Key);
        Assert.Equal((2, winner.Name), (kept.Design.Revision, kept.Design.Name));
        Assert.Contains(kept.Design.ChangedByName, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saves_of_one_person_within_ten_minutes_share_a_revision_row_and_another_person_begins_his_own()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Save(design.Key, 1, Drawing.Approval(name: "2"));
        await desk.Save(design.Key, 2, Drawing.Approval(name: "3"));
        await desk.Save(design.Key, 3, Drawing.Approval(name: "4"), "dan");
        await desk.Engine.Advance(DesignRevision.Span);
        await desk.Save(design.Key, 4, Drawing.Approval(name: "5"), "dan");

        var kept = (await desk.Get<ShowRevisions>().Handle(await desk.User("rob"), design.Key, Ct)).Value;

        Assert.Equal([5, 4, 3], kept.Select(one => one.Revision));
        var third = (await desk.Get<ShowRevisions>().Text(await desk.User("rob"), design.Key, 3, Ct)).Value;
        Assert.Equal(Drawing.Approval(name: "3"), third.Text);
    }

    [Fact]
    public async Task As_many_revisions_are_kept_as_there_is_room_for_and_the_oldest_go()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Change(
            (db, unit) =>
            {
                for (var revision = 2; revision <= DesignRevision.Most + 20; revision++)
                    db.Add(
                        new DesignRevision
                        {
                            Key = unit.NextKey(),
                            DesignKey = design.Key,
                            Revision = revision,
                            Text = "x",
                            Length = 1,
                            Author = "dan",
                            BeganAt = unit.Now,
                            At = unit.Now,
                        }
                    );
                db.Set<Design>().Single(row => row.Key == design.Key).Revision = DesignRevision.Most + 20;
                return Task.CompletedTask;
            }
        );

        await desk.Save(design.Key, DesignRevision.Most + 20, Drawing.Approval(name: "new"));

        var kept = await desk.Read(db =>
            db.Set<DesignRevision>()
                .Where(row => row.DesignKey == design.Key)
                .OrderBy(row => row.Revision)
                .Select(row => row.Revision)
                .ToListAsync(Ct)
        );
        Assert.Equal(DesignRevision.Most, kept.Count);
        Assert.Equal((22, DesignRevision.Most + 21), (kept[0], kept[^1]));
    }

    [Fact]
    public async Task A_discarded_design_is_out_of_the_list_takes_no_edits_and_comes_back_as_it_was()
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("dora");
        var design = await desk.Begin();
        await desk.AskReview(design.Key);

        Assert.Equal(DesignState.Discarded, (await desk.Get<DiscardDesign>().Handle(user, design.Key, Ct)).Value.State);
        Assert.Empty((await desk.Get<ListDesigns>().Handle(user, new(), Ct)).Value);
        Assert.Equal("design-discarded", (await desk.Save(design.Key, 1, Drawing.Approval(name: "x"))).Problem!.Code);
        Assert.Equal(DesignState.InReview, (await desk.Get<DiscardDesign>().Restore(user, design.Key, Ct)).Value.State);
        Assert.Single((await desk.Get<ListDesigns>().Handle(user, new(), Ct)).Value);
    }

    [Fact]
    public async Task The_list_finds_by_kind_state_and_words()
    {
        await using var desk = await Drawing.Start();
        var user = await desk.User("rob");
        await desk.Begin();
        await desk.Get<StartDesign>().Handle(await desk.User("dan"), new(DesignKind.Form, "Compensation"), Ct);

        async Task<IReadOnlyList<string>> Names(ListDesignsRequest request) =>
            [.. (await desk.Get<ListDesigns>().Handle(user, request, Ct)).Value.Select(one => one.Name)];

        Assert.Equal(["Compensation"], await Names(new(DesignKind.Form)));
        Assert.Equal(["Approval"], await Names(new(Search: "APPRO")));
        Assert.Empty(await Names(new(State: DesignState.Approved)));
        Assert.Equal(2, (await Names(new())).Count);
    }

    [Fact]
    public async Task Who_has_no_right_to_draw_reads_and_writes_nothing()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        var amy = await desk.User("amy");

        Assert.Equal("forbidden", (await desk.Get<ListDesigns>().Handle(amy, new(), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Get<ShowDesign>().Handle(amy, design.Key, Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Save(design.Key, 1, "<a/>", "rob")).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Get<StartDesign>().Handle(amy, new(DesignKind.Form, "x"), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await desk.AskReview(design.Key, "rob")).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Decide(design.Key, 1, true, "dora")).Problem!.Code);
    }

    [Fact]
    public async Task The_audit_log_says_who_began_a_design_and_who_drew()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.Save(design.Key, 1, Drawing.Approval(name: "By Dan"), "dan");

        var entries = await desk.Read(db =>
            db.AuditEntries.Where(row => row.Kind == AuditKinds.Design).OrderBy(row => row.Number).ToListAsync(Ct)
        );

        Assert.Equal([("dora", AuditActions.Created), ("dan", AuditActions.Changed)], entries.Select(row => (row.Actor!, row.Action)));
    }
}
