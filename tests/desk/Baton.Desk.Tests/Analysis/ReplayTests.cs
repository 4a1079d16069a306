using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Tests.Analysis;

/// <summary>Following instances on drawings.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void An_instance_of_the_drawing_is_led_by_it_and_passes_its_arrows()
    {
        var replayed = Replay.On(Drawings.SentBack(), Drawings.WithCheck);

        Assert.Empty(replayed.Deviations);
        Assert.Equal(["f1", "f2", "f3", "f5", "f2", "f3", "f4"], replayed.Passes.Select(pass => pass.FlowId));
    }

    [Fact]
    public void A_step_that_the_drawing_does_not_have_any_more_is_unknown_and_what_follows_it_unexplained()
    {
        var replayed = Replay.On(Drawings.Straight(), Drawings.WithoutCheck);

        Assert.Equal([new("check", true), new("ok", true)], replayed.Deviations);
    }

    [Fact]
    public void A_step_that_was_skipped_is_noticed_where_the_work_went_on()
    {
        var skipped = new Tale().Passes("begin", "START_EVENT", 0).Task("handle", 0, 5, 10).Passes("done", "END_EVENT", 10).Ends(10);

        Assert.Equal([new("done", false)], Replay.On(skipped, Drawings.WithCheck).Deviations);
        Assert.Empty(Replay.On(skipped, Drawings.WithoutCheck).Deviations);
    }

    [Fact]
    public void Behind_a_choice_one_arrow_is_taken_and_not_two()
    {
        var both = new Tale()
            .Passes("begin", "START_EVENT", 0)
            .Task("handle", 0, 5, 10)
            .Task("check", 10, 15, 20)
            .Passes("ok", "EXCLUSIVE_GATEWAY", 20)
            .Passes("done", "END_EVENT", 20)
            .Task("handle", 20, 25, 30)
            .Ends(30);

        Assert.Equal([new("handle", false)], Replay.On(both, Drawings.WithCheck).Deviations);
    }

    [Fact]
    public void A_join_waits_for_all_that_lead_to_it()
    {
        Tale Begun() =>
            new Tale()
                .Passes("begin", "START_EVENT", 0)
                .Passes("fork", "PARALLEL_GATEWAY", 0)
                .Task("left", 0, 5, 10)
                .Task("right", 0, 20, 40);

        var late = Begun().Passes("join", "PARALLEL_GATEWAY", 40).Passes("done", "END_EVENT", 40).Ends(40);
        var early = Begun().Passes("join", "PARALLEL_GATEWAY", 10).Passes("done", "END_EVENT", 10).Ends(40);

        Assert.Empty(Replay.On(late, Drawings.SideBySide).Deviations);
        Assert.Equal([new("join", false)], Replay.On(early, Drawings.SideBySide).Deviations);
    }

    [Fact]
    public void An_arrow_to_a_join_took_as_long_as_its_end_waited_for_the_others()
    {
        var trace = new Tale()
            .Passes("begin", "START_EVENT", 0)
            .Passes("fork", "PARALLEL_GATEWAY", 0)
            .Task("left", 0, 5, 10)
            .Task("right", 0, 20, 40)
            .Passes("join", "PARALLEL_GATEWAY", 40)
            .Passes("done", "END_EVENT", 40)
            .Ends(40);

        var pass = Replay.On(trace, Drawings.SideBySide).Passes.Single(one => one.FlowId == "f4");

        Assert.Equal(TimeSpan.FromMinutes(30), pass.Arrived - pass.Left);
    }
}
