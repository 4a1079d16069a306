using Baton.Desk.Analysis.Traces;
using static Baton.Desk.Tests.Analysis.Tale;

namespace Baton.Desk.Tests.Analysis;

public sealed class HeldSpansTests
{
    [Fact]
    public void A_task_that_nobody_took_up_was_in_nobodys_hands()
    {
        var spans = HeldSpans.Of(At(0), At(60), [new(At(0), false)]);

        Assert.Empty(spans);
    }

    [Fact]
    public void A_task_that_was_given_back_waits_until_the_next_one_takes_it()
    {
        HandOver[] changes = [new(At(10), true), new(At(20), false), new(At(40), true)];

        var spans = HeldSpans.Of(At(0), At(60), changes);

        Assert.Equal([new(At(10), At(20)), new(At(40), At(60))], spans);
    }

    [Fact]
    public void A_task_that_goes_from_hand_to_hand_never_waits()
    {
        HandOver[] changes = [new(At(0), true), new(At(20), true), new(At(40), true)];

        Assert.Equal([new(At(0), At(60))], HeldSpans.Of(At(0), At(60), changes));
    }

    [Fact]
    public void A_task_that_is_open_is_held_until_now()
    {
        Assert.Equal([new(At(5), null)], HeldSpans.Of(At(0), null, [new(At(5), true)]));
    }
}
