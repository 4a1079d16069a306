using Baton.Engine.Tests.Scenarios;

namespace Baton.Engine.Tests.Transactions;

/// <summary>Sub-processes that are cancelled as a whole.</summary>
public sealed class TransactionRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    private static string Undoable(string id) =>
        $"""
            <serviceTask id='{id}'>{Work}</serviceTask><boundaryEvent id='b{id}' attachedToRef='{id}'><compensateEventDefinition/></boundaryEvent>
            <serviceTask id='undo{id}' isForCompensation='true'>{Work}</serviceTask><association id='as{id}' sourceRef='b{id}' targetRef='undo{id}'/>
            """;

    private static Scenario Transaction(
        string boundary = "<boundaryEvent id='cancelled' attachedToRef='tx'><cancelEventDefinition/></boundaryEvent><task id='after'/>"
    ) =>
        new(
            $"""
            <startEvent id='s'/><transaction id='tx'><startEvent id='i'/>{Undoable("A")}{Undoable(
                "B"
            )}<serviceTask id='slow'>{Work}</serviceTask>
            <exclusiveGateway id='ok' default='ok_bad'/><endEvent id='bad'><cancelEventDefinition/></endEvent><endEvent id='good'/>
            <flow>i -> A -> ok -> bad; ok -> good [fine]; i -> B; i -> slow</flow></transaction>{boundary}<task id='done'/>
            <flow>s -> tx -> done{(boundary.Length > 0 ? "; cancelled -> after" : "")}</flow>
            """
        );

    [Fact]
    public void Cancelled_it_cuts_off_what_runs_then_undoes_what_completed_then_goes_its_other_way()
    {
        Scenario scenario = Transaction().Start();
        scenario.Complete("B");
        scenario.Complete("A", ("fine", false));

        Assert.Equal("bad tx undoA undoB", scenario.Open);
        Assert.Equal("slow", scenario.Terminated);
        scenario.Complete("undoA");
        scenario.Complete("undoB");
        Assert.EndsWith("bad cancelled after p", scenario.Completed, StringComparison.Ordinal);
        Assert.Equal("slow tx", scenario.Terminated);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Not_cancelled_it_is_a_sub_process()
    {
        Scenario scenario = Transaction().Start();
        scenario.Complete("B");
        scenario.Complete("slow");
        scenario.Complete("A", ("fine", true));
        Assert.EndsWith("tx done p", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Without_an_event_that_catches_it_the_cancellation_ends_its_path()
    {
        Scenario scenario = Transaction("").Start();
        scenario.Complete("A", ("fine", false));
        scenario.Complete("undoA");
        Assert.DoesNotContain("done", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void With_nothing_to_undo_it_is_cancelled_at_once()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><transaction id='tx'><startEvent id='i'/><endEvent id='bad'><cancelEventDefinition/></endEvent><flow>i -> bad</flow></transaction><boundaryEvent id='c' attachedToRef='tx'><cancelEventDefinition/></boundaryEvent><task id='t'/><flow>s -> tx; c -> t</flow>"
        ).Start();
        Assert.Equal("s i bad c t p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData("<endEvent id='e'><cancelEventDefinition/></endEvent><flow>s -> e</flow>")]
    [InlineData("<task id='t'/><boundaryEvent id='b' attachedToRef='t'><cancelEventDefinition/></boundaryEvent><flow>s -> t</flow>")]
    public void Cancellation_outside_of_transactions_is_refused(string model) =>
        Assert.Null(ModelText.TryCompile("p", "<startEvent id='s'/>" + model).Process);
}
