using Baton.Bpmn;
using Baton.Engine.AdHoc;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.AdHoc;

/// <summary>Activities that begin when somebody says so.</summary>
public sealed class AdHocRules
{
    private static string Task(string id) => $"<serviceTask id='{id}'><zeebe:taskDefinition type='x'/></serviceTask>";

    private static Scenario AdHoc(string extensions, string inside, string attributes = "") =>
        new($"<startEvent id='s'/><adHocSubProcess id='ah' {attributes}>{extensions}{inside}</adHocSubProcess><flow>s -> ah</flow>");

    private static AdHocActivation[] Begin(params string[] ids) => [.. ids.Select(id => new AdHocActivation(id, FeelContext.Empty))];

    [Fact]
    public void The_list_begins_its_activities_and_all_is_done_when_they_are()
    {
        Scenario scenario = AdHoc("<zeebe:adHoc activeElementsCollection='=list'/>", Task("A") + Task("B") + Task("C"))
            .Start(("list", FeelJson.Parse("""["A","C"]""")));
        Assert.Equal("A C ah ah#innerInstance ah#innerInstance", scenario.Open);
        scenario.Complete("A");
        scenario.Complete("C");

        Assert.Equal("s A ah#innerInstance C ah#innerInstance ah p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData("""["nope"]""")]
    [InlineData("""["after"]""")]
    [InlineData("""[1]""")]
    [InlineData(""" "A" """)]
    public void A_list_of_anything_but_what_can_begin_is_an_incident(string list)
    {
        Scenario scenario = AdHoc("<zeebe:adHoc activeElementsCollection='=list'/>", Task("A") + Task("after") + "<flow>A -> after</flow>")
            .Start(("list", FeelJson.Parse(list)));
        Assert.Equal((IncidentType.ExtractValueError, "ah"), (scenario.Incident().Type, scenario.Incident().Element.Element.Id));
        scenario.Set("list", FeelJson.Parse("""["A"]"""));
        scenario.Resolve();
        Assert.Equal("A ah ah#innerInstance", scenario.Open);
    }

    [Fact]
    public void Without_a_list_it_waits_and_what_somebody_begins_follows_its_flow()
    {
        Scenario scenario = AdHoc("", Task("A") + Task("B") + "<flow>A -> B</flow>").Start();
        long key = scenario.Element("ah").Key;
        Assert.Equal("ah", scenario.Open);
        scenario.Do(new ActivateAdHocElements(key, [new AdHocActivation("A", Scenario.Vars(("x", 1)))], CancelRemaining: false));
        Assert.Equal<FeelValue>(1, scenario.Written(scenario.Element("ah#innerInstance").Key, "x"));
        scenario.Complete("A");
        Assert.Equal("B ah ah#innerInstance", scenario.Open);
        scenario.Complete("B");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Unknown_activities_an_empty_list_and_an_unknown_sub_process_are_refused()
    {
        Scenario scenario = AdHoc("", Task("A")).Start();
        long key = scenario.Element("ah").Key;
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(new ActivateAdHocElements(key, Begin("A", "no"), false)).Kind);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(new ActivateAdHocElements(key, [], false)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new ActivateAdHocElements(1, Begin("A"), false)).Kind);
    }

    [Fact]
    public void A_true_condition_cuts_off_the_rest()
    {
        Scenario scenario = AdHoc(
                "<zeebe:adHoc activeElementsCollection='=[\"A\",\"B\"]'/><completionCondition>=enough</completionCondition>",
                Task("A") + Task("B")
            )
            .Start(("enough", false));
        long key = scenario.Element("ah").Key;
        scenario.Complete("A");
        Assert.Equal("B ah ah#innerInstance", scenario.Open);
        scenario.Do(new ActivateAdHocElements(key, Begin("A"), false));
        scenario.Set("enough", true);
        scenario.Complete("A");

        Assert.Contains("B", scenario.Terminated, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_true_condition_may_wait_for_the_rest_and_lets_nothing_begin_any_more()
    {
        Scenario scenario = AdHoc(
                "<zeebe:adHoc activeElementsCollection='=[\"A\",\"B\"]'/><completionCondition>=true</completionCondition>",
                Task("A") + Task("B"),
                "cancelRemainingInstances='false'"
            )
            .Start();
        long key = scenario.Element("ah").Key;
        scenario.Complete("A");
        Assert.Equal("B ah ah#innerInstance", scenario.Open);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new ActivateAdHocElements(key, Begin("A"), false)).Kind);
        scenario.Complete("B");
        scenario.AssertCompleted();
    }

    [Fact]
    public void With_a_condition_that_never_holds_it_stays_active_and_a_wrong_one_is_an_incident()
    {
        Scenario scenario = AdHoc(
                "<zeebe:adHoc activeElementsCollection='=[\"A\"]'/><completionCondition>=enough</completionCondition>",
                Task("A")
            )
            .Start(("enough", 1));
        scenario.Complete("A");
        Assert.Equal((IncidentType.ExtractValueError, "ah"), (scenario.Incident().Type, scenario.Incident().Element.Element.Id));
        scenario.Set("enough", false);
        scenario.Resolve();
        Assert.Equal("ah", scenario.Open);
    }

    [Fact]
    public void Results_are_gathered_as_flows_end_and_go_to_the_scope_around()
    {
        Scenario scenario = AdHoc(
                "<zeebe:adHoc activeElementsCollection='=[\"A\",\"B\"]' outputCollection='all' outputElement='=mine'/>",
                "<serviceTask id='A'><zeebe:taskDefinition type='x'/><zeebe:output source='=1' target='mine'/></serviceTask>" + Task("B")
            )
            .Start();
        scenario.Complete("B");
        scenario.Complete("A");
        Assert.Equal(FeelJson.Parse("[null,1]"), scenario.Variable("all"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_worker_decides_what_begins_and_when_it_is_enough_with_one_job_at_a_time()
    {
        Scenario scenario = AdHoc("<zeebe:taskDefinition type='agent'/>", Task("A") + Task("B")).Start();
        Job first = scenario.Job("ah");
        Assert.Equal(JobKind.AdHocSubProcess, first.Kind);
        scenario.Do(new CompleteJob(first.Key, Scenario.Vars(("plan", 1))) { Result = new AdHocResult(Begin("A", "B"), false, false) });
        Assert.Equal("A B ah ah#innerInstance ah#innerInstance", scenario.Open);
        scenario.Complete("A");
        Job second = scenario.Job("ah");
        scenario.Complete("B");
        Job third = scenario.Job("ah");

        Assert.NotEqual(second.Key, third.Key);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CompleteJob(second.Key, FeelContext.Empty)).Kind);
        var both = new AdHocResult(Begin("A"), true, false);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(new CompleteJob(third.Key, FeelContext.Empty) { Result = both }).Kind);
        scenario.Do(new CompleteJob(third.Key, FeelContext.Empty) { Result = new AdHocResult([], true, true) });
        scenario.AssertCompleted();
    }

    [Fact]
    public void Workers_are_told_what_can_begin()
    {
        Scenario scenario = AdHoc(
                "<zeebe:taskDefinition type='agent'/>",
                "<task id='A' name='Ask'><documentation>Ask the customer</documentation><zeebe:properties><zeebe:property name='tool' value='mail'/></zeebe:properties></task>"
            )
            .Start();
        Assert.Equal(
            FeelJson.Parse(
                """[{"elementId":"A","elementName":"Ask","documentation":"Ask the customer","properties":{"tool":"mail"},"parameters":[]}]"""
            ),
            scenario.Written(scenario.Element("ah").Key, "adHocSubProcessElements")
        );
    }

    [Fact]
    public void The_worker_is_told_which_values_the_activities_want_from_it()
    {
        Scenario scenario = AdHoc(
                "<zeebe:taskDefinition type='agent'/>",
                """
                <task id='A'><zeebe:ioMapping>
                  <zeebe:input source='="https://x/" + fromAi(toolCall.path, "The path", "string", {pattern: "a"}, {required: false})' target='url'/>
                  <zeebe:input source='={n: [fromAi(description: "How many", value: count)], plain: other}' target='more'/>
                  <zeebe:input source='fromAi(text)' target='text'/>
                  <zeebe:output source='=fromAi(out)' target='out'/>
                </zeebe:ioMapping></task>
                """
            )
            .Start();
        Assert.Equal(
            FeelJson.Parse(
                """[{"name":"toolCall.path","description":"The path","type":"string","schema":{"pattern":"a"},"options":{"required":false}},{"name":"count","description":"How many"}]"""
            ),
            scenario.Written(scenario.Element("ah").Key, "adHocSubProcessElements").AsList()[0].AsContext()["parameters"]
        );
    }

    [Theory]
    [InlineData("fromAi(10)", "value")]
    [InlineData("fromAi(a, b)", "description")]
    [InlineData("fromAi(a, null, null, {n: 1 + 1})", "schema")]
    public void A_wanted_value_that_cannot_be_told_in_advance_is_refused(string call, string what)
    {
        string activity = $"<task id='A'><zeebe:ioMapping><zeebe:input source='={call}' target='x'/></zeebe:ioMapping></task>";
        CompileResult result = ModelText.TryCompile(
            "p",
            $"<startEvent id='s'/><adHocSubProcess id='ah'>{activity}</adHocSubProcess><flow>s -> ah</flow>"
        );
        BpmnDiagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal("A", found.ElementId);
        Assert.Contains(what, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupting_event_sub_process_ends_it_without_asking_the_worker()
    {
        Scenario scenario = AdHoc(
                "<zeebe:taskDefinition type='agent'/>",
                Task("A")
                    + "<subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent><task id='t'/><flow>on -> t</flow></subProcess>"
            )
            .Start();
        scenario.Do(new CompleteJob(scenario.Job("ah").Key, FeelContext.Empty) { Result = new AdHocResult(Begin("A"), false, false) });
        scenario.Fire("on");
        Assert.Equal("A ah#innerInstance", scenario.Terminated);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_boundary_event_on_it_ends_everything_inside()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><adHocSubProcess id='ah'><zeebe:adHoc activeElementsCollection='=["A"]'/>{Task("A")}</adHocSubProcess>
            <boundaryEvent id='b' attachedToRef='ah'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <flow>s -> ah</flow>
            """
        ).Start();
        scenario.Fire("b");
        Assert.Equal("A ah#innerInstance ah", scenario.Terminated);
        scenario.AssertCompleted();
    }
}
