using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Errors;

/// <summary>Who catches an error: from the thrower outward, a matching code before an event that catches all.</summary>
public sealed class ErrorRules
{
    private const string Boundaries = """
        <error id='lost' errorCode='LOST'/>
        <startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask><endEvent id='e'/>
        <boundaryEvent id='all' attachedToRef='t'><errorEventDefinition/></boundaryEvent><task id='any'/>
        <boundaryEvent id='only' attachedToRef='t'><errorEventDefinition errorRef='lost'/></boundaryEvent><task id='found'/>
        <flow>s -> t -> e; all -> any; only -> found</flow>
        """;

    [Theory]
    [InlineData("LOST", "s only found p")]
    [InlineData("OTHER", "s all any p")]
    public void A_matching_code_wins_over_an_event_without_code(string code, string path)
    {
        Scenario scenario = new Scenario(Boundaries).Start();
        scenario.Do(new ThrowJobError(scenario.Job("t").Key, code, null, Scenario.Vars(("why", "w"))));
        Assert.Equal(path, scenario.Completed);
        Assert.Equal("t", scenario.Terminated);
        Assert.Equal("w", scenario.Variable("why").AsString());
        scenario.AssertCompleted();
    }

    [Fact]
    public void Variables_of_an_error_are_local_to_the_catching_event_when_it_has_output_mappings()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask>
            <boundaryEvent id='all' attachedToRef='t'><zeebe:output source='=why' target='reason'/><errorEventDefinition/></boundaryEvent>
            <flow>s -> t</flow>
            """
        ).Start();
        scenario.Do(new ThrowJobError(scenario.Job("t").Key, "X", null, Scenario.Vars(("why", "w"))));
        Assert.Equal("w", scenario.Variable("reason").AsString());
        Assert.False(scenario.HasVariable("why"));
    }

    [Fact]
    public void An_error_end_event_ends_its_sub_process_when_the_boundary_event_catches_it()
    {
        Scenario scenario = new Scenario(
            """
            <error id='lost' errorCode='LOST'/>
            <startEvent id='s'/><endEvent id='e'/>
            <subProcess id='sub'><startEvent id='i'/><parallelGateway id='f'/><serviceTask id='w'><zeebe:taskDefinition type='x'/></serviceTask>
              <endEvent id='err'><errorEventDefinition errorRef='lost'/></endEvent><flow>i -> f -> w; f -> err</flow></subProcess>
            <boundaryEvent id='b' attachedToRef='sub'><errorEventDefinition errorRef='lost'/></boundaryEvent><task id='h'/>
            <flow>s -> sub -> e; b -> h</flow>
            """
        ).Start();
        Assert.Equal("s i f b h p", scenario.Completed);
        Assert.Equal("ACTIVATING ACTIVATED TERMINATING TERMINATED", scenario.Life("err"));
        Assert.Equal("ACTIVATING ACTIVATED TERMINATING TERMINATED", scenario.Life("sub"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_uncaught_error_end_event_searches_again_when_its_incident_is_resolved()
    {
        Scenario scenario = new Scenario(
            "<error id='lost' errorCode='LOST'/><startEvent id='s'/><endEvent id='e'><errorEventDefinition errorRef='lost'/></endEvent><flow>s -> e</flow>"
        ).Start();
        long first = scenario.Incident().Key;
        Assert.Equal(IncidentType.UnhandledErrorEvent, scenario.Incident().Type);
        scenario.Resolve();
        Assert.NotEqual(first, scenario.Incident().Key);
        Assert.Equal(ElementState.Activating, scenario.Element("e").State);
    }

    [Fact]
    public void An_event_sub_process_catches_what_is_thrown_around_it_but_not_what_is_thrown_inside_it()
    {
        Scenario scenario = new Scenario(
            """
            <error id='lost' errorCode='LOST'/>
            <startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><errorEventDefinition errorRef='lost'/></startEvent>
              <serviceTask id='u'><zeebe:taskDefinition type='x'/></serviceTask><flow>on -> u</flow></subProcess>
            <flow>s -> t</flow>
            """
        ).Start();
        scenario.Do(new ThrowJobError(scenario.Job("t").Key, "LOST", null, FeelContext.Empty));
        Assert.Equal("t", scenario.Terminated);
        Assert.Equal("esp u", scenario.Open);
        scenario.Do(new ThrowJobError(scenario.Job("u").Key, "LOST", null, FeelContext.Empty));
        Assert.Equal(IncidentType.UnhandledErrorEvent, scenario.Incident().Type);
        scenario.Resolve();
        scenario.Complete("u");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Variables_of_an_error_caught_by_an_event_sub_process_land_in_the_scope_around_it()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><subProcess id='sub'><startEvent id='i'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><errorEventDefinition/></startEvent><serviceTask id='u'><zeebe:taskDefinition type='x'/></serviceTask><flow>on -> u</flow></subProcess>
            <flow>i -> t</flow></subProcess><flow>s -> sub</flow>
            """
        ).Start();
        scenario.Do(new ThrowJobError(scenario.Job("t").Key, "ANY", null, Scenario.Vars(("why", "w"))));
        Assert.Equal("w", scenario.Written(scenario.Element("sub").Key, "why").AsString());
        Assert.False(scenario.HasVariable("why"));
        scenario.Complete("u");
        scenario.AssertCompleted();
    }
}
