using Baton.Desk.Cases.Steering;
using Baton.Desk.Notifications;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;
using Baton.Desk.Worklists.Consultations;
using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Worklists.Consultations;

/// <summary>Asking several at once about a task that one keeps: opinions, votes, signatures before and after.</summary>
public sealed class ConsultationTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task Several_departments_and_people_are_asked_at_once_while_the_holder_keeps_the_task()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);

        var asked = await Ask(desk, key, ConsultationKind.Opinion, ["carl"], ["network", "billing"]);
        var bellas = await Mine(desk, "bella", "groups");
        var answered = await Say(desk, "bella", key, "consult-answer", "The bill is right.");
        await Say(desk, "nina", key, "consult-answer", "A mast is down.");
        var before = await desk.Get<CountUnread>().Handle(await desk.User("cora"), Ct);
        await Say(desk, "carl", key, "consult-answer", "Refund him.");
        await desk.Get<CompleteTask>().Handle(await desk.User("cora"), new(key, "finish", "Refunded."), Ct);

        Assert.Equal(3, asked.Parties.Count);
        Assert.Equal("Opinion asked: Coordinate", Assert.Single(bellas).Title);
        Assert.Equal("What do you know of it?", bellas[0].Question);
        Assert.Equal(asked.DueAt, bellas[0].DueAt);
        Assert.Equal(WorkItemStatus.Completed, answered.Value.Status);
        var view = Assert.Single(await List(desk, key));
        Assert.Equal((ConsultationStatus.Answered, 3), (view.Status, view.Count.Answered));
        Assert.Equal("The bill is right.", view.Parties.Single(party => party.Name == "billing").Text);
        var page = await desk.Show(number);
        Assert.True(page.Case.IsClosed);
        Assert.Contains(page.Opinions, opinion => opinion is { Text: "A mast is down.", Department: "network", ActionText: "Answer" });
        Assert.Contains(page.Timeline, item => item.Code == ConsultationCodes.AllAnswered);
        Assert.Contains(page.Timeline, item => item.Text.StartsWith("林可欣 asked Billing", StringComparison.Ordinal));
        Assert.Equal(0, before.Value.Unread);
        Assert.Contains(
            await desk.Read(db => db.Notifications.Where(row => row.UserName == "cora").Select(row => row.Code).ToListAsync(Ct)),
            code => code == ConsultationCodes.AllAnswered
        );
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(100, 2)]
    public async Task The_step_waits_for_the_share_of_answers_that_its_holder_asked_for(int? needed, int answers)
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        await Ask(desk, key, ConsultationKind.Opinion, ["carl", "nina"], [], needed);
        string[] people = ["carl", "nina"];

        for (var heard = 0; heard < answers; heard++)
        {
            var early = await desk.Get<CompleteTask>().Handle(await desk.User("cora"), new(key, "finish", "Done."), Ct);
            Assert.Equal("task-awaits-answers", early.Problem!.Code);
            await Say(desk, people[heard], key, "consult-answer", "Yes.");
        }
        var done = await desk.Get<CompleteTask>().Handle(await desk.User("cora"), new(key, "finish", "Done."), Ct);

        Assert.True(done.Succeeded, done.Problem?.ToString());
        Assert.Empty((await desk.Show(number)).Tasks);
        Assert.Empty(await Mine(desk, "nina", "mine"));
    }

    [Fact]
    public async Task A_decided_vote_leaves_the_other_voters_lists_and_the_process_knows_the_result()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        await Ask(desk, key, ConsultationKind.Vote, ["carl", "nina", "bella"], [], 60);

        var early = await desk.Get<CompleteTask>().Handle(await desk.User("cora"), new(key, "finish", "Done."), Ct);
        await Say(desk, "carl", key, "consult-approve", null);
        var open = Assert.Single(await List(desk, key));
        await Say(desk, "nina", key, "consult-approve", null);

        Assert.Equal("task-awaits-answers", early.Problem!.Code);
        Assert.Equal((ConsultationStatus.Open, true), (open.Status, open.Blocks));
        var view = Assert.Single(await List(desk, key));
        Assert.Equal((ConsultationStatus.Approved, false), (view.Status, view.Blocks));
        Assert.Empty(await Mine(desk, "bella", "mine"));
        Assert.Equal("\"approved\"", await Variable(desk, number, "vote"));
        Assert.Contains(
            (await desk.Show(number)).Timeline,
            item => item.Text.Contains("approved with 2 of 3, 0 against, 60 % needed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_vote_that_cannot_succeed_any_more_is_refused_and_a_refusal_says_why()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        await Ask(desk, key, ConsultationKind.Vote, ["carl", "nina", "bella"], [], 100);

        var silent = await Say(desk, "nina", key, "consult-refuse", null);
        var refused = await Say(desk, "nina", key, "consult-refuse", "Too dear.");

        Assert.Equal("opinion", Assert.Single(silent.Problem!.Fields).Field);
        Assert.True(refused.Succeeded, refused.Problem?.ToString());
        Assert.Equal(ConsultationStatus.Refused, Assert.Single(await List(desk, key)).Status);
        Assert.Equal("\"refused\"", await Variable(desk, number, "vote"));
        Assert.Empty(await Mine(desk, "carl", "mine"));
    }

    [Fact]
    public async Task A_withdrawn_voter_does_not_count_and_no_longer_sees_the_case()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        var asked = await Ask(desk, key, ConsultationKind.Vote, ["carl", "nina", "bella"], [], 100);
        var cora = await desk.User("cora");
        await Say(desk, "carl", key, "consult-approve", null);
        await Say(desk, "nina", key, "consult-approve", null);

        var stranger = await desk.Get<ChangeParties>().Withdraw(await desk.User("carl"), new(key, asked.Key, Of(asked, "bella")), Ct);
        var spoken = await desk.Get<ChangeParties>().Withdraw(cora, new(key, asked.Key, Of(asked, "nina")), Ct);
        var withdrawn = await desk.Get<ChangeParties>().Withdraw(cora, new(key, asked.Key, Of(asked, "bella")), Ct);

        Assert.Equal("task-held", stranger.Problem!.Code);
        Assert.Equal("part-answered", spoken.Problem!.Code);
        Assert.Equal(ConsultationStatus.Approved, Assert.Single(withdrawn.Value).Status);
        var unseen = await desk.Get<Desk.Cases.ShowCase>().Handle(await desk.User("bella"), new(number), Ct);
        Assert.Equal(RejectionKind.NotFound, unseen.Problem!.Kind);
    }

    [Fact]
    public async Task One_more_can_be_asked_while_a_consultation_is_open_but_nobody_twice()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (_, key) = await Held(desk);
        var asked = await Ask(desk, key, ConsultationKind.Opinion, ["carl"], [], 100);
        var cora = await desk.User("cora");
        var change = desk.Get<ChangeParties>();

        var added = await change.Add(cora, new(key, asked.Key, null, "network"), Ct);
        var twice = await change.Add(cora, new(key, asked.Key, "carl", null), Ct);
        var self = await change.Add(cora, new(key, asked.Key, "cora", null), Ct);
        await Say(desk, "carl", key, "consult-answer", "Yes.");
        await Say(desk, "nina", key, "consult-answer", "Yes.");
        var late = await change.Add(cora, new(key, asked.Key, "bella", null), Ct);

        Assert.Equal(2, Assert.Single(added.Value).Parties.Count);
        Assert.Equal("twice", Assert.Single(twice.Problem!.Fields).Code);
        Assert.Equal("self", Assert.Single(self.Problem!.Fields).Code);
        Assert.Equal("consultation-over", late.Problem!.Code);
    }

    [Fact]
    public async Task A_part_is_delegated_given_back_and_transferred_like_any_task()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        await Ask(desk, key, ConsultationKind.Opinion, [], ["network"]);
        var part = Assert.Single(await Mine(desk, "nina", "groups"));
        var nina = await desk.User("nina");

        var claimed = await desk.Get<ClaimTask>().Handle(nina, new(part.Key), Ct);
        var late = await desk.Get<ClaimTask>().Handle(await desk.User("noah"), new(part.Key), Ct);
        var delegated = await desk.Get<DelegateTask>().Handle(nina, new(part.Key, "noah", "You were there."), Ct);
        var early = await desk.Get<CompleteTask>().Handle(await desk.User("noah"), new(part.Key, null, "Mast 7."), Ct);
        var given = await desk.Get<GiveBackTask>().Handle(await desk.User("noah"), new(part.Key, "It was mast 7."), Ct);
        var moved = await desk.Get<TransferTask>().Handle(nina, new(part.Key, "bella", null, "Billing knows."), Ct);
        var returned = await desk.Get<ReturnTask>().Handle(await desk.User("bella"), new(part.Key, null, "No."), Ct);
        var answered = await desk.Get<CompleteTask>().Handle(await desk.User("bella"), new(part.Key, null, "Mast 7."), Ct);

        Assert.Equal("nina", claimed.Value.Assignee);
        Assert.Equal("task-held", late.Problem!.Code);
        Assert.Equal(("noah", "宁静"), (delegated.Value.Assignee, delegated.Value.DelegatedByName));
        Assert.Equal("task-delegated", early.Problem!.Code);
        Assert.Equal("nina", given.Value.Assignee);
        Assert.Equal("bella", moved.Value.Assignee);
        Assert.False(returned.Succeeded);
        Assert.True(answered.Succeeded, answered.Problem?.ToString());
        Assert.Contains((await desk.Show(number)).Opinions, opinion => opinion.Text == "It was mast 7.");
    }

    [Fact]
    public async Task A_signature_before_holds_the_task_until_it_is_there_or_taken_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (_, key) = await Held(desk);
        var cora = await desk.User("cora");
        var first = await Ask(desk, key, ConsultationKind.SignBefore, ["carl"], []);
        await Say(desk, "carl", key, "consult-refuse", "Not like this.");

        var refused = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Done."), Ct);
        await desk.Get<ChangeParties>().Withdraw(cora, new(key, first.Key, null), Ct);
        await Ask(desk, key, ConsultationKind.SignBefore, ["carl"], []);
        var waiting = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Done."), Ct);
        await Say(desk, "carl", key, "consult-sign", null);
        var done = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Done."), Ct);

        Assert.Equal("task-awaits-answers", refused.Problem!.Code);
        Assert.Equal("task-awaits-answers", waiting.Problem!.Code);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    [Fact]
    public async Task A_task_that_is_signed_afterwards_goes_on_only_when_it_was_confirmed()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        var cora = await desk.User("cora");
        await Ask(desk, key, ConsultationKind.SignAfter, ["carl"], []);

        var early = await Mine(desk, "carl", "mine");
        var held = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Refunded."), Ct);
        var again = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Refunded."), Ct);
        var open = await desk.Show(number);
        var signed = await Say(desk, "carl", key, "consult-sign", null);

        Assert.Empty(early);
        Assert.True(held.Value.AwaitsConfirmation);
        Assert.Equal("task-awaits-confirmation", again.Problem!.Code);
        Assert.False(open.Case.IsClosed);
        Assert.True(signed.Succeeded, signed.Problem?.ToString());
        var page = await desk.Show(number);
        Assert.True(page.Case.IsClosed);
        Assert.Equal("\"finish\"", await Variable(desk, number, "choice"));
        Assert.Contains(page.Timeline, item => item is { Code: Desk.Cases.TimelineCodes.TaskCompleted, Actor: "cora" });
        Assert.Empty(await desk.Read(db => db.PendingCompletions.ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_confirmation_that_is_refused_brings_the_task_back_and_is_asked_for_anew()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        var cora = await desk.User("cora");
        await Ask(desk, key, ConsultationKind.SignAfter, ["carl", "nina"], []);
        await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Refunded."), Ct);
        await Say(desk, "nina", key, "consult-sign", null);

        await Say(desk, "carl", key, "consult-refuse", "Ask the shop first.");
        var back = (await desk.Show(number)).Tasks;
        await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "The shop agrees."), Ct);
        await Say(desk, "carl", key, "consult-sign", null);
        var half = await desk.Show(number);
        await Say(desk, "nina", key, "consult-sign", null);

        Assert.Equal((false, true), (Assert.Single(back).AwaitsConfirmation, back[0].May.Complete || back[0].Assignee == "cora"));
        Assert.False(half.Case.IsClosed);
        Assert.True((await desk.Show(number)).Case.IsClosed);
    }

    [Fact]
    public async Task The_holder_takes_the_confirmation_back_and_has_his_task_again()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        var cora = await desk.User("cora");
        var asked = await Ask(desk, key, ConsultationKind.SignAfter, ["carl"], []);
        await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Refunded."), Ct);

        var taken = await desk.Get<ChangeParties>().Withdraw(cora, new(key, asked.Key, null), Ct);
        var done = await desk.Get<CompleteTask>().Handle(cora, new(key, "finish", "Refunded."), Ct);

        Assert.True(taken.Succeeded, taken.Problem?.ToString());
        Assert.Empty(await Mine(desk, "carl", "mine"));
        Assert.True(done.Succeeded, done.Problem?.ToString());
        Assert.True((await desk.Show(number)).Case.IsClosed);
    }

    [Fact]
    public async Task What_was_asked_ends_with_the_step_and_rests_with_the_case()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        var cora = await desk.User("cora");
        var asked = await Ask(desk, key, ConsultationKind.Opinion, ["carl"], [], 100);

        await desk.Get<SuspendCase>().Handle(cora, new(number, "Away."), Ct);
        var resting = await Say(desk, "carl", key, "consult-answer", "Yes.");
        await desk.Advance(TimeSpan.FromHours(3));
        await desk.Get<ResumeCase>().Handle(cora, new(number, null), Ct);
        var due = Assert.Single(await Mine(desk, "carl", "mine")).DueAt;
        var urged = await desk.Get<UrgeCase>().Handle(cora, new(number, null), Ct);
        var unread = await desk.Get<CountUnread>().Handle(await desk.User("carl"), Ct);
        await desk.Get<AbortCase>().Handle(cora, new(number, "Sold."), Ct);

        Assert.Equal("task-suspended", resting.Problem!.Code);
        Assert.Equal(asked.DueAt + TimeSpan.FromHours(3), due);
        Assert.True(urged.Succeeded, urged.Problem?.ToString());
        Assert.Equal(2, unread.Value.Unread);
        Assert.Empty(await Mine(desk, "carl", "mine"));
        Assert.Equal(ConsultationStatus.Withdrawn, Assert.Single(await List(desk, key)).Status);
    }

    [Fact]
    public async Task A_consulted_person_reads_the_case_but_does_not_steer_it()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (number, key) = await Held(desk);
        await Ask(desk, key, ConsultationKind.Opinion, ["nina"], []);

        var page = await desk.Show(number, "nina");

        Assert.False(page.May.Suspend || page.May.Edit);
        Assert.True(page.Tasks.Single(task => task.Asked is not null).May.Complete);
        Assert.False(page.Tasks.Single(task => task.Asked is null).May.Consult);
    }

    [Fact]
    public async Task Only_the_holder_asks_and_what_he_asks_must_make_sense()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (_, key) = await Held(desk);
        var cora = await desk.User("cora");
        var ask = desk.Get<AskOthers>();
        var good = new AskOthersRequest(key, ConsultationKind.Vote, "Refund?") { Users = ["carl"], NeededPercent = 50 };

        var stranger = await ask.Handle(await desk.User("carl"), good with { Users = ["nina"] }, Ct);
        var nobody = await ask.Handle(cora, good with { Users = [] }, Ct);
        var unknown = await ask.Handle(cora, good with { Users = ["who"], Departments = ["nowhere"] }, Ct);
        var unsaid = await ask.Handle(cora, good with { Question = " ", NeededPercent = null, DueAt = DateTimeOffset.UnixEpoch }, Ct);
        var over = await ask.Handle(cora, good with { NeededPercent = 101 }, Ct);
        var twice = await ask.Handle(cora, good with { Users = ["carl", "carl"] }, Ct);

        Assert.Equal("task-held", stranger.Problem!.Code);
        Assert.Equal("users", Assert.Single(nobody.Problem!.Fields).Field);
        Assert.Equal(["users", "departments"], unknown.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(["question", "dueAt", "neededPercent"], unsaid.Problem!.Fields.Select(field => field.Field));
        Assert.Equal("neededPercent", Assert.Single(over.Problem!.Fields).Field);
        Assert.Equal("users", Assert.Single(twice.Problem!.Fields).Field);
    }

    private static async Task<(string Number, long Key)> Held(WorkOrderDesk desk)
    {
        var number = await desk.Register();
        var key = (await desk.Task(number)).Key;
        var claimed = await desk.Get<ClaimTask>().Handle(await desk.User("cora"), new(key), Ct);
        Assert.True(claimed.Succeeded, claimed.Problem?.ToString());
        return (number, key);
    }

    private static async Task<ConsultationView> Ask(
        WorkOrderDesk desk,
        long key,
        ConsultationKind kind,
        string[] users,
        string[] departments,
        int? needed = null
    )
    {
        var request = new AskOthersRequest(key, kind, "What do you know of it?")
        {
            Users = users,
            Departments = departments,
            NeededPercent = needed,
            DueAt = desk.Now + TimeSpan.FromHours(2),
        };
        var asked = await desk.Get<AskOthers>().Handle(await desk.User("cora"), request, Ct);
        Assert.True(asked.Succeeded, asked.Problem?.ToString());
        return asked.Value;
    }

    private static async Task<Outcome<TaskView>> Say(WorkOrderDesk desk, string by, long taskKey, string action, string? text)
    {
        var user = await desk.User(by);
        var part = await desk.Read(db =>
            db.WorkItems.Where(item => item.Status == WorkItemStatus.Open && item.ConsultationKey != null)
                .Where(item => db.Consultations.Any(row => row.Key == item.ConsultationKey && row.TaskKey == taskKey))
                .Where(item =>
                    item.Assignee == by
                    || (item.Assignee == null && item.Candidates.Any(one => one.IsGroup && user.Groups.Contains(one.Name)))
                )
                .Select(item => item.Key)
                .SingleAsync(Ct)
        );
        return await desk.Get<CompleteTask>().Handle(user, new(part, action, text), Ct);
    }

    private static async Task<IReadOnlyList<TaskView>> Mine(WorkOrderDesk desk, string by, string view) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(by), new(view), Ct)).Value.Items;

    private static async Task<IReadOnlyList<ConsultationView>> List(WorkOrderDesk desk, long key) =>
        (await desk.Get<ListConsultations>().Handle(await desk.User("cora"), new(key), Ct)).Value;

    private static long Of(ConsultationView asked, string name) => asked.Parties.Single(party => party.Name == name).Key;

    private static async Task<string?> Variable(WorkOrderDesk desk, string number, string name)
    {
        var instance = (await desk.Show(number)).Process!.ProcessInstanceKey;
        var rows = await desk.Get<EngineSearch>().VisibleVariables(instance, innermostOnly: true, Ct);
        return rows.SingleOrDefault(row => row.Name == name)?.Value;
    }
}
