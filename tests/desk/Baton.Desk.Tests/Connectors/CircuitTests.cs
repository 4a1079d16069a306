using Baton.Desk.Connectors.Breaking;

namespace Baton.Desk.Tests.Connectors;

/// <summary>When calls rest and when they go again.</summary>
public sealed class CircuitTests
{
    private static readonly CircuitRule Rule = new(3, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3));
    private static readonly DateTimeOffset Start = DeskHost.Morning;

    [Fact]
    public void Failures_that_lie_far_apart_do_not_open_it()
    {
        var circuit = Circuit.Closed;
        for (var minute = 0; minute < 10; minute++)
            circuit = Fails(circuit, Start.AddSeconds(minute * 40));

        Assert.Equal(CircuitStates.Closed, circuit.State);
    }

    [Fact]
    public void It_opens_lets_one_call_try_and_opens_again_when_that_fails()
    {
        var open = Fails(Fails(Fails(Circuit.Closed, Start), Start), Start);
        Assert.Equal(CircuitStates.Open, open.State);
        Assert.False(open.Ask(Rule, Start.AddSeconds(29)).Pass.May);

        var (half, probe) = open.Ask(Rule, Start.AddSeconds(30));
        Assert.True(probe is { May: true, IsProbe: true });
        Assert.False(half.Ask(Rule, Start.AddSeconds(31)).Pass.May);

        var again = half.Told(Rule, probe, isWell: false, Start.AddSeconds(32));
        Assert.Equal((CircuitStates.Open, Start.AddSeconds(62)), (again.State, again.Until));
        Assert.Equal(Circuit.Closed, half.Told(Rule, probe, isWell: true, Start.AddSeconds(32)));
    }

    [Fact]
    public void A_call_from_before_it_opened_does_not_close_it_and_a_lost_try_is_given_up()
    {
        var (_, early) = Circuit.Closed.Ask(Rule, Start);
        var open = Fails(Fails(Fails(Circuit.Closed, Start), Start), Start);
        Assert.Equal(CircuitStates.Open, open.Told(Rule, early, isWell: true, Start).State);

        var (half, _) = open.Ask(Rule, Start.AddSeconds(30));
        Assert.True(half.Ask(Rule, Start.AddSeconds(30) + Rule.ProbePatience).Pass.IsProbe);
    }

    private static Circuit Fails(Circuit circuit, DateTimeOffset at)
    {
        var (next, pass) = circuit.Ask(Rule, at);
        return next.Told(Rule, pass, isWell: false, at);
    }
}
