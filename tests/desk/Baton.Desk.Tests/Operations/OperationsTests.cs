using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Audit;
using Baton.Desk.Operations;
using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Outbox;

namespace Baton.Desk.Tests.Operations;

/// <summary>What operators see of the engine and do to it.</summary>
public sealed class OperationsTests
{
    private const string Model = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
          <bpmn:process id="refund" name="Refund" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
            <bpmn:exclusiveGateway id="decide" name="How much?"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="approve"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 100</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f3" sourceRef="decide" targetRef="pay"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &lt;= 100</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:userTask id="approve" name="Approve"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f4" sourceRef="approve" targetRef="end"/>
            <bpmn:serviceTask id="pay" name="Pay"><bpmn:extensionElements><zeebe:taskDefinition type="pay" retries="1"/></bpmn:extensionElements><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f5" sourceRef="pay" targetRef="end"/>
            <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task The_overview_counts_what_runs_and_what_is_stopped()
    {
        await using var desk = await Open();
        await Start(desk, 200);
        await Start(desk, "many");
        await Start(desk, 5);

        var view = (await desk.Get<ShowOperations>().Handle(Operator, Ct)).Value;

        var refund = Assert.Single(view.Processes, line => line.ProcessId == "refund");
        Assert.Equal(("Refund", 3, 1), (refund.Name, refund.Running, refund.Stopped));
        Assert.Equal((1, 3, 1), (refund.Versions[0].Version, refund.Versions[0].Running, refund.Versions[0].Stopped));
        Assert.Equal((3, 1, 1, 0), (view.Work.Instances, view.Work.Incidents, view.Work.Jobs, view.Work.DeadLetters));
    }

    [Fact]
    public async Task Instances_are_found_by_where_they_stand_what_stops_them_and_what_they_know()
    {
        await using var desk = await Open();
        var high = await Start(desk, 200, "C-7");
        var wrong = await Start(desk, "many");
        var low = await Start(desk, 5);
        var gone = await Start(desk, 6);
        await desk.Get<CancelInstance>().Handle(Operator, gone, Ct);

        Assert.Equal([gone, low, wrong, high], await Find(desk, new() { ProcessId = "refund" }));
        Assert.Equal(
            [low, wrong, high],
            await Find(
                desk,
                new()
                {
                    ProcessId = "refund",
                    Version = 1,
                    State = "active",
                }
            )
        );
        Assert.Equal([gone], await Find(desk, new() { State = "terminated" }));
        Assert.Equal([high], await Find(desk, new() { ProcessId = "refund", Element = "approve" }));
        Assert.Equal(
            [wrong],
            await Find(
                desk,
                new()
                {
                    ProcessId = "refund",
                    Element = "decide",
                    State = "active",
                }
            )
        );
        Assert.Empty(await Find(desk, new() { ProcessId = "refund", Element = "end" }));
        Assert.Equal([wrong], await Find(desk, new() { Incident = true }));
        Assert.Equal([gone, low, high], await Find(desk, new() { Incident = false }));
        Assert.Equal([high], await Find(desk, new() { Business = "C-7" }));
        Assert.Equal([low], await Find(desk, new() { Variable = "amount", Value = "5" }));
        Assert.Equal([wrong], await Find(desk, new() { Variable = "amount", Value = "many" }));
        Assert.Equal([gone, low, wrong, high], await Find(desk, new() { Variable = "amount" }));
        Assert.Empty(await Find(desk, new() { From = desk.Now.AddDays(1) }));
        Assert.Equal(4, (await Find(desk, new() { To = desk.Now.AddDays(1) })).Count);
    }

