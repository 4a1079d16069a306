namespace Baton.Storage.Conformance.Models;

/// <summary>Decisions for tests: a table that requires an expression, which fails for large amounts.</summary>
internal static class DecisionModels
{
    public static string Approval(string clerk = "clerk") =>
        $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="approvals" name="Approvals" namespace="n">
              <decision id="risk" name="Risk">
                <literalExpression><text>assert(amount, amount &lt; 1000, "too much") * 2</text></literalExpression>
              </decision>
              <decision id="approver" name="Approver">
                <informationRequirement><requiredDecision href="#risk"/></informationRequirement>
                <decisionTable hitPolicy="FIRST">
                  <input id="in" label="Risk"><inputExpression><text>Risk</text></inputExpression></input>
                  <output id="out" name="who"/>
                  <rule id="small"><inputEntry><text>&lt; 100</text></inputEntry><outputEntry><text>"{clerk}"</text></outputEntry></rule>
                  <rule id="large"><inputEntry><text>-</text></inputEntry><outputEntry><text>"manager"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    /// <summary>start, ask who approves, end.</summary>
    public static string AskingProcess() =>
        TestModels.Process(
            "asking",
            """
            <bpmn:startEvent id="start" />
            <bpmn:businessRuleTask id="ask">
              <bpmn:extensionElements><zeebe:calledDecision decisionId="approver" resultVariable="who" /></bpmn:extensionElements>
            </bpmn:businessRuleTask>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" />
            <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="end" />
            """
        );
}
