using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>Deployment E: a coordinator's five choices, one department or several in turn.</summary>
public sealed class WorkOrderTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task The_coordinator_ends_a_case()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        var unsaid = await desk.Try("cora", number, "finish");
        await desk.Do("cora", number, "finish", "Told her how to reset the handset.");
        var page = await desk.Show(number);

        Assert.Equal("opinion", Assert.Single(unsaid.Problem!.Fields).Field);
        Assert.Equal(("finished", true), (page.Case.Status, page.Case.IsClosed));
    }

    [Fact]
    public async Task The_coordinator_aborts_a_case()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Do("cora", number, "abort", "Reported twice.");

        var page = await desk.Show(number);
        Assert.Equal(("aborted", true), (page.Case.Status, page.Case.IsClosed));
    }

    [Fact]
    public async Task A_case_that_was_sent_back_is_changed_by_its_agent_and_comes_again()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("bob");

        await desk.Do("cora", number, "send-back", "Which floor?");
        Assert.Equal("bob", (await desk.Task(number)).Assignee);
        Assert.Equal("to-be-changed", (await desk.Show(number)).Case.Status);
        await desk.Do("bob", number, "resubmit");

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
    }

    [Theory]
    [InlineData(null, "ann")]
    [InlineData("bob", "bob")]
    public async Task The_agent_who_registered_or_a_chosen_one_answers_the_customer(string? chosen, string who)
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("ann");

        await desk.Do("cora", number, "ask-agent", "Tell her that it works again.", new() { ["answeringAgent"] = chosen });
        Assert.Equal(who, (await desk.Task(number)).Assignee);
        await desk.Do(who, number, "answered", "She is content.");

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
    }

    [Fact]
    public async Task Only_people_who_work_as_agents_can_be_chosen_to_answer()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        var coordinator = await desk.Try("cora", number, "ask-agent", "Answer.", new() { ["answeringAgent"] = "carl" });
        var nobody = await desk.Try("cora", number, "ask-agent", "Answer.", new() { ["answeringAgent"] = "who" });

        Assert.Equal("form.answeringAgent", Assert.Single(coordinator.Problem!.Fields).Field);
        Assert.Equal("form.answeringAgent", Assert.Single(nobody.Problem!.Fields).Field);
    }

    [Fact]
    public async Task One_department_handles_a_case_and_it_comes_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "network");
        Assert.Equal("network", await desk.With(number));
        Assert.Equal("with-department", (await desk.Show(number)).Case.Status);
        await desk.Do("noah", number, "done", "The mast is repaired.");

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
        var opinion = (await desk.Show(number)).Opinions[^1];
        Assert.Equal(("noah", "network"), (opinion.Author, opinion.Department));
    }

    [Fact]
    public async Task A_dispatch_without_a_department_is_refused_beside_the_field()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        var refused = await desk.Try("cora", number, "dispatch", form: new() { ["departments"] = new JsonArray() });
        var unknown = await desk.Try("cora", number, "dispatch", form: new() { ["departments"] = new JsonArray("moon") });

        Assert.Equal(("form.departments", "required"), (refused.Problem!.Fields[0].Field, refused.Problem.Fields[0].Code));
        Assert.Equal(("form.departments", "option"), (unknown.Problem!.Fields[0].Field, unknown.Problem.Fields[0].Code));
    }

    [Fact]
    public async Task Several_departments_take_their_turns_and_later_ones_read_what_earlier_ones_wrote()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "network", "billing");
        await desk.Do("nina", number, "done", "Repaired on Monday.");
        Assert.Equal("billing", await desk.With(number));
        var read = await desk.Show(number, "bella");
        await desk.Do("bella", number, "done", "Two days are refunded.");

        Assert.Contains(read.Opinions, opinion => opinion.Text == "Repaired on Monday.");
        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
        Assert.Equal(["Repaired on Monday.", "Two days are refunded."], (await desk.Show(number)).Opinions.Select(opinion => opinion.Text));
    }

    [Fact]
    public async Task A_department_chooses_the_next_one_where_several_take_their_turns()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "network", "billing");
        await desk.Do("nina", number, "done", "Ask the shop too.", new() { ["nextDepartment"] = "branches" });
        Assert.Equal("branches", await desk.With(number));
        await desk.Do("bruce", number, "done", "Told them.");
        Assert.Equal("billing", await desk.With(number));
        await desk.Do("bella", number, "done", "Refunded.", new() { ["nextDepartment"] = "marketing" });
        Assert.Equal("marketing", await desk.With(number));
        await desk.Do("max.y", number, "done", "Noted.");

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
    }

    [Fact]
    public async Task A_department_that_cannot_handle_the_case_gives_it_to_the_coordinator_who_sends_it_round_again()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "marketing", "billing");
        await desk.Do("max.y", number, "cannot-handle", "Not ours.");
        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
        await desk.Dispatch(number, "billing");

        Assert.Equal("billing", await desk.With(number));
    }

    [Fact]
    public async Task A_department_refuses_to_the_one_before_it_and_the_first_one_to_the_coordinator()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "network", "billing");
        await desk.Do("nina", number, "done", "Repaired.");
        await desk.Do("bella", number, "previous", "Since when was it broken?");
        Assert.Equal("network", await desk.With(number));
        await desk.Do("nina", number, "previous", "Ask the customer.");

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
    }

    [Fact]
    public async Task The_contact_person_is_told_and_every_member_may_take_the_task_but_no_other_department()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        await desk.Dispatch(number, "network");
        var task = await desk.Task(number);
        var told = await desk.Read(db =>
            db.Notifications.Where(row => row.TaskKey == task.Key).Select(row => row.UserName).ToListAsync(Ct)
        );
        var stranger = await desk.Get<ClaimTask>().Handle(await desk.User("bella"), new(task.Key), Ct);
        var list = await desk.Get<ShowWorklist>().Handle(await desk.User("noah"), new("groups"), Ct);
        var claimed = await desk.Get<ClaimTask>().Handle(await desk.User("noah"), new(task.Key), Ct);

        Assert.Equal(["nina"], told);
        Assert.Equal("not-found", stranger.Problem!.Code);
        Assert.Equal(task.Key, Assert.Single(list.Value.Items).Key);
        Assert.Equal("noah", claimed.Value.Assignee);
        Assert.Equal("Network", Assert.Single(task.CandidateNames));
    }

    [Fact]
    public async Task Work_for_a_department_whose_contact_person_has_left_is_told_to_its_members()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var administrator = (await desk.User("cora")) with { Permissions = new HashSet<string> { Permissions.AdministerUsers } };
        Assert.Null((await desk.Get<DisableUser>().Handle(administrator, "nina", Ct)).Problem);

        await desk.Dispatch(number, "network");
        var task = await desk.Task(number);
        var told = await desk.Read(db =>
            db.Notifications.Where(row => row.TaskKey == task.Key).Select(row => row.UserName).ToListAsync(Ct)
        );

        Assert.Equal(["noah"], told);
    }

    [Fact]
    public async Task What_was_settled_at_the_first_contact_is_recorded_and_closed_without_a_process()
    {
        await using var desk = await WorkOrderDesk.Open();

        var number = await desk.Register(change: request => request with { Solution = "Switched flight mode off." });
        var page = await desk.Show(number, "ann");

        Assert.Equal(("solved-at-once", true), (page.Case.Status, page.Case.IsClosed));
        Assert.Null(page.Process);
        Assert.Empty(page.Tasks);
        Assert.Equal("Switched flight mode off.", Assert.Single(page.Opinions).Text);
        Assert.Contains(page.Timeline, item => item.Code == TimelineCodes.SolvedAtOnce);
    }

    [Fact]
    public async Task Each_business_has_fields_of_its_own_beside_the_common_ones()
    {
        await using var desk = await WorkOrderDesk.Open();
        var types = (await desk.Get<ListCaseTypes>().Handle(await desk.User("ann"), Ct)).Value;
        var bare = new OpenCaseRequest("wo-bill", "A bill") { Customer = new("Somebody") };

        var refused = await desk.Get<OpenCase>().Handle(await desk.User("ann"), bare, Ct);

        Assert.Equal(["wo-fault", "wo-bill", "wo-service"], types.Select(type => type.Code));
        Assert.Equal(["form.serviceNumber", "form.billMonth"], refused.Problem!.Fields.Select(field => field.Field));
    }

    [Fact]
    public async Task The_agent_changes_the_special_fields_that_the_coordinator_asked_for()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("bob");
        await desk.Do("cora", number, "send-back", "The service number is wrong.");
        var (bob, ann) = (await desk.User("bob"), await desk.User("ann"));
        var version = (await desk.Show(number)).Version;
        var edit = desk.Get<EditCase>();

        var wrong = await edit.Handle(
            bob,
            number,
            new()
            {
                Form = new() { ["serviceNumber"] = "?" },
                Version = version,
            },
            Ct
        );
        var stranger = await edit.Handle(
            ann,
            number,
            new()
            {
                Form = new() { ["device"] = "X" },
                Version = version,
            },
            Ct
        );
        var changed = await edit.Handle(
            bob,
            number,
            new()
            {
                Form = new() { ["serviceNumber"] = "13900139000" },
                Version = version,
            },
            Ct
        );
        var late = await edit.Handle(
            bob,
            number,
            new()
            {
                Form = new() { ["device"] = "X" },
                Version = version,
            },
            Ct
        );

        Assert.Equal("form.serviceNumber", wrong.Problem!.Fields[0].Field);
        Assert.Equal(Baton.Engine.RejectionKind.Forbidden, stranger.Problem!.Kind);
        Assert.True(changed.Succeeded, changed.Problem?.ToString());
        Assert.Equal("version-mismatch", late.Problem!.Code);
        var data = (await desk.Show(number)).FormData;
        Assert.Equal(("13900139000", "12 Harbour Road"), ((string?)data["serviceNumber"], (string?)data["faultPlace"]));
    }
}
