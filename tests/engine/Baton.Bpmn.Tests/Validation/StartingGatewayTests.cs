using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Event-based gateways that start instances.</summary>
public sealed class StartingGatewayTests
{
    private const string Letter = """<intermediateCatchEvent id="a"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""";
    private const string Call = """<intermediateCatchEvent id="b"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>""";

    private static readonly string Messages = Message("m", "letter", key: null) + Message("n", "call", key: null);

    [Fact]
    public void A_process_may_begin_with_one_and_its_messages_need_no_correlation_key()
    {
        Refusal.None(Process(Gateway(Letter + Call), Messages));
        Refusal.None(Beside(Gateway(Letter + Call), Messages));
    }

    [Fact]
    public void Without_the_attribute_the_messages_need_a_key() =>
        Assert.Equal(
            [DiagnosticCodes.CorrelationKeyMissing, DiagnosticCodes.CorrelationKeyMissing],
            Validate(Beside(Gateway(Letter + Call, ""), Messages)).Select(found => found.Code)
        );

    [Fact]
    public void A_timer_behind_it_may_repeat_like_that_of_a_start_event() =>
        Refusal.None(
            Process(
                Gateway(
                    Letter
                        + """<intermediateCatchEvent id="b"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></intermediateCatchEvent>"""
                ),
                Messages
            )
        );

    [Theory]
    [InlineData("""instantiate="true" eventGatewayType="Parallel" """)]
    [InlineData("""eventGatewayType="Parallel" """)]
    public void One_that_needs_all_of_its_events_is_refused_with_the_reason(string attributes)
    {
        string messages = Message("m", "letter") + Message("n", "call");
        BpmnDiagnostic found = Refusal.Expect(
            DiagnosticCodes.UnsupportedElement,
            "g",
            Beside(Gateway(Letter + Call, attributes), messages)
        );
        Assert.Contains("eventGatewayType Parallel", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_type_exclusive_is_what_it_is_anyway() =>
        Refusal.None(Process(Gateway(Letter + Call, """instantiate="true" eventGatewayType="Exclusive" """), Messages));

    [Fact]
    public void One_with_an_incoming_flow_is_refused() =>
        Refusal.Expect(DiagnosticCodes.EventGatewayStart, "g", Beside(Gateway(Letter + Call) + Flow("back", "x", "g"), Messages));

    [Fact]
    public void One_in_a_sub_process_is_refused()
    {
        string messages = Message("m", "letter") + Message("n", "call");
        Refusal.Expect(
            DiagnosticCodes.EventGatewayStart,
            "g",
            Around($"""<subProcess id="x"><startEvent id="in"/>{Gateway(Letter + Call)}</subProcess>""", messages)
        );
    }

    [Fact]
    public void An_event_behind_it_that_needs_several_things_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.EventGatewayStart,
            "b",
            Process(
                Gateway(
                    Letter
                        + """<intermediateCatchEvent id="b" parallelMultiple="true"><messageEventDefinition messageRef="n"/><signalEventDefinition signalRef="s1"/></intermediateCatchEvent>"""
                ),
                Messages + """<signal id="s1" name="alarm"/>"""
            )
        );

    [Fact]
    public void A_message_that_a_start_event_waits_for_too_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.StartsWithSameName,
            "a",
            Process("""<startEvent id="first"><messageEventDefinition messageRef="m"/></startEvent>""" + Gateway(Letter + Call), Messages)
        );

    [Fact]
    public void Two_events_behind_it_with_one_name_are_told_once() =>
        Refusal.Expect(
            DiagnosticCodes.EventGatewaySameName,
            "b",
            Process(Gateway(Letter + Call.Replace("\"n\"", "\"m\"", StringComparison.Ordinal)), Messages)
        );

    private static string Gateway(string events, string attributes = "instantiate=\"true\"") =>
        $"""<eventBasedGateway id="g" {attributes}/>{events}{Flow("g1", "g", "a")}{Flow("g2", "g", "b")}""";
}
