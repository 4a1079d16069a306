using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Sequence flows, choices and loops.</summary>
public sealed class FlowRulesTests
{
    private const string ManualTask = """<manualTask id="m"/>""";

    [Fact]
    public void A_flow_from_nowhere_is_refused() => Refusal.Expect(DiagnosticCodes.FlowSourceMissing, "f", Beside(Flow("f", "gone", "e")));

    [Fact]
    public void A_flow_to_nowhere_is_refused() => Refusal.Expect(DiagnosticCodes.FlowTargetMissing, "f", Beside(Flow("f", "x", "gone")));

    [Fact]
    public void A_flow_without_a_target_is_refused() =>
        Refusal.Expect(DiagnosticCodes.FlowTargetMissing, "f", Beside("""<sequenceFlow id="f" sourceRef="x"/>"""));

    [Fact]
    public void A_flow_into_a_sub_process_from_outside_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.FlowCrossesScope,
            "f",
            Beside($"""<subProcess id="sub"><startEvent id="i"/><manualTask id="in"/></subProcess>{Flow("f", "x", "in")}""")
        );

    [Fact]
    public void A_flow_into_a_start_event_is_refused() => Refusal.Expect(DiagnosticCodes.FlowIntoStart, "f", Beside(Flow("f", "x", "s")));

    [Fact]
    public void A_flow_out_of_an_end_event_is_refused() =>
        Refusal.Expect(DiagnosticCodes.FlowOutOfEnd, "f", Beside(ManualTask + Flow("f", "e", "m")));

    [Fact]
    public void A_flow_into_an_event_sub_process_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.FlowTouchesEventSubProcess,
            "f",
            Beside(
                $"""<subProcess id="sub" triggeredByEvent="true"><startEvent id="i"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent></subProcess>{Flow("f", "x", "sub")}"""
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData(" = ")]
    public void An_empty_condition_is_refused(string condition) =>
        Refusal.Expect(DiagnosticCodes.ConditionEmpty, "a", Choice(Flow("a", "x", "e", condition) + Flow("b", "x", "e", "= true")));

    [Fact]
    public void A_condition_that_is_a_fixed_text_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ConditionNotExpression,
            "a",
            Choice(Flow("a", "x", "e", "amount &gt; 1") + Flow("b", "x", "e", "= true"))
        );

    [Fact]
    public void A_condition_on_a_flow_out_of_a_task_is_refused() =>
        Refusal.Expect(DiagnosticCodes.ConditionWithoutChoice, "f", Beside(Flow("f", "x", "e", "= true")));

    [Fact]
    public void A_condition_on_a_flow_out_of_a_parallel_gateway_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ConditionWithoutChoice,
            "f",
            Process(
                $"""<startEvent id="s"/><parallelGateway id="x"/><endEvent id="e"/>{Flow("f0", "s", "x")}{Flow("f", "x", "e", "= a")}"""
            )
        );

    [Theory]
    [InlineData("exclusiveGateway")]
    [InlineData("inclusiveGateway")]
    public void A_flow_of_a_choice_without_condition_that_is_not_the_default_is_refused(string gateway) =>
        Refusal.Expect(
            DiagnosticCodes.ConditionMissing,
            "b",
            Process(
                $"""<startEvent id="s"/><{gateway} id="x"/><endEvent id="e"/>{Flow("f0", "s", "x")}{Flow("a", "x", "e", "= a")}{Flow("b", "x", "e")}"""
            )
        );

    [Fact]
    public void The_default_flow_needs_no_condition() =>
        Refusal.None(Choice(Flow("a", "x", "e", "= a") + Flow("b", "x", "e"), standard: "b"));

    [Fact]
    public void A_default_flow_of_another_gateway_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.DefaultFlowUnknown,
            "x",
            Choice(Flow("a", "x", "e", "= a") + Flow("b", "x", "e", "= b"), standard: "f0")
        );

    [Fact]
    public void A_condition_on_the_default_flow_is_only_a_warning() =>
        Assert.Equal(
            DiagnosticSeverity.Warning,
            Refusal
                .Expect(
                    DiagnosticCodes.DefaultFlowWithCondition,
                    "b",
                    Choice(Flow("a", "x", "e", "= a") + Flow("b", "x", "e", "= b"), standard: "b")
                )
                .Severity
        );

    [Fact]
    public void A_loop_that_only_passes_through_is_refused()
    {
        BpmnDiagnostic found = Refusal.Expect(
            DiagnosticCodes.PassThroughLoop,
            "m",
            Process(
                $"""<startEvent id="s"/>{ManualTask}<exclusiveGateway id="g" default="back"/><endEvent id="e"/>{Flow("f", "s", "m")}{Flow("f2", "m", "g")}{Flow("back", "g", "m")}{Flow("f3", "g", "e", "= a")}"""
            )
        );
        Assert.Contains("m > g > m", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_over_links_that_only_passes_through_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.PassThroughLoop,
            "m",
            Process(
                $"""
                <startEvent id="s"/>{ManualTask}{Flow("f", "s", "m")}{Flow("f2", "m", "go")}{Flow("f3", "here", "m")}
                <intermediateThrowEvent id="go"><linkEventDefinition name="l"/></intermediateThrowEvent>
                <intermediateCatchEvent id="here"><linkEventDefinition name="l"/></intermediateCatchEvent>
                """
            )
        );

    [Theory]
    [InlineData("""<userTask id="t"><extensionElements><zeebe:userTask/></extensionElements></userTask>""")]
    [InlineData(
        """<manualTask id="t"><extensionElements><zeebe:ioMapping><zeebe:output source="= n + 1" target="n"/></zeebe:ioMapping></extensionElements></manualTask>"""
    )]
    public void A_loop_with_a_step_that_waits_or_changes_something_is_fine(string step) =>
        Refusal.None(
            Process(
                $"""<startEvent id="s"/>{step}<exclusiveGateway id="g" default="back"/><endEvent id="e"/>{Flow("f", "s", "t")}{Flow("f2", "t", "g")}{Flow("back", "g", "t")}{Flow("f3", "g", "e", "= a")}"""
            )
        );

    [Fact]
    public void A_chain_of_ten_thousand_tasks_is_checked_without_trouble()
    {
        const int Count = 10_000;
        string tasks = string.Concat(
            Enumerable.Range(0, Count).Select(i => $"""<manualTask id="m{i}"/>{Flow($"f{i}", i == 0 ? "s" : $"m{i - 1}", $"m{i}")}""")
        );
        Refusal.None(Process($"""<startEvent id="s"/>{tasks}"""));
    }

    private static string Choice(string flows, string? standard = null)
    {
        string attribute = standard is null ? "" : $" default=\"{standard}\"";
        return Process($"""<startEvent id="s"/><exclusiveGateway id="x"{attribute}/><endEvent id="e"/>{Flow("f0", "s", "x")}{flows}""");
    }
}
