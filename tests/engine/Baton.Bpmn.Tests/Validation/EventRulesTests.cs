using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Start events, boundary events, event-based gateways and what events wait for or throw.</summary>
public sealed class EventRulesTests
{
    private const string Hour = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";

    [Fact]
    public void A_process_without_a_start_event_is_refused() =>
        Refusal.Expect(DiagnosticCodes.StartMissing, "p", Process("""<manualTask id="m"/>"""));

    [Fact]
    public void Two_start_events_without_a_trigger_are_refused() =>
        Refusal.Expect(DiagnosticCodes.SeveralNoneStarts, "s2", Beside("""<startEvent id="s2"/>"""));

    [Fact]
    public void A_none_start_beside_a_message_start_is_fine() =>
        Refusal.None(
            Beside("""<startEvent id="s2"><messageEventDefinition messageRef="m"/></startEvent>""", Message("m", "go", key: null))
        );

    [Fact]
    public void Two_start_events_for_one_message_are_refused() =>
        Refusal.Expect(
            DiagnosticCodes.StartsWithSameName,
            "s3",
            Beside(
                """<startEvent id="s2"><messageEventDefinition messageRef="m"/></startEvent><startEvent id="s3"><messageEventDefinition messageRef="n"/></startEvent>""",
                Message("m", "go") + Message("n", "go")
            )
        );

    [Fact]
    public void Two_start_events_with_one_condition_are_refused() =>
        Refusal.Expect(
            DiagnosticCodes.StartsWithSameName,
            "s3",
            Beside(
                """<startEvent id="s2"><conditionalEventDefinition><condition>= a</condition></conditionalEventDefinition></startEvent><startEvent id="s3"><conditionalEventDefinition><condition>= a</condition></conditionalEventDefinition></startEvent>"""
            )
        );

    [Fact]
    public void A_process_that_begins_by_an_error_is_refused() =>
        Refusal.Expect(DiagnosticCodes.EventNotAllowedHere, "s2", Beside("""<startEvent id="s2"><errorEventDefinition/></startEvent>"""));

    [Theory]
    [InlineData("""<manualTask id="in"/>""", "sub")]
    [InlineData("""<startEvent id="a"/><startEvent id="b"/>""", "sub")]
    [InlineData($"""<startEvent id="a">{Hour}</startEvent>""", "a")]
    public void An_embedded_sub_process_begins_with_exactly_one_start_event_without_a_trigger(string content, string elementId) =>
        Refusal.Expect(DiagnosticCodes.StartOfSubProcess, elementId, Beside($"""<subProcess id="sub">{content}</subProcess>"""));

    [Theory]
    [InlineData("""<manualTask id="in"/>""", "sub")]
    [InlineData("""<startEvent id="a"/>""", "a")]
    [InlineData("""<startEvent id="a" isInterrupting="false"><errorEventDefinition/></startEvent>""", "a")]
    public void An_event_sub_process_begins_with_exactly_one_event(string content, string elementId) =>
        Refusal.Expect(
            DiagnosticCodes.StartOfEventSubProcess,
            elementId,
            Beside($"""<subProcess id="sub" triggeredByEvent="true">{content}</subProcess>""")
        );

