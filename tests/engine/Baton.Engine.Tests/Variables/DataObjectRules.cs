using Baton.Engine.Incidents;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Variables;

/// <summary>Data objects that are variables of the scope in which they are drawn.</summary>
public sealed class DataObjectRules
{
    private static string Data(string id, string attributes) => $"<dataObject id='{id}'><baton:variable {attributes}/></dataObject>";

    [Fact]
    public void The_scope_begins_with_them_and_what_happens_inside_writes_to_them()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'>{Data("data", "name='total' value='= 1 + 1'")}<startEvent id='i'/>
            <serviceTask id='A'><zeebe:taskDefinition type='x'/></serviceTask><flow>i -> A</flow></subProcess><flow>s -> sub</flow>
            """
        ).Start();
        long sub = scenario.Element("sub").Key;
        Assert.Equal<FeelValue>(2, scenario.Written(sub, "total"));
        scenario.Complete("A", ("total", 3));
        Assert.Equal<FeelValue>(3, scenario.Written(sub, "total"));
        Assert.False(scenario.HasVariable("total"));
    }

    [Fact]
    public void Without_a_value_it_begins_as_null_and_what_the_caller_gave_stays()
    {
        Scenario scenario = new Scenario($"{Data("a", "name='x'")}{Data("b", "name='y'")}<startEvent id='s'/>").Start(("y", 7));
        Assert.True(scenario.HasVariable("x"));
        Assert.Equal<FeelValue>(FeelValue.Null, scenario.Variable("x"));
        Assert.Equal<FeelValue>(7, scenario.Variable("y"));
    }

    [Fact]
    public void A_value_that_fails_is_an_incident_of_its_scope()
    {
        Scenario scenario = new Scenario($"{Data("a", "name='x' value='= assert(given, given != null)'")}<startEvent id='s'/>").Start();
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        scenario.Set("given", 1);
        scenario.Resolve();
        Assert.Equal<FeelValue>(1, scenario.Variable("x"));
    }

    [Fact]
    public void One_without_the_extension_is_a_drawing()
    {
        Scenario scenario = new Scenario("<dataObject id='a' name='x'/><startEvent id='s'/>").Start();
        Assert.False(scenario.HasVariable("x"));
    }

    [Theory]
    [InlineData("name='two words'")]
    [InlineData("name='a.b'")]
    [InlineData("")]
    public void A_name_that_no_variable_can_have_is_refused(string attributes) =>
        Assert.Null(ModelText.TryCompile("p", Data("d", attributes) + "<startEvent id='s'/>").Process);
}