    [Fact]
    public async Task A_list_is_read_on_by_its_cursor()
    {
        await using var desk = await Open();
        var keys = new List<long>();
        for (var i = 0; i < 5; i++)
            keys.Insert(0, await Start(desk, 200));
        var list = desk.Get<ListInstances>();
        foreach (
            var filter in new InstanceFilter[]
            {
                new(),
                new() { ProcessId = "refund", State = "active" },
                new() { ProcessId = "refund", Element = "approve" },
            }
        )
        {
            var first = (await list.Handle(Operator, filter, null, 2, Ct)).Value;
            var second = (await list.Handle(Operator, filter, first.NextCursor, 2, Ct)).Value;
            var third = (await list.Handle(Operator, filter, second.NextCursor, 2, Ct)).Value;

            Assert.Equal(keys, first.Items.Concat(second.Items).Concat(third.Items).Select(one => one.Key));
            Assert.Null(third.NextCursor);
            Assert.Equal((5, false), (first.Total, first.IsTotalMore));
        }
    }

    [Fact]
    public async Task A_filter_that_makes_no_sense_names_the_field()
    {
        await using var desk = await Open();
        var list = desk.Get<ListInstances>();

        Assert.Equal("state", await Fault(new() { State = "asleep" }));
        Assert.Equal("processId", await Fault(new() { Element = "approve" }));
        Assert.Equal("variable", await Fault(new() { Value = "5" }));
        Assert.Equal("business", await Fault(new() { Business = new string('x', 2000) }));
        Assert.Equal(RejectionKind.InvalidArgument, (await list.Handle(Operator, new(), "nonsense", ct: Ct)).Problem!.Kind);

        async Task<string> Fault(InstanceFilter filter) =>
            Assert.Single((await list.Handle(Operator, filter, ct: Ct)).Problem!.Fields).Field;
    }