    [Fact]
    public void A_start_event_in_an_ad_hoc_sub_process_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.EventNotAllowedHere,
            "a",
            Beside("""<adHocSubProcess id="h"><manualTask id="in"/><startEvent id="a"/></adHocSubProcess>""")
        );

    [Fact]
    public void An_ad_hoc_sub_process_without_an_activity_is_refused() =>
        Refusal.Expect(DiagnosticCodes.AdHocEmpty, "h", Beside("""<adHocSubProcess id="h"/>"""));

    [Theory]
    [InlineData("")]
    [InlineData("attachedToRef=\"gone\"")]
    [InlineData("attachedToRef=\"e\"")]
    public void A_boundary_event_that_is_attached_to_no_activity_is_refused(string attribute) =>
        Refusal.Expect(
            DiagnosticCodes.BoundaryAttachedMissing,
            "b",
            Beside($"""<boundaryEvent id="b" {attribute}>{Hour}</boundaryEvent>""")
        );

    [Fact]
    public void A_boundary_event_with_an_incoming_flow_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.BoundaryWithIncoming,
            "b",
            Beside($"""<boundaryEvent id="b" attachedToRef="x">{Hour}</boundaryEvent>{Flow("f", "s", "b")}""")
        );

    [Fact]
    public void A_boundary_event_that_waits_for_nothing_is_refused() =>
        Refusal.Expect(DiagnosticCodes.BoundaryWithoutDefinition, "b", Beside("""<boundaryEvent id="b" attachedToRef="x"/>"""));

    [Fact]
    public void An_error_boundary_event_that_does_not_interrupt_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.BoundaryCannotBeNonInterrupting,
            "b",
            Beside("""<boundaryEvent id="b" attachedToRef="x" cancelActivity="false"><errorEventDefinition/></boundaryEvent>""")
        );

    [Fact]
    public void A_compensation_boundary_event_without_a_handler_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.CompensationHandlerMissing,
            "b",
            Beside("""<boundaryEvent id="b" attachedToRef="x"><compensateEventDefinition/></boundaryEvent>""")
        );

    [Fact]
    public void A_compensation_boundary_event_with_its_handler_is_fine() =>
        Refusal.None(
            Beside(
                """<boundaryEvent id="b" attachedToRef="x"><compensateEventDefinition/></boundaryEvent><manualTask id="undo" isForCompensation="true"/><association id="a" sourceRef="b" targetRef="undo"/>"""
            )
        );

    [Fact]
    public void Two_boundary_events_for_one_error_code_are_refused() =>
        Refusal.Expect(
            DiagnosticCodes.SeveralBoundariesWithSameTrigger,
            "b2",
            Beside(
                """<boundaryEvent id="b1" attachedToRef="x"><errorEventDefinition errorRef="r"/></boundaryEvent><boundaryEvent id="b2" attachedToRef="x"><errorEventDefinition errorRef="r"/></boundaryEvent><boundaryEvent id="b3" attachedToRef="x"><errorEventDefinition/></boundaryEvent>""",
                """<error id="r" errorCode="E"/>"""
            )
        );

    [Fact]
    public void An_event_based_gateway_with_one_target_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.EventGatewayTooFewTargets,
            "g",
            Beside($"""<eventBasedGateway id="g"/><intermediateCatchEvent id="a">{Hour}</intermediateCatchEvent>{Flow("g1", "g", "a")}""")
        );

    [Theory]
    [InlineData("""<receiveTask id="b" messageRef="theMessage"/>""")]
    [InlineData("""<manualTask id="b"/>""")]
    [InlineData("""<intermediateCatchEvent id="b"><linkEventDefinition name="l"/></intermediateCatchEvent>""")]
    public void A_target_of_an_event_based_gateway_that_is_no_catch_event_is_refused(string target) =>
        Refusal.Expect(DiagnosticCodes.EventGatewayTarget, "b", EventGateway(target));

    [Fact]
    public void A_target_of_an_event_based_gateway_with_another_incoming_flow_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.EventGatewayTarget,
            "b",
            EventGateway($"""<intermediateCatchEvent id="b">{Hour}</intermediateCatchEvent>{Flow("g3", "x", "b")}""")
        );

    [Theory]
    [InlineData("message", "theMessage")]
    [InlineData("signal", "theSignal")]
    public void Two_targets_of_an_event_based_gateway_with_one_name_are_refused(string kind, string reference)
    {
        string both = string.Concat(
            new[] { "b", "c" }.Select(id =>
                $"""<intermediateCatchEvent id="{id}"><{kind}EventDefinition {kind}Ref="{reference}"/></intermediateCatchEvent>"""
            )
        );
        Refusal.Expect(DiagnosticCodes.EventGatewaySameName, "c", EventGateway(both + Flow("g3", "g", "c")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<timeDuration> </timeDuration>")]
    [InlineData("<timeDuration>PT1H</timeDuration><timeDate>2026-01-01T00:00:00Z</timeDate>")]
    public void A_timer_without_exactly_one_time_is_refused(string times) =>
        Refusal.Expect(DiagnosticCodes.TimerNotExactlyOne, "x", Catch($"<timerEventDefinition>{times}</timerEventDefinition>"));

    [Fact]
    public void A_cycle_where_the_event_fires_only_once_is_refused()
    {
        const string Cycle = "<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>";
        Refusal.Expect(DiagnosticCodes.TimerKindNotAllowed, "x", Catch(Cycle));
        Refusal.Expect(
            DiagnosticCodes.TimerKindNotAllowed,
            "b",
            Beside($"""<boundaryEvent id="b" attachedToRef="x">{Cycle}</boundaryEvent>""")
        );
        Refusal.None(Beside($"""<boundaryEvent id="b" attachedToRef="x" cancelActivity="false">{Cycle}</boundaryEvent>"""));
    }

    [Theory]
    [InlineData("timeDuration", "2 days")]
    [InlineData("timeDuration", "P")]
    [InlineData("timeDuration", "PT")]
    [InlineData("timeDate", "2026-01-01")]
    [InlineData("timeDate", "2026-13-01T00:00:00Z")]
    public void A_fixed_time_that_is_not_ISO_8601_is_refused(string kind, string text) =>
        Refusal.Expect(DiagnosticCodes.DateNotIso, "x", Catch($"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"));

    [Theory]
    [InlineData("R/1H")]
    [InlineData("Rx/PT1H")]
    [InlineData("hourly")]
    public void A_fixed_cycle_that_is_not_ISO_8601_is_refused(string cycle) =>
        Refusal.Expect(DiagnosticCodes.DateNotIso, "s2", Beside(TimerStart("timeCycle", cycle)));

    [Theory]
    [InlineData("timeCycle", "R3/PT10M")]
    [InlineData("timeCycle", "R/2026-01-01T00:00:00Z/P1D")]
    [InlineData("timeCycle", "0 0 9-17 * * MON-FRI")]
    [InlineData("timeCycle", "@daily")]
    [InlineData("timeCycle", "= cycle(3, duration)")]
    [InlineData("timeDate", "2026-01-31T09:00:00+08:00")]
    [InlineData("timeDate", "2026-01-31T09:00:00+08:00[Asia/Hong_Kong]")]
    [InlineData("timeDuration", "P1Y2M3DT4H5M6.5S")]
    public void A_well_formed_time_is_fine(string kind, string text) => Refusal.None(Beside(TimerStart(kind, text)));

    [Theory]
    [InlineData("<messageEventDefinition/>")]
    [InlineData("<messageEventDefinition messageRef=\"gone\"/>")]
    public void A_catch_event_without_its_message_is_refused(string definition) =>
        Refusal.Expect(DiagnosticCodes.MessageMissing, "x", Catch(definition));

    [Fact]
    public void A_receive_task_without_its_message_is_refused() =>
        Refusal.Expect(DiagnosticCodes.MessageMissing, "x", Around("""<receiveTask id="x"/>"""));

    [Fact]
    public void A_message_without_a_name_is_refused() =>
        Refusal.Expect(DiagnosticCodes.MessageWithoutName, "x", Catch("<messageEventDefinition messageRef=\"m\"/>", Message("m", "")));

    [Fact]
    public void A_caught_message_without_a_correlation_key_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.CorrelationKeyMissing,
            "x",
            Catch("<messageEventDefinition messageRef=\"m\"/>", Message("m", "go", key: null))
        );

    [Fact]
    public void A_correlation_key_that_is_a_fixed_text_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ExpressionRequired,
            "x",
            Catch("<messageEventDefinition messageRef=\"m\"/>", Message("m", "go", key: "orderId"))
        );

    [Theory]
    [InlineData("<signalEventDefinition/>", DiagnosticCodes.SignalMissing)]
    [InlineData("<signalEventDefinition signalRef=\"nameless\"/>", DiagnosticCodes.SignalMissing)]
    [InlineData("<errorEventDefinition/>", DiagnosticCodes.ErrorMissing)]
    [InlineData("<errorEventDefinition errorRef=\"gone\"/>", DiagnosticCodes.ErrorMissing)]
    [InlineData("<errorEventDefinition errorRef=\"codeless\"/>", DiagnosticCodes.CodeMissing)]
    [InlineData("<escalationEventDefinition/>", DiagnosticCodes.EscalationMissing)]
    [InlineData("<escalationEventDefinition escalationRef=\"late\"/>", DiagnosticCodes.CodeMissing)]
    [InlineData("<messageEventDefinition/>", DiagnosticCodes.TaskDefinitionMissing)]
    public void An_end_event_that_does_not_say_what_it_throws_is_refused(string definition, string code) =>
        Refusal.Expect(
            code,
            "x",
            Process(
                $"""<startEvent id="s"/><endEvent id="x">{definition}</endEvent>{Flow("f", "s", "x")}""",
                """<signal id="nameless"/><error id="codeless"/><escalation id="late"/>"""
            )
        );

    [Fact]
    public void A_boundary_event_that_catches_any_error_is_fine() =>
        Refusal.None(Beside("""<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition/></boundaryEvent>"""));

    [Fact]
    public void A_boundary_event_for_an_error_that_does_not_exist_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ErrorMissing,
            "b",
            Beside("""<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition errorRef="gone"/></boundaryEvent>""")
        );

    [Fact]
    public void A_conditional_event_without_a_condition_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ConditionalWithoutCondition,
            "x",
            Catch("<conditionalEventDefinition><condition>=</condition></conditionalEventDefinition>")
        );

    [Fact]
    public void A_link_without_a_name_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.LinkWithoutName,
            "x",
            Around("""<intermediateThrowEvent id="x"><linkEventDefinition/></intermediateThrowEvent>""")
        );

    [Fact]
    public void A_link_that_leads_nowhere_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.LinkUnmatched,
            "x",
            Around("""<intermediateThrowEvent id="x"><linkEventDefinition name="l"/></intermediateThrowEvent>""")
        );

    [Fact]
    public void A_link_with_two_ends_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.LinkUnmatched,
            "l2",
            Beside(
                """<intermediateCatchEvent id="l1"><linkEventDefinition name="l"/></intermediateCatchEvent><intermediateCatchEvent id="l2"><linkEventDefinition name="l"/></intermediateCatchEvent>"""
            )
        );

    private static string Catch(string definition, string beside = "") =>
        Around($"""<intermediateCatchEvent id="x">{definition}</intermediateCatchEvent>""", beside);

    private static string TimerStart(string kind, string text) =>
        $"""<startEvent id="s2"><timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition></startEvent>""";

    private static string EventGateway(string second) =>
        Beside(
            $"""<eventBasedGateway id="g"/><intermediateCatchEvent id="a">{Hour}</intermediateCatchEvent>{second}{Flow("g0", "x", "g")}{Flow("g1", "g", "a")}{Flow("g2", "g", "b")}""",
            Message("theMessage", "go") + """<signal id="theSignal" name="stop"/>"""
        );
}
