using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Tasks, calls, mappings, listeners and what a person is shown.</summary>
public sealed class ActivityRulesTests
{
    [Theory]
    [InlineData("""<serviceTask id="x"/>""")]
    [InlineData("""<serviceTask id="x"><extensionElements><zeebe:taskDefinition type=" "/></extensionElements></serviceTask>""")]
    [InlineData("""<sendTask id="x"/>""")]
    [InlineData("""<intermediateThrowEvent id="x"><messageEventDefinition/></intermediateThrowEvent>""")]
    public void Work_for_a_job_worker_without_a_job_type_is_refused(string element) =>
        Refusal.Expect(DiagnosticCodes.TaskDefinitionMissing, "x", Around(element));

    [Theory]
    [InlineData("")]
    [InlineData("""<zeebe:script expression="=" resultVariable="r"/>""")]
    public void A_script_task_without_a_script_is_refused(string extension) =>
        Refusal.Expect(DiagnosticCodes.ScriptMissing, "x", With("scriptTask", extension));

    [Fact]
    public void A_script_that_is_a_fixed_text_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.ExpressionRequired,
            "x",
            With("scriptTask", """<zeebe:script expression="1 + 1" resultVariable="r"/>""")
        );

    [Theory]
    [InlineData("")]
    [InlineData("""<zeebe:calledDecision resultVariable="r"/>""")]
    public void A_business_rule_task_without_a_decision_is_refused(string extension) =>
        Refusal.Expect(DiagnosticCodes.DecisionMissing, "x", With("businessRuleTask", extension));

    [Theory]
    [InlineData("scriptTask", """<zeebe:script expression="= 1"/>""")]
    [InlineData("businessRuleTask", """<zeebe:calledDecision decisionId="d"/>""")]
    public void A_result_without_a_variable_is_refused(string element, string extension) =>
        Refusal.Expect(DiagnosticCodes.ResultVariableMissing, "x", With(element, extension));

    [Theory]
    [InlineData("scriptTask")]
    [InlineData("businessRuleTask")]
    public void A_script_or_decision_may_be_done_by_a_worker(string element) =>
        Refusal.None(With(element, """<zeebe:taskDefinition type="work"/>"""));

    [Fact]
    public void A_call_activity_without_a_process_is_refused() =>
        Refusal.Expect(DiagnosticCodes.CalledElementMissing, "x", Around("""<callActivity id="x"/>"""));

    [Theory]
    [InlineData("serviceTask", """<zeebe:taskDefinition type="w" retries="three"/>""")]
    [InlineData("serviceTask", """<zeebe:taskDefinition type="w" retries="-1"/>""")]
    [InlineData(
        "userTask",
        """<zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType="creating" type="l" retries="x"/></zeebe:taskListeners>"""
    )]
    public void Retries_that_are_no_number_are_refused(string element, string extension) =>
        Refusal.Expect(DiagnosticCodes.RetriesNotNumber, "x", With(element, extension));

    [Theory]
    [InlineData("-1")]
    [InlineData("101")]
    [InlineData("high")]
    public void A_priority_outside_of_0_to_100_is_refused(string priority) =>
        Refusal.Expect(
            DiagnosticCodes.PriorityOutOfRange,
            "x",
            With("userTask", $"""<zeebe:userTask/><zeebe:priorityDefinition priority="{priority}"/>""")
        );

    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("= p")]
    public void A_priority_from_0_to_100_or_an_expression_is_fine(string priority) =>
        Refusal.None(With("userTask", $"""<zeebe:userTask/><zeebe:priorityDefinition priority="{priority}"/>"""));

    [Theory]
    [InlineData("dueDate")]
    [InlineData("followUpDate")]
    public void A_date_of_a_user_task_without_a_zone_is_refused(string attribute) =>
        Refusal.Expect(
            DiagnosticCodes.DateNotIso,
            "x",
            With("userTask", $"""<zeebe:userTask/><zeebe:taskSchedule {attribute}="2026-01-31T09:00:00"/>""")
        );

    [Theory]
    [InlineData("")]
    [InlineData("formId=\"a\" externalReference=\"b\"")]
    public void A_form_that_is_not_named_in_one_way_is_refused(string attributes) =>
        Refusal.Expect(DiagnosticCodes.FormUnclear, "x", With("userTask", $"<zeebe:userTask/><zeebe:formDefinition {attributes}/>"));

    [Theory]
    [InlineData("userTask", """<zeebe:userTask/><zeebe:formDefinition formId="f" bindingType="versionTag"/>""")]
    [InlineData("callActivity", """<zeebe:calledElement processId="c" bindingType="versionTag"/>""")]
    [InlineData("businessRuleTask", """<zeebe:calledDecision decisionId="d" resultVariable="r" bindingType="versionTag"/>""")]
    public void A_binding_by_version_tag_without_the_tag_is_refused(string element, string extension) =>
        Refusal.Expect(DiagnosticCodes.VersionTagMissing, "x", With(element, extension));

    [Theory]
    [InlineData("source=\"\" target=\"a\"")]
    [InlineData("source=\"= \" target=\"a\"")]
    [InlineData("source=\"= 1\" target=\"\"")]
    [InlineData("source=\"= 1\" target=\"two words\"")]
    [InlineData("source=\"= 1\" target=\"a..b\"")]
    [InlineData("source=\"= 1\" target=\"= a\"")]
    public void A_mapping_without_a_source_or_a_usable_target_is_refused(string attributes) =>
        Refusal.Expect(
            DiagnosticCodes.MappingIncomplete,
            "x",
            With("manualTask", $"<zeebe:ioMapping><zeebe:input {attributes}/></zeebe:ioMapping>")
        );

    [Fact]
    public void A_mapping_to_a_nested_variable_in_any_script_is_fine() =>
        Refusal.None(With("manualTask", """<zeebe:ioMapping><zeebe:output source="= 1" target="客户.编号_1"/></zeebe:ioMapping>"""));

    [Theory]
    [InlineData("""<zeebe:executionListeners><zeebe:executionListener eventType="begin" type="l"/></zeebe:executionListeners>""")]
    [InlineData("""<zeebe:executionListeners><zeebe:executionListener eventType="start"/></zeebe:executionListeners>""")]
    [InlineData("""<zeebe:taskListeners><zeebe:taskListener eventType="done" type="l"/></zeebe:taskListeners>""")]
    public void A_listener_without_a_known_event_and_a_job_type_is_refused(string listeners) =>
        Refusal.Expect(DiagnosticCodes.ListenerIncomplete, "x", With("userTask", "<zeebe:userTask/>" + listeners));

    [Theory]
    [InlineData("high")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    public void A_priority_of_jobs_that_is_no_whole_number_is_refused(string priority)
    {
        string extension = $"""<zeebe:jobPriorityDefinition priority="{priority}"/>""";
        Refusal.Expect(DiagnosticCodes.JobPriorityNotNumber, "x", With("serviceTask", """<zeebe:taskDefinition type="x"/>""" + extension));
        Refusal.Expect(DiagnosticCodes.JobPriorityNotNumber, "p", Process(Extend(extension) + "<startEvent id=\"s\"/>"));
    }

    [Fact]
    public void A_multi_instance_activity_without_a_collection_is_refused() =>
        Refusal.Expect(DiagnosticCodes.InputCollectionMissing, "x", MultiInstance(""));

    [Theory]
    [InlineData("outputCollection=\"out\"")]
    [InlineData("outputElement=\"= r\"")]
    public void Half_of_an_output_collection_is_refused(string attribute) =>
        Refusal.Expect(DiagnosticCodes.OutputPairIncomplete, "x", MultiInstance($"""inputCollection="= items" {attribute}"""));

    [Fact]
    public void A_collection_that_is_a_fixed_text_is_refused() =>
        Refusal.Expect(DiagnosticCodes.ExpressionRequired, "x", MultiInstance("inputCollection=\"items\""));

    [Theory]
    [InlineData("userTask", """<baton:actions><baton:action id="a" value="a"/></baton:actions>""", "resultVariable")]
    [InlineData("userTask", """<baton:actions resultVariable="d"/>""", "no baton:action")]
    [InlineData("userTask", """<baton:actions resultVariable="d"><baton:action id="a"/></baton:actions>""", "lacks its id or value")]
    [InlineData(
        "userTask",
        """<baton:actions resultVariable="d"><baton:action id="a" value="1"/><baton:action id="b" value="1"/></baton:actions>""",
        "same id or value"
    )]
    [InlineData(
        "userTask",
        """<baton:actions resultVariable="d"><baton:action id="a" value="1" primary="true"/><baton:action id="b" value="2" primary="true"/></baton:actions>""",
        "primary"
    )]
    [InlineData("manualTask", """<baton:actions resultVariable="d"><baton:action id="a" value="a"/></baton:actions>""", "only a user task")]
    [InlineData(
        "userTask",
        """<baton:actions resultVariable="d"><baton:action id="a" value="a"/></baton:actions>""",
        "outside task list",
        false
    )]
    public void Actions_that_cannot_be_shown_are_refused(string element, string actions, string why, bool isManaged = true)
    {
        string userTask = element == "userTask" && isManaged ? "<zeebe:userTask/>" : "";
        BpmnDiagnostic found = Refusal.Expect(DiagnosticCodes.ActionsIncomplete, "x", With(element, userTask + actions));
        Assert.Contains(why, found.Message, StringComparison.Ordinal);
    }

    private static string With(string element, string extension) => Around($"""<{element} id="x">{Extend(extension)}</{element}>""");

    private static string MultiInstance(string attributes) =>
        Around(
            $"""<manualTask id="x"><multiInstanceLoopCharacteristics>{Extend($"<zeebe:loopCharacteristics {attributes}/>")}</multiInstanceLoopCharacteristics></manualTask>"""
        );
}
