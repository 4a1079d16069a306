using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Designs;
using Baton.Desk.Sandbox;
using Baton.Desk.Tests.Http;
using Baton.Engine;

namespace Baton.Desk.Tests.Sandbox;

/// <summary>Drafts are played step by step: what waits, what follows, and that nothing of it leaves.</summary>
public sealed class SandboxTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task The_fax_process_is_played_from_approval_to_the_archive()
    {
        await using var room = await PlayRoom.Open();

        var begun = await room.Play();
        var task = Assert.Single(begun.Tasks);
        Assert.Equal(("Approve", "uma"), (task.ElementId, Assert.Single(task.Actors).Code));
        Assert.NotNull(task.Form);
        Assert.Equal(["approve", "reject"], task.Actions.Select(action => action.Id));
        Assert.Equal(["Approve"], begun.Tokens.Select(token => token.ElementId));
        Assert.Equal(DeskHost.Morning.AddDays(2), Assert.Single(begun.Timers).DueAt);
        Assert.Contains(begun.Log, entry => entry.Text == "The decision “Default manager” answered \"um.lee\" by rule 1.");
        Assert.Null(begun.Next);

        var approved = await room.Play(PlayRoom.Approve);
        var job = Assert.Single(approved.Jobs);
        Assert.Equal("Would send the fax to +85221230000.", job.Would);
        Assert.Contains(job.Errors, error => error.Code == "FAX_FAILED");
        Assert.Contains(
            approved.Log,
            entry => entry.Text.StartsWith("“Check and approve” was completed by Uma Wong: ", StringComparison.Ordinal)
        );
        Assert.Contains(approved.Variables, one => one is { Name: "decision", Json: "\"approve\"", IsNew: true });
        Assert.Equal(SandboxStepKind.CompleteJob, approved.Next!.Kind);

        var archived = await room.Play(PlayRoom.Approve, approved.Next);
        Assert.True(archived.IsEnded);
        Assert.Equal(["CaseOpened", "DefaultManager", "Approve", "Decision", "SendFax", "Archived"], archived.Path);
        Assert.Null(archived.Next);
        Assert.Contains(archived.Variables, one => one is { Name: "faxStatus", Json: "\"sent\"" });
    }

    [Fact]
    public async Task A_rejected_case_goes_back_and_what_the_desk_would_refuse_is_refused()
    {
        await using var room = await PlayRoom.Open();
        var reject = new SandboxStep
        {
            Kind = SandboxStepKind.CompleteTask,
            Element = "Approve",
            Action = "reject",
        };

        var unsaid = await room.Try(reject);
        Assert.Equal(1, unsaid.RefusedStep);
        Assert.Contains(unsaid.Problem!.Fields, field => field.Field == "opinion");
        Assert.Equal("Approve", Assert.Single(unsaid.View.Tasks).ElementId);

        var stranger = await room.Try(reject with { Opinion = "No.", ActAs = "fax-agent" });
        Assert.Equal("not-offered", stranger.Problem!.Code);

        var rejected = await room.Play(reject with { Opinion = "Not complete." });
        Assert.Equal("Revise", Assert.Single(rejected.Tasks).ElementId);
        Assert.Contains(rejected.Log, entry => entry.Details.Contains("Opinion: Not complete."));
    }

    [Fact]
    public async Task The_clock_goes_to_the_next_time_and_no_further()
    {
        await using var room = await PlayRoom.Open();

        var early = await room.Play(new SandboxStep { Kind = SandboxStepKind.Advance, Minutes = 60 });
        Assert.Equal(("Approve", DeskHost.Morning.AddHours(1)), (Assert.Single(early.Tasks).ElementId, early.Now));

        var overdue = await room.Play(new SandboxStep { Kind = SandboxStepKind.NextTimer });
        Assert.Equal(("ApproveByCsm", DeskHost.Morning.AddDays(2)), (Assert.Single(overdue.Tasks).ElementId, overdue.Now));
        Assert.Equal(["csm"], Assert.Single(overdue.Tasks).Actors.Select(actor => actor.Code));
        Assert.Empty(overdue.Timers);
    }

    [Fact]
    public async Task A_fax_that_fails_is_handled_and_given_up()
    {
        await using var room = await PlayRoom.Open();
        var failed = (await room.Play(PlayRoom.Approve)).Jobs[0].Errors.First(error => error.Code == "FAX_FAILED");

        var handled = await room.Play(
            PlayRoom.Approve,
            new SandboxStep
            {
                Kind = SandboxStepKind.ThrowError,
                Element = "SendFax",
                Code = failed.Code,
                Values = failed.Values,
            }
        );

        Assert.Equal("HandleFailedFax", Assert.Single(handled.Tasks).ElementId);
        Assert.Contains(handled.Variables, one => one is { Name: "faxStatus", Json: "\"failed\"" });
    }

    [Fact]
    public async Task A_job_that_fails_for_the_last_time_stops_and_goes_on_when_it_is_tried_again()
    {
        await using var room = await PlayRoom.Open();
        var fail = new SandboxStep
        {
            Kind = SandboxStepKind.FailJob,
            Element = "SendFax",
            Message = "The gateway is away.",
        };

        var stopped = await room.Play(PlayRoom.Approve, fail, fail, fail);
        Assert.Contains("The gateway is away.", Assert.Single(stopped.Incidents).Text, StringComparison.Ordinal);
        Assert.Empty(stopped.Jobs);
        var again = await room.Play(
            PlayRoom.Approve,
            fail,
            fail,
            fail,
            new SandboxStep { Kind = SandboxStepKind.Resolve, Element = "SendFax" }
        );
        Assert.Empty(again.Incidents);
        Assert.Single(again.Jobs);
    }

    [Fact]
    public async Task The_same_steps_give_the_same_run_and_taking_one_back_gives_the_run_before()
    {
        await using var room = await PlayRoom.Open();
        SandboxStep[] steps =
        [
            new() { Kind = SandboxStepKind.Advance, Minutes = 30 },
            PlayRoom.Approve,
            new()
            {
                Kind = SandboxStepKind.SetVariables,
                Values = new() { ["note"] = "x" },
            },
        ];

        var views = new List<SandboxView>();
        for (var count = 0; count <= steps.Length; count++)
            views.Add(await room.Play(steps[..count]));
        for (var count = steps.Length; count >= 0; count--)
        {
            var again = await room.Play(steps[..count]);
            Assert.Equal(views[count].Fingerprint, again.Fingerprint);
            Assert.Equal(views[count].Log.Select(one => one.Text), again.Log.Select(one => one.Text));
        }
        Assert.Equal(views.Count, views.Select(view => (view.Fingerprint, view.Now)).Distinct().Count());
    }

    [Fact]
    public async Task A_refused_step_leaves_the_run_as_it_was()
    {
        await using var room = await PlayRoom.Open();
        var before = await room.Play(PlayRoom.Approve);

        var refused = await room.Try(PlayRoom.Approve, PlayRoom.Approve, new SandboxStep { Kind = SandboxStepKind.NextTimer });

        Assert.Equal((2, "not-waiting"), (refused.RefusedStep, refused.Problem!.Code));
        Assert.Equal(before.Fingerprint, refused.View.Fingerprint);
        Assert.Equal(1, refused.View.StepCount);
    }

    [Fact]
    public async Task Nothing_leaves_the_sandbox_and_nothing_is_written()
    {
        await using var room = await PlayRoom.Open();
        var before = await room.Rows();

        await room.Play(PlayRoom.Approve, new SandboxStep { Kind = SandboxStepKind.CompleteJob, Element = "SendFax" });

        Assert.Equal(before, await room.Rows());
        Assert.Equal(0, before["outbox"]);
    }

    [Fact]
    public async Task A_loop_without_a_wait_is_stopped_with_a_sentence()
    {
        await using var room = await PlayRoom.Open();
        const string Loop = """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="join"/>
            <exclusiveGateway id="join" name="Round"/><sequenceFlow id="f2" sourceRef="join" targetRef="work"/>
            <scriptTask id="work" name="Work"><extensionElements><zeebe:script expression="=1" resultVariable="x"/></extensionElements></scriptTask><sequenceFlow id="f3" sourceRef="work" targetRef="join"/>
            """;

        var view = await room.PlayText(PlayRoom.Model(Loop));

        Assert.Contains("goes round without ever waiting", Assert.Single(view.Incidents).Text, StringComparison.Ordinal);
        Assert.Null(view.Next);
    }

    [Fact]
    public async Task Timers_without_end_and_too_many_steps_are_refused()
    {
        await using var room = await PlayRoom.Open();
        const string Ticking = """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/><userTask id="wait"><extensionElements><zeebe:userTask/></extensionElements></userTask>
            <boundaryEvent id="tick" attachedToRef="wait" cancelActivity="false"><timerEventDefinition><timeCycle>R/PT1M</timeCycle></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f2" sourceRef="tick" targetRef="end"/><endEvent id="end"/>
            """;

        var day = await room.TryText(PlayRoom.Model(Ticking), new SandboxStep { Kind = SandboxStepKind.Advance, Minutes = 1440 });
        Assert.Equal("too-much", day.Problem!.Code);
        var step = new SandboxStep { Kind = SandboxStepKind.Advance, Minutes = 1 };
        var many = await room.Outcome(PlayRoom.Model(Ticking), [.. Enumerable.Repeat(step, 301)]);
        Assert.Equal("too-many-steps", many.Problem!.Code);
    }

    [Fact]
    public async Task Messages_signals_and_called_processes_are_played()
    {
        await using var room = await PlayRoom.Open();
        const string Waiting = """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="split"/><parallelGateway id="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="answer"/><sequenceFlow id="f3" sourceRef="split" targetRef="alarm"/>
            <intermediateCatchEvent id="answer"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <intermediateCatchEvent id="alarm"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
            """;
        var text = PlayRoom.Model(
            Waiting,
            """
            <message id="m" name="Answered"><extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>
            <signal id="s" name="All"/>
            """
        );

        var waits = await room.PlayText(text);
        Assert.Equal(("Answered", "k"), (Assert.Single(waits.Messages).MessageName, waits.Messages[0].CorrelationKey));
        var ended = await room.PlayText(
            text,
            new SandboxStep
            {
                Kind = SandboxStepKind.Message,
                Element = "answer",
                Values = new() { ["said"] = "yes" },
            },
            new SandboxStep { Kind = SandboxStepKind.Signal, Code = "All" }
        );
        Assert.True(ended.IsEnded);

        var caller = await room.PlayText(
            PlayRoom.Model(
                """
                <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
                <callActivity id="call"><extensionElements><zeebe:calledElement processId="tos"/></extensionElements></callActivity>
                """
            )
        );
        Assert.Contains(caller.Tokens, token => token is { ElementId: "Approve", ProcessId: "tos" });
    }

    [Fact]
    public async Task Other_drafts_of_the_same_person_stand_for_what_is_deployed()
    {
        await using var room = await PlayRoom.Open();
        var text = PlayRoom.Model(
            """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
            <userTask id="ask"><extensionElements><zeebe:userTask/><zeebe:formDefinition formId="brand-new"/></extensionElements></userTask>
            """
        );
        const string Form = """
            {"id":"brand-new","type":"default","components":[{"type":"textfield","key":"why","label":"Why","validate":{"required":true}}]}
            """;

        Assert.NotEmpty((await room.PlayText(text)).Incidents);
        var played = await room.Outcome(text, [], new SandboxDraft(DesignKind.Form, Form));
        Assert.Equal("brand-new", Assert.Single(played.Value.View.Tasks).FormId);
        var empty = await room.Outcome(
            text,
            [new SandboxStep { Kind = SandboxStepKind.CompleteTask, Element = "ask" }],
            new SandboxDraft(DesignKind.Form, Form)
        );
        Assert.Contains(empty.Value.Problem!.Fields, field => field.Field == "form.why");
    }

    [Fact]
    public async Task A_text_that_cannot_be_deployed_cannot_be_played_and_says_why()
    {
        await using var room = await PlayRoom.Open();

        var broken = await room.Outcome("<definitions", []);
        Assert.Equal("not-playable", broken.Problem!.Code);
        Assert.NotEmpty(broken.Problem.Fields);
        var lonely = await room.Outcome(PlayRoom.Model("""<userTask id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>"""), []);
        Assert.NotEmpty(lonely.Problem!.Fields);
    }

    [Fact]
    public async Task A_called_process_is_drawn_too_from_the_draft_that_stands_for_it()
    {
        await using var room = await PlayRoom.Open();
        var dora = await room.Desk.User("dora");
        var called = PlayRoom
            .Model(
                """<startEvent id="s2"/><userTask id="inside" name="Inside"><extensionElements><zeebe:userTask/></extensionElements></userTask><sequenceFlow id="g" sourceRef="s2" targetRef="inside"/>"""
            )
            .Replace("\"made\"", "\"inner\" name=\"Inner\"", StringComparison.Ordinal);
        var text = PlayRoom.Model(
            """<startEvent id="s"/><callActivity id="call"><extensionElements><zeebe:calledElement processId="inner"/></extensionElements></callActivity><sequenceFlow id="f" sourceRef="s" targetRef="call"/>"""
        );
        Assert.True(
            (await room.Desk.Get<StartDesign>().Handle(dora, new(DesignKind.Process, "Inner") { Text = called }, DeskHost.Ct)).Succeeded
        );
        Assert.True((await room.Desk.Get<StartDesign>().Handle(dora, new(DesignKind.Process, "Other"), DeskHost.Ct)).Succeeded);

        var draft = Assert.Single((await room.Desk.Get<ListBesideDrafts>().Handle(dora, new(text), DeskHost.Ct)).Value);
        var played = (await room.Outcome(text, [], new SandboxDraft(draft.Kind, draft.Text))).Value.View;

        Assert.Equal(("inner", "Inner"), (draft.ModelId, draft.Name));
        var drawn = Assert.Single(played.Called);
        Assert.Equal(("inner", called), (drawn.ProcessId, drawn.Xml));
        Assert.Equal("Inside", drawn.Names["inside"]);
        Assert.Contains(played.Tokens, token => token is { ElementId: "inside", ProcessId: "inner" });
    }

    [Fact]
    public async Task A_run_is_played_over_http_and_odd_bodies_are_refused_with_the_field_that_is_wrong()
    {
        await using var server = await DeskServer.Start();
        await server.Desk.AddPerson("dora", Permissions.DrawDesigns);
        var dora = server.Client("dora");
        var text = PlayRoom.Model(
            """<startEvent id="s"/><userTask id="look"><extensionElements><zeebe:userTask/></extensionElements></userTask><sequenceFlow id="f" sourceRef="s" targetRef="look"/>"""
        );

        var played = await Post(new { text, steps = new[] { new { kind = "completeTask", element = "look" } } });
        Assert.Equal((HttpStatusCode.OK, true), (played.Status, (bool)played.Body["view"]!["isEnded"]!));
        var refused = await Post(new { text, steps = new[] { new { kind = "completeTask", element = "nothing" } } });
        Assert.Equal((HttpStatusCode.OK, 1), (refused.Status, (int)refused.Body["refusedStep"]!));

        Assert.Equal("text", await Fault(new { }));
        Assert.Equal("steps", await Fault(new { text, steps = new object?[] { null } }));
        Assert.Equal("steps", await Fault(new { text, beside = new object?[] { null } }));
        Assert.Equal("beside", await Fault(new { text, beside = Enumerable.Repeat(new { kind = "form", text = "{}" }, 21) }));
        Assert.Equal("start.at", await Fault(new { text, start = new { at = "1200-01-01T00:00:00Z" } }));
        foreach (
            var odd in new[]
            {
                "",
                "null",
                "[]",
                "{\"steps\":[{\"kind\":\"dance\"}]}",
                "{\"text\":7}",
                "{\"start\":{\"values\":[1]}}",
                "{\"text",
            }
        )
        {
            using var content = new StringContent(odd, Encoding.UTF8, "application/json");
            using var answer = await dora.PostAsync(new Uri("/api/designs/play", UriKind.Relative), content, DeskHost.Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        using var forbidden = await server.Client("amy").PostAsJsonAsync("/api/designs/play", new { text }, DeskHost.Ct);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        async Task<(HttpStatusCode Status, JsonNode Body)> Post(object body)
        {
            using var answer = await dora.PostAsJsonAsync("/api/designs/play", body, DeskHost.Ct);
            return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(DeskHost.Ct))!);
        }

        async Task<string?> Fault(object body)
        {
            var (status, problem) = await Post(body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            return problem["errors"]?.AsObject().First().Key ?? problem.ToJsonString();
        }
    }

    [Fact]
    public async Task Only_those_who_draw_may_play_and_case_values_follow_the_rights_of_the_case()
    {
        await using var room = await PlayRoom.Open();
        var opened = await room.Desk.Open();

        var rita = await room.Desk.Get<PlaySandbox>().Handle(await room.Desk.User("rita"), new(PlayRoom.Tos, null, null), Ct);
        Assert.Equal(RejectionKind.Forbidden, rita.Problem!.Kind);
        var unseen = await room.Desk.Get<TakeCaseValues>().Handle(await room.Desk.User("dora"), opened.Number, Ct);
        Assert.Equal(RejectionKind.NotFound, unseen.Problem!.Kind);
        await room.Desk.AddPerson("dana", Permissions.DrawDesigns, Permissions.ReadAllCases);
        var taken = await room.Desk.Get<TakeCaseValues>().Handle(await room.Desk.User("dana"), opened.Number, Ct);
        Assert.Equal(opened.Number, taken.Value["caseNumber"]!.GetValue<string>());
        Assert.Equal("mobile", taken.Value["serviceType"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_start_offers_the_form_of_the_case_type_and_a_made_up_case()
    {
        await using var room = await PlayRoom.Open();

        var offer = await room.Desk.Get<OfferStart>().Handle(await room.Desk.User("dora"), new(PlayRoom.Tos), Ct);

        Assert.Equal("tos", offer.Value.ProcessId);
        Assert.True(offer.Value.HasPlainStart);
        Assert.Contains(offer.Value.CaseTypes, type => type.Code == "tos" && type.Form is not null);
        Assert.Equal("TEST-1", offer.Value.Sample["caseNumber"]!.GetValue<string>());
    }
}
