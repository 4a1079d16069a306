using Baton.Dmn.Outline;

namespace Baton.Dmn.Tests;

/// <summary>What a model says for people: the texts of its tables, and the values that it needs from outside.</summary>
public sealed class OutlineTests
{
    private const string Credit = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="credit" name="Credit" namespace="c">
          <itemDefinition name="tTier"><typeRef>string</typeRef><allowedValues><text>"gold","none"</text></allowedValues></itemDefinition>
          <itemDefinition name="tPerson">
            <itemComponent name="age"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="marks" isCollection="true"><typeRef>number</typeRef></itemComponent>
          </itemDefinition>
          <inputData id="i1" name="Tier"><variable name="Tier" typeRef="tTier"/></inputData>
          <inputData id="i2" name="Person"><variable name="Person" typeRef="tPerson"/></inputData>
          <decision id="risk" name="Risk"><informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <literalExpression><text>Person.age + surcharge + count(for mark in Person.marks return mark)</text></literalExpression></decision>
          <decision id="approve" name="Approval"><question>Who?</question>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredDecision href="#risk"/></informationRequirement>
            <decisionTable hitPolicy="RULE ORDER">
              <input id="c1" label="Tier of customer"><inputExpression><text>Tier</text></inputExpression></input>
              <input id="c2"><inputExpression typeRef="number"><text>Risk</text></inputExpression></input>
              <input id="c3" label="Region"><inputExpression typeRef="string"><text>customer.region</text></inputExpression></input>
              <output id="o1" name="who" label="Person"/>
              <annotation name="Why"/>
              <rule id="r1"><description>Known</description>
                <inputEntry><text>"gold"</text></inputEntry><inputEntry><text>&gt; limit</text></inputEntry><inputEntry><text>"north","south"</text></inputEntry>
                <outputEntry><text>"agent"</text></outputEntry><annotationEntry><text>We know them</text></annotationEntry></rule>
              <rule id="r2">
                <inputEntry><text>-</text></inputEntry><inputEntry><text/></inputEntry><inputEntry><text>not("east")</text></inputEntry>
                <outputEntry><text>"manager"</text></outputEntry><annotationEntry><text/></annotationEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static readonly DecisionOutline Approval = ModelOutline.Read(Credit).Find("approve")!;

    [Fact]
    public void A_table_is_told_with_the_texts_of_its_cells()
    {
        var table = Approval.Table!;
        Assert.Equal(("RULE ORDER", null), (table.HitPolicy, table.Aggregation));
        Assert.Equal(["Tier of customer", "Risk", "Region"], table.Inputs.Select(column => column.Label));
        Assert.Equal(("Person", "who"), (table.Outputs[0].Label, table.Outputs[0].Name));
        Assert.Equal(["\"gold\"", "> limit", "\"north\",\"south\""], table.Rules[0].Inputs);
        Assert.Equal(["-", "", "not(\"east\")"], table.Rules[1].Inputs);
        Assert.Equal((2, "r2", "\"manager\""), (table.Rules[1].Number, table.Rules[1].Id, table.Rules[1].Outputs[0]));
    }

    [Fact]
    public void Remarks_are_the_descriptions_of_rules_and_then_the_annotations()
    {
        Assert.Equal(["", "Why"], Approval.Table!.Annotations);
        Assert.Equal(["Known", "We know them"], Approval.Table.Rules[0].Annotations);
        Assert.Equal(["", ""], Approval.Table.Rules[1].Annotations);
    }

    [Fact]
    public void A_decision_tells_its_form_its_question_and_what_it_requires()
    {
        Assert.Equal((DecisionKind.DecisionTable, "Who?"), (Approval.Kind, Approval.Question));
        Assert.Equal(["risk"], Approval.Requires);
        var risk = ModelOutline.Read(Credit).Find("risk")!;
        Assert.Equal(DecisionKind.LiteralExpression, risk.Kind);
        Assert.StartsWith("Person.age", risk.Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_are_the_input_data_of_all_it_requires_entry_by_entry_and_names_that_nothing_declares()
    {
        Assert.Equal(
            ["Tier", "Person.age", "Person.marks", "surcharge", "customer.region", "limit"],
            Approval.Needs.Select(need => need.Path)
        );
    }

    [Fact]
    public void A_need_has_the_type_of_its_input_data_or_of_its_column_and_the_values_that_rules_name()
    {
        NeedOutline Need(string path) => Approval.Needs.Single(need => need.Path == path);

        Assert.Equal(("string", "Tier of customer"), (Need("Tier").Type.Name, Need("Tier").Label));
        Assert.Equal(["\"gold\"", "\"none\""], Need("Tier").Type.Allowed);
        Assert.Equal(["\"gold\""], Need("Tier").Suggestions);
        Assert.Equal(("number", false), (Need("Person.age").Type.Name, Need("Person.age").Type.IsList));
        Assert.True(Need("Person.marks").Type.IsList);
        Assert.Equal(("string", "Region"), (Need("customer.region").Type.Name, Need("customer.region").Label));
        Assert.Equal(["\"north\"", "\"south\""], Need("customer.region").Suggestions);
        Assert.Equal("Any", Need("limit").Type.Name);
    }

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<definitions")]
    [InlineData("")]
    public void What_is_no_model_has_no_decisions(string xml) => Assert.Empty(ModelOutline.Read(xml).Decisions);
}
