using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Where listeners may stand and what they must say.</summary>
public sealed class ListenerRulesTests
{
    private static string Listener(string eventType, string type = "l", string more = "") =>
        $"""<zeebe:executionListener eventType="{eventType}" type="{type}" {more}/>""";

    private static string With(string element, string attributes, params string[] listeners) =>
        $"""<{element} id="x" {attributes}><extensionElements><zeebe:executionListeners>{string.Concat(listeners)}</zeebe:executionListeners></extensionElements></{element}>""";

    private static string UserTask(params string[] events) =>
        $"""<userTask id="x"><extensionElements><zeebe:userTask/><zeebe:taskListeners>{string.Concat(
            events.Select(each => $"""<zeebe:taskListener eventType="{each}" type="l"/>""")
        )}</zeebe:taskListeners></extensionElements></userTask>""";

    [Fact]
    public void Listeners_of_all_events_are_fine() =>
        Refusal.None(Around(With("manualTask", "", Listener("start"), Listener("start", "other"), Listener("end"), Listener("cancel"))));

    [Theory]
    [InlineData("begin", "l")]
    [InlineData("start", "")]
    public void A_listener_without_a_known_event_or_a_job_type_is_refused(string eventType, string type) =>
        Refusal.Expect(DiagnosticCodes.ListenerIncomplete, "x", Around(With("manualTask", "", Listener(eventType, type))));

    [Fact]
    public void Two_listeners_with_one_event_and_one_job_type_are_refused() =>
        Refusal.Expect(DiagnosticCodes.ListenerRepeated, "x", Around(With("manualTask", "", Listener("start"), Listener("start"))));

    [Fact]
    public void Retries_that_are_no_number_are_refused() =>
        Refusal.Expect(
            DiagnosticCodes.RetriesNotNumber,
            "x",
            Around(With("manualTask", "", Listener("start", "l", """retries="often" """)))
        );

    [Theory]
    [InlineData("exclusiveGateway", "end")]
    [InlineData("manualTask", "beforeAll")]
    public void A_listener_for_an_event_that_the_element_never_comes_to_is_refused(string element, string eventType) =>
        Refusal.Expect(DiagnosticCodes.ListenerNotAllowedHere, "x", Around(With(element, "", Listener(eventType))));

    [Fact]
    public void A_start_event_and_a_boundary_event_have_no_listeners_at_their_start()
    {
        Refusal.Expect(DiagnosticCodes.ListenerNotAllowedHere, "x", Process(With("startEvent", "", Listener("start"))));
        Refusal.Expect(
            DiagnosticCodes.ListenerNotAllowedHere,
            "b",
            Beside(
                """<boundaryEvent id="b" attachedToRef="x"><extensionElements><zeebe:executionListeners>"""
                    + Listener("start")
                    + "</zeebe:executionListeners></extensionElements><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
            )
        );
    }

    [Fact]
    public void A_process_has_listeners_but_no_iterations_to_come_before()
    {
        static string Model(string eventType) =>
            Process(
                $"""<extensionElements><zeebe:executionListeners>{Listener(eventType)}</zeebe:executionListeners></extensionElements><startEvent id="s"/>"""
            );
        Refusal.None(Model("start"));
        Refusal.Expect(DiagnosticCodes.ListenerNotAllowedHere, "p", Model("beforeAll"));
    }

    [Fact]
    public void Task_listeners_belong_to_user_tasks_and_their_older_words_are_understood()
    {
        Refusal.None(Around(UserTask("create", "assignment", "update", "complete", "cancel")));
        Refusal.Expect(DiagnosticCodes.ListenerIncomplete, "x", Around(UserTask("started")));
        Refusal.Expect(
            DiagnosticCodes.ListenerNotAllowedHere,
            "x",
            Around(
                """<manualTask id="x"><extensionElements><zeebe:taskListeners><zeebe:taskListener eventType="creating" type="l"/></zeebe:taskListeners></extensionElements></manualTask>"""
            )
        );
    }

    [Fact]
    public void A_user_task_that_is_a_job_has_no_task_listeners() =>
        Refusal.Expect(
            DiagnosticCodes.ListenerNotAllowedHere,
            "x",
            Around(UserTask("creating").Replace("<zeebe:userTask/>", "", StringComparison.Ordinal))
        );
}
