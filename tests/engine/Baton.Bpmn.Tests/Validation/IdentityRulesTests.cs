using static Baton.Bpmn.Tests.Models;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Ids, and kinds of elements that cannot be executed.</summary>
public sealed class IdentityRulesTests
{
    [Fact]
    public void A_complete_process_has_no_findings() => Refusal.None(Beside(""));

    [Fact]
    public void A_resource_without_an_executable_process_is_refused() =>
        Refusal.Expect(DiagnosticCodes.NoExecutableProcess, "p", Definitions("""<process id="p"><startEvent id="s"/></process>"""));

    [Fact]
    public void A_process_that_is_not_executable_may_be_unfinished() =>
        Refusal.None(
            Definitions(
                """<process id="draft"><serviceTask id="t"/></process><process id="p" isExecutable="true"><startEvent id="s"/></process>"""
            )
        );

    [Fact]
    public void Two_processes_with_one_id_are_refused() =>
        Refusal.Expect(
            DiagnosticCodes.DuplicateProcessId,
            "p",
            Definitions(
                """<process id="p" isExecutable="true"><startEvent id="s"/></process><process id="p" isExecutable="true"><startEvent id="s2"/></process>"""
            )
        );

    [Fact]
    public void Two_elements_with_one_id_are_refused() =>
        Refusal.Expect(DiagnosticCodes.DuplicateId, "x", Beside("""<subProcess id="other"><startEvent id="x"/></subProcess>"""));

    [Fact]
    public void An_element_without_an_id_is_refused() => Refusal.Expect(DiagnosticCodes.MissingId, null, Beside("<manualTask/>"));

    [Fact]
    public void A_process_without_an_id_is_refused() =>
        Refusal.Expect(DiagnosticCodes.MissingId, null, Definitions("""<process isExecutable="true"><startEvent id="s"/></process>"""));

    [Fact]
    public void An_element_that_no_process_can_execute_is_refused() =>
        Refusal.Expect(DiagnosticCodes.UnknownElement, "x", Around("""<callChoreography id="x"/>"""));

    [Theory]
    [InlineData("""<complexGateway id="x"/>""")]
    [InlineData("""<transaction id="x"><startEvent id="in"/></transaction>""")]
    [InlineData("""<intermediateCatchEvent id="x"/>""")]
    [InlineData("""<manualTask id="x"><standardLoopCharacteristics loopMaximum="2"/></manualTask>""")]
    public void An_element_outside_the_dialect_is_refused(string element) =>
        Refusal.Expect(DiagnosticCodes.UnsupportedElement, "x", Around(element));

    [Theory]
    [InlineData("""<inclusiveGateway id="x"/>""", "inclusiveGateway")]
    [InlineData("""<intermediateThrowEvent id="x"/>""", "intermediateThrowEvent")]
    [InlineData(
        """<userTask id="x"><extensionElements><zeebe:formDefinition externalReference="a"/></extensionElements></userTask>""",
        ElementKinds.JobUserTask
    )]
    public void An_element_that_the_engine_does_not_execute_yet_is_refused(string element, string kind)
    {
        Refusal.None(Around(element));
        var narrower = new ValidationOptions { ExecutableKinds = ElementKinds.Dialect.Where(known => known != kind).ToHashSet() };
        Refusal.Expect(DiagnosticCodes.UnsupportedElement, "x", Around(element), narrower);
    }

    [Fact]
    public void An_event_with_definitions_that_cannot_stand_together_is_refused() =>
        Refusal.Expect(
            DiagnosticCodes.MultipleEventDefinitions,
            "x",
            Around(
                """<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition><cancelEventDefinition/></intermediateCatchEvent>"""
            ),
            new ValidationOptions { ExecutableKinds = ElementKinds.Dialect.Append("intermediateCatchEvent:cancel").ToHashSet() }
        );

    [Fact]
    public void A_listed_flow_that_nobody_declares_is_only_a_warning() =>
        Assert.Equal(
            DiagnosticSeverity.Warning,
            Refusal
                .Expect(DiagnosticCodes.FlowNotDeclared, "x", Around("""<manualTask id="x"><outgoing>gone</outgoing></manualTask>"""))
                .Severity
        );

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        IReadOnlyList<BpmnDiagnostic> found = Validate(
            Process("<serviceTask id=\"b\"/>\n<callActivity id=\"a\"/>\n<sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"none\"/>")
        );
        Assert.Equal(
            [
                DiagnosticCodes.StartMissing,
                DiagnosticCodes.TaskDefinitionMissing,
                DiagnosticCodes.CalledElementMissing,
                DiagnosticCodes.FlowTargetMissing,
            ],
            found.Select(diagnostic => diagnostic.Code)
        );
        Assert.Equal([2, 2, 3, 4], found.Select(diagnostic => diagnostic.Line));
    }

    [Fact]
    public void Every_code_is_explained_in_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.Repository(), "docs", "bpmn-diagnostics.md"));
        IEnumerable<string> codes = typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(codes, code => Assert.Contains($"| `{code}` |", page, StringComparison.Ordinal));
    }
}
