namespace Baton.EndToEnd.Screens;

/// <summary>A decision with all that its page can show: fields of many types, a required decision, remarks, warnings, a failure.</summary>
internal static class CreditDecision
{
    public const string Model = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="goodwill" name="Goodwill" namespace="g">
          <itemDefinition name="tTier"><typeRef>string</typeRef><allowedValues><text>"gold", "silver", "none"</text></allowedValues></itemDefinition>
          <inputData id="i1" name="Tier"><variable name="Tier" typeRef="tTier"/></inputData>
          <inputData id="i2" name="Amount"><variable name="Amount" typeRef="number"/></inputData>
          <inputData id="i3" name="Complained on"><variable name="Complained on" typeRef="date"/></inputData>
          <inputData id="i4" name="First complaint"><variable name="First complaint" typeRef="boolean"/></inputData>
          <inputData id="i5" name="Earlier credits"><variable name="Earlier credits"/></inputData>
          <decision id="goodwill-risk" name="Risk"><variable name="Risk" typeRef="number"/>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <informationRequirement><requiredInput href="#i4"/></informationRequirement>
            <informationRequirement><requiredInput href="#i5"/></informationRequirement>
            <literalExpression><text>assert(Amount, Amount &lt; 100000, "This amount is for the board.") / 100
          + (if First complaint then 0 else 5) + count(Earlier credits)</text></literalExpression>
          </decision>
          <decision id="goodwill" name="Goodwill credit"><question>Who may grant the credit, and within how many days?</question>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredInput href="#i3"/></informationRequirement>
            <informationRequirement><requiredDecision href="#goodwill-risk"/></informationRequirement>
            <decisionTable hitPolicy="COLLECT">
              <input label="Customer tier"><inputExpression typeRef="tTier"><text>Tier</text></inputExpression></input>
              <input label="Risk"><inputExpression typeRef="number"><text>Risk</text></inputExpression></input>
              <input label="Complained on"><inputExpression typeRef="date"><text>Complained on</text></inputExpression></input>
              <output name="who" label="Who" typeRef="string"/>
              <output name="days" label="Within days" typeRef="number"/>
              <annotation name="Why"/><annotation name="Source"/>
              <rule><inputEntry><text>"gold"</text></inputEntry><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"agent"</text></outputEntry><outputEntry><text>1</text></outputEntry><annotationEntry><text>We know these customers well</text></annotationEntry><annotationEntry><text>Handbook 4.2</text></annotationEntry></rule>
              <rule><inputEntry><text>"gold", "silver"</text></inputEntry><inputEntry><text>[5..50]</text></inputEntry><inputEntry><text>&gt;= date("2026-01-01")</text></inputEntry><outputEntry><text>"unit-manager"</text></outputEntry><outputEntry><text>Risk / 0</text></outputEntry><annotationEntry><text>Four eyes</text></annotationEntry><annotationEntry><text>Handbook 4.3</text></annotationEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>&gt; 50</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"csm"</text></outputEntry><outputEntry><text>3</text></outputEntry><annotationEntry><text/></annotationEntry><annotationEntry><text>Handbook 4.4</text></annotationEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    /// <summary>Two rules match, one of them with a warning.</summary>
    public static string Tried => Address("1250");

    /// <summary>The required decision fails.</summary>
    public static string Failed => Address("250000");

    private static string Address(string amount) =>
        "/decisions/goodwill?values="
        + Uri.EscapeDataString(
            $$"""{"Tier":"gold","Amount":"{{amount}}","Complained on":"2026-05-04","First complaint":"false","Earlier credits":"[100, 50]"}"""
        );
}