    [Fact]
    public async Task An_incident_is_repaired_by_its_variable_and_retried_and_the_log_says_by_whom()
    {
        await using var desk = await Open();
        var key = await Start(desk, "many");
        var incident = Assert.Single(
            (await desk.Get<ListIncidents>().Handle(Operator, new() { ProcessId = "refund" }, ct: Ct)).Value.Page.Items
        );
        var set = desk.Get<SetVariable>();

        var badJson = await set.Handle(Operator, key, new("amount", "forty"), Ct);
        var stale = await set.Handle(Operator, key, new("amount", "40") { Expected = "\"few\"" }, Ct);
        var written = await set.Handle(Operator, key, new("amount", "40") { Expected = "\"many\"" }, Ct);
        var retried = await desk.Get<RetryIncident>().Handle(Operator, incident.Key, Ct);
        var again = await desk.Get<RetryIncident>().Handle(Operator, incident.Key, Ct);
        var view = (await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value;

        Assert.Equal("value", Assert.Single(badJson.Problem!.Fields).Field);
        Assert.Equal("variable-changed", stale.Problem!.Code);
        Assert.True(written.Succeeded && retried.Succeeded);
        Assert.Equal(RejectionKind.NotFound, again.Problem!.Kind);
        Assert.Empty(view.Incidents);
        Assert.Equal("40", Assert.Single(view.Variables).Value);
        Assert.Equal(("pay", 1), (Assert.Single(view.Jobs).Type, view.Jobs[0].Retries));
        Assert.Equal([("retry", "olga"), ("set-variable", "olga")], view.Deeds.Select(deed => (deed.Deed, deed.Actor!)));
        Assert.Equal(("\"many\"", "40"), ((string?)view.Deeds[1].Before["value"], (string?)view.Deeds[1].After["value"]));
        Assert.Equal("Process instance", (await Audit(desk, "instance"))[0].KindText);
    }

    [Fact]
    public async Task A_failed_job_gets_tries_and_its_incident_is_retried()
    {
        await using var desk = await Open();
        var key = await Start(desk, 5);
        await Fail(desk, "no money");
        var job = Assert.Single((await desk.Get<ListJobs>().Handle(Operator, new() { State = "FAILED" }, ct: Ct)).Value.Items);
        var all = (await desk.Get<ListJobs>().Handle(Operator, new() { Type = "pay" }, ct: Ct)).Value;
        var group = Assert.Single((await desk.Get<ListIncidents>().Handle(Operator, new(), ct: Ct)).Value.Groups);

        var none = await desk.Get<SetRetries>().Handle(Operator, job.Key, new(0), Ct);
        var given = await desk.Get<SetRetries>().Handle(Operator, job.Key, new(3), Ct);
        var view = (await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value;

        Assert.Equal((0, "no money", "Pay"), (job.Retries, job.ErrorMessage, job.Element));
        Assert.Equal(job.Key, Assert.Single(all.Items).Key);
        Assert.Equal(("no money", 1), (group.Message, group.Instances));
        Assert.Equal([key], await Find(desk, new() { Error = group.Hash }));
        Assert.Equal("retries", Assert.Single(none.Problem!.Fields).Field);
        Assert.True(given.Succeeded);
        Assert.Equal(3, Assert.Single(view.Jobs).Retries);
        Assert.Equal("set-retries", Assert.Single(view.Deeds).Deed);
    }

    [Fact]
    public async Task A_trial_of_a_move_shows_what_would_be_and_changes_nothing()
    {
        await using var desk = await Open();
        var key = await Start(desk, 200);
        var before = (await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value;
        var token = Assert.Single(before.Elements, one => one.State == "active").Key;
        var move = desk.Get<MoveTokens>();

        var trial = (
            await move.Handle(
                Operator,
                key,
                new()
                {
                    Cancel = [token],
                    Activate = ["pay"],
                    IsTrial = true,
                },
                Ct
            )
        ).Value;
        var wrong = await move.Handle(
            Operator,
            key,
            new()
            {
                Cancel = [token],
                Activate = ["start"],
                IsTrial = true,
            },
            Ct
        );
        var toEnd = (
            await move.Handle(
                Operator,
                key,
                new()
                {
                    Cancel = [token],
                    Activate = ["end"],
                    IsTrial = true,
                },
                Ct
            )
        ).Value;
        var unmoved = (await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value;

        Assert.Equal(["Approve"], Names(trial.Ends));
        Assert.Equal(["Pay"], Names(trial.Begins));
        Assert.False(trial.EndsInstance);
        Assert.Equal(RejectionKind.InvalidArgument, wrong.Problem!.Kind);
        Assert.True(toEnd.EndsInstance);
        Assert.Equal(before.Elements, unmoved.Elements);
        Assert.Empty(unmoved.Deeds);
        Assert.Empty(await desk.Runtime.Verify(Ct));

        static IEnumerable<string> Names(IReadOnlyList<PlanStep> steps) => steps.Select(step => step.Name);
    }

    [Fact]
    public async Task A_token_is_moved_with_variables_and_the_log_says_from_where_to_where()
    {
        await using var desk = await Open();
        var key = await Start(desk, 200);
        var token = Assert
            .Single((await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value.Elements, one => one.State == "active")
            .Key;

        var moved = await desk.Get<MoveTokens>()
            .Handle(
                Operator,
                key,
                new()
                {
                    Cancel = [token],
                    Activate = ["pay"],
                    Variables = new JsonObject { ["amount"] = 1 },
                },
                Ct
            );
        var again = await desk.Get<MoveTokens>().Handle(Operator, key, new() { Cancel = [token], Activate = ["pay"] }, Ct);
        var empty = await desk.Get<MoveTokens>().Handle(Operator, key, new(), Ct);
        var view = (await desk.Get<ShowInstance>().Handle(Operator, key, Ct)).Value;

        Assert.True(moved.Succeeded, moved.Problem?.Detail);
        Assert.NotNull(again.Problem);
        Assert.Equal("cancel", Assert.Single(empty.Problem!.Fields).Field);
        Assert.Equal("pay", Assert.Single(view.Elements, one => one.State == "active").ElementId);
        Assert.Equal("1", Assert.Single(view.Variables).Value);
        var deed = Assert.Single(view.Deeds);
        Assert.Equal(("approve", "pay"), ((string?)deed.Before["cancelled"]![0], (string?)deed.After["activated"]![0]));
    }

    [Fact]
    public async Task The_journal_tells_step_by_step_what_happened()
    {
        await using var desk = await Open();
        var key = await Start(desk, "many");
        await desk.Get<SetVariable>().Handle(Operator, key, new("amount", "200"), Ct);
        var incident = (await desk.Get<ListIncidents>().Handle(Operator, new(), ct: Ct)).Value.Page.Items[0];
        await desk.Get<RetryIncident>().Handle(Operator, incident.Key, Ct);

        var journal = (await desk.Get<ShowJournal>().Handle(Operator, key, Ct)).Value;

        var kinds = journal.Steps.Select(step => step.Kind).ToList();
        Assert.Equal("instance-created", kinds[0]);
        Assert.True(kinds.IndexOf("incident-raised") < kinds.IndexOf("variable-updated"));
        Assert.True(kinds.IndexOf("variable-updated") < kinds.IndexOf("incident-resolved"));
        Assert.Equal(
            ("amount", "200"),
            Assert.Single(journal.Steps, step => step.Kind == "variable-updated") is var one ? (one.Detail, one.Value) : default
        );
        Assert.Equal("approve", Assert.Single(journal.Steps, step => step.Kind == "task-created").Element);
        Assert.Equal("How much?", journal.Names["decide"]);
        Assert.False(journal.IsCut);
    }

    [Fact]
    public async Task The_drawing_counts_where_instances_stand_and_measures_how_long_they_stay()
    {
        await using var desk = await Open();
        await Start(desk, 200);
        await Start(desk, 300);
        await Start(desk, "many");
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var view = (await desk.Get<ShowProcess>().Handle(Operator, "refund", null, Ct)).Value;
        var missing = await desk.Get<ShowProcess>().Handle(Operator, "refund", 9, Ct);

        var approve = Assert.Single(view.Elements, one => one.ElementId == "approve");
        Assert.Equal(
            ("Approve", 2, 0, 7200d, 7200d),
            (approve.Name, approve.Active, approve.Incidents, approve.MedianSeconds, approve.NinetyPercentSeconds)
        );
        Assert.Equal(
            (1, 1),
            Assert.Single(view.Elements, one => one.ElementId == "decide") is var gate ? (gate.Active, gate.Incidents) : default
        );
        Assert.Equal((3, 1), (view.Sample, view.Version));
        Assert.Contains("<bpmn:process id=\"refund\"", view.Xml, StringComparison.Ordinal);
        Assert.Equal(RejectionKind.NotFound, missing.Problem!.Kind);
    }

    [Fact]
    public async Task Many_instances_are_cancelled_by_a_filter_and_each_outcome_can_be_read()
    {
        await using var desk = await Open();
        var kept = await Start(desk, 200);
        var gone = new List<long> { await Start(desk, 5), await Start(desk, 6) };

        var started = (
            await desk.Get<StartBatch>()
                .Handle(
                    Operator,
                    new("cancel")
                    {
                        Filter = new() { ProcessId = "refund", Element = "pay" },
                    },
                    Ct
                )
        ).Value;
        await desk.Runtime.RunDue(Ct);
        var batch = (await desk.Get<ShowBatch>().Handle(Operator, started.Key, ct: Ct)).Value;
        var late = await desk.Get<SteerBatch>().Handle(Operator, started.Key, SteerBatch.Suspend, Ct);

        Assert.Equal(
            ("COMPLETED", 2, 2, 0, "olga"),
            (batch.Batch.State, batch.Batch.Total, batch.Batch.Completed, batch.Batch.Failed, batch.Batch.Actor)
        );
        Assert.Equal(gone, batch.Items.Items.Select(item => item.InstanceKey!.Value));
        Assert.Equal([kept], await Find(desk, new() { State = "active" }));
        Assert.Equal(started.Key, Assert.Single((await desk.Get<ListBatches>().Handle(Operator, ct: Ct)).Value.Items).Key);
        Assert.NotNull(late.Problem);
        var note = Assert.Single(await Audit(desk, "batch"));
        Assert.Equal((started.Key.ToString(CultureInfo.InvariantCulture), "cancel"), (note.Target, (string?)note.After["deed"]));
        Assert.Equal("pay", (string?)note.After["filter"]!["element"]);
    }

    [Fact]
    public async Task Chosen_instances_with_incidents_are_retried_and_what_fails_again_says_why()
    {
        await using var desk = await Open();
        var repaired = await Start(desk, "many");
        var broken = await Start(desk, "few");
        await desk.Get<SetVariable>().Handle(Operator, repaired, new("amount", "500"), Ct);

        var wrong = await desk.Get<StartBatch>().Handle(Operator, new("explode") { Keys = [] }, Ct);
        var started = (await desk.Get<StartBatch>().Handle(Operator, new("retry") { Keys = [repaired, broken] }, Ct)).Value;
        await desk.Runtime.RunDue(Ct);
        var batch = (await desk.Get<ShowBatch>().Handle(Operator, started.Key, ct: Ct)).Value;

        Assert.Equal(["deed", "keys"], wrong.Problem!.Fields.Select(field => field.Field));
        Assert.Equal(2, batch.Batch.Total);
        Assert.Equal([broken], await Find(desk, new() { Incident = true }));
        Assert.Equal([repaired], await Find(desk, new() { ProcessId = "refund", Element = "approve" }));
    }

    [Fact]
    public async Task Letters_that_nobody_could_deliver_are_sent_again()
    {
        await using var desk = await Open();
        await desk.Engine.Write<Done>(unit =>
        {
            // Not due, so that nobody tries to deliver it meanwhile.
            unit.Enqueue(new OutboxMessage("nobody", "letter-1", "{}", unit.Now.AddDays(1)));
            return new(Done.Outcome);
        });
        var list = desk.Get<ListLetters>();
        Assert.Equal("letter-1", Assert.Single((await list.Handle(Operator, ListLetters.Waiting, ct: Ct)).Value.Items).IdempotencyKey);
        await desk.Change(
            async (db, unit) =>
                await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                    db.Database,
                    "UPDATE engine_outbox SET state = 'DEAD' WHERE channel = 'nobody'",
                    Ct
                )
        );

        var dead = Assert.Single((await list.Handle(Operator, ListLetters.Dead, ct: Ct)).Value.Items);
        var sent = await desk.Get<ResendLetter>().Handle(Operator, dead.Key, Ct);
        var again = await desk.Get<ResendLetter>().Handle(Operator, dead.Key, Ct);

        Assert.True(sent.Succeeded);
        Assert.Equal(RejectionKind.NotFound, again.Problem!.Kind);
        Assert.Equal(dead.Key.ToString(CultureInfo.InvariantCulture), Assert.Single(await Audit(desk, "letter")).Target);
    }

    [Fact]
    public async Task The_process_of_a_case_leads_to_the_case_and_its_task_log()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var view = (
            await desk.Get<ShowInstance>()
                .Handle(Operator with { Language = Languages.TraditionalChinese }, opened.ProcessInstanceKey!.Value, Ct)
        ).Value;
        var timers = await desk.Get<ListTimers>().Handle(Operator, ct: Ct);
        var messages = await desk.Get<ListSubscriptions>().Handle(Operator, ct: Ct);

        Assert.Equal((opened.Number, opened.Number), (view.CaseNumber, view.Instance.BusinessId));
        var task = Assert.Single(view.Tasks);
        Assert.Equal("CREATE", task.Log[0].Operation);
        Assert.NotEmpty(view.Flows);
        Assert.True(timers.Succeeded && messages.Succeeded);
        Assert.Equal(view.Timers.Count, timers.Value.Items.Count);
    }

    [Fact]
    public async Task Nobody_without_the_right_sees_or_does_any_of_it()
    {
        await using var desk = await Open();
        var key = await Start(desk, 200);
        var amy = await desk.User("amy");
        var refused = new List<Problem?>
        {
            (await desk.Get<ShowOperations>().Handle(amy, Ct)).Problem,
            (await desk.Get<ShowProcess>().Handle(amy, "refund", null, Ct)).Problem,
            (await desk.Get<ListInstances>().Handle(amy, new(), ct: Ct)).Problem,
            (await desk.Get<ShowInstance>().Handle(amy, key, Ct)).Problem,
            (await desk.Get<ShowJournal>().Handle(amy, key, Ct)).Problem,
            (await desk.Get<CancelInstance>().Handle(amy, key, Ct)).Problem,
            (await desk.Get<SetVariable>().Handle(amy, key, new("a", "1"), Ct)).Problem,
            (await desk.Get<MoveTokens>().Handle(amy, key, new(), Ct)).Problem,
            (await desk.Get<ListIncidents>().Handle(amy, new(), ct: Ct)).Problem,
            (await desk.Get<RetryIncident>().Handle(amy, 1, Ct)).Problem,
            (await desk.Get<ListJobs>().Handle(amy, new(), ct: Ct)).Problem,
            (await desk.Get<SetRetries>().Handle(amy, 1, new(1), Ct)).Problem,
            (await desk.Get<ListTimers>().Handle(amy, ct: Ct)).Problem,
            (await desk.Get<ListSubscriptions>().Handle(amy, ct: Ct)).Problem,
            (await desk.Get<ListLetters>().Handle(amy, ct: Ct)).Problem,
            (await desk.Get<ResendLetter>().Handle(amy, 1, Ct)).Problem,
            (await desk.Get<StartBatch>().Handle(amy, new("cancel") { Keys = [key] }, Ct)).Problem,
            (await desk.Get<ListBatches>().Handle(amy, ct: Ct)).Problem,
            (await desk.Get<ShowBatch>().Handle(amy, 1, ct: Ct)).Problem,
            (await desk.Get<SteerBatch>().Handle(amy, 1, SteerBatch.Cancel, Ct)).Problem,
        };

        Assert.All(refused, problem => Assert.Equal(RejectionKind.Forbidden, problem?.Kind));
    }

    private static DeskUser Operator { get; } =
        new("olga", "Olga", [], [], new HashSet<string>(StringComparer.Ordinal) { Permissions.OperateEngine }, Languages.English);

    private static async Task<DeskHost> Open()
    {
        var desk = await DeskHost.Start();
        await desk.Engine.Deploy(Model, "refund.bpmn");
        return desk;
    }

    private static async Task<long> Start(DeskHost desk, object amount, string? business = null)
    {
        var created = await desk.Engine.Write(unit =>
            unit.Engine.CreateInstance(
                new()
                {
                    ProcessId = "refund",
                    BusinessId = business,
                    Variables = Baton.Runtime.Variables.VariableJson.From(new { amount }),
                }
            )
        );
        return created.ProcessInstanceKey;
    }

    private static async Task Fail(DeskHost desk, string message)
    {
        var job = Assert.Single(await desk.Engine.TakeJobs("pay"));
        await desk.Engine.Write(unit => unit.Engine.FailJob(new FailJobRequest(job.JobKey) { Retries = 0, ErrorMessage = message }));
    }

    private static async Task<IReadOnlyList<long>> Find(DeskHost desk, InstanceFilter filter)
    {
        var found = await desk.Get<ListInstances>().Handle(Operator, filter, ct: Ct);
        Assert.True(found.Succeeded, found.Problem?.Detail);
        return [.. found.Value.Items.Select(one => one.Key)];
    }

    private static async Task<IReadOnlyList<AuditLine>> Audit(DeskHost desk, string kind)
    {
        await desk.AddPerson("auditor", Permissions.ReadAudit);
        return (await desk.Get<ListAudit>().Handle(await desk.User("auditor"), new() { Kind = kind }, ct: Ct)).Value.Items;
    }
}
