using Baton.Runtime;
using Baton.Runtime.Lanes;

namespace Baton.Storage.Conformance;

/// <summary>Who gets which of the units that wait.</summary>
public sealed class LaneQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unit_goes_to_the_lane_that_knows_most_of_it_and_other_units_to_whoever_is_free()
    {
        var queue = new LaneQueue(2, 10);
        var (first, second, any) = (Unit(), Unit(), Unit());
        queue.TryAdd(first, 0);
        queue.TryAdd(second, 1);
        queue.TryAdd(any, null);

        Assert.Equal([second, any], await Take(queue, 1));
        Assert.Equal([first], await Take(queue, 0));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task A_lane_that_rests_is_woken_by_a_unit_of_its_own()
    {
        var queue = new LaneQueue(2, 10);
        var resting = Take(queue, 1);
        Assert.False(resting.IsCompleted);
        var unit = Unit();
        queue.TryAdd(unit, 1);

        Assert.Equal([unit], await resting.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
    }

    [Fact]
    public async Task A_lane_that_rests_takes_over_what_waits_for_one_that_is_busy_for_long()
    {
        var queue = new LaneQueue(2, 10);
        queue.TryAdd(Unit(), 0);
        await Take(queue, 0);
        var waits = Unit();
        var resting = Take(queue, 1);
        queue.TryAdd(waits, 0);

        Assert.Equal([waits], await resting.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
    }

    [Fact]
    public void No_more_units_wait_than_there_is_room_for()
    {
        var queue = new LaneQueue(2, 2);

        Assert.True(queue.TryAdd(Unit(), 0));
        Assert.True(queue.TryAdd(Unit(), null));
        Assert.False(queue.TryAdd(Unit(), 1));
    }

    [Fact]
    public async Task When_no_more_come_those_that_wait_are_given_out_and_then_the_lanes_end()
    {
        var queue = new LaneQueue(2, 10);
        var unit = Unit();
        queue.TryAdd(unit, 0);
        var resting = Take(queue, 1);
        queue.Complete();

        Assert.False(queue.TryAdd(Unit(), null));
        Assert.Equal([unit], await Take(queue, 0));
        Assert.Empty(await Take(queue, 0));
        Assert.Empty(await resting.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
    }

    [Fact]
    public void A_key_is_at_home_in_the_lane_that_got_its_block_until_others_have_given_way()
    {
        var homes = new KeyHomes(4_096);
        homes.Note(1, 0);
        homes.Note(4_097, 1);

        Assert.Equal([0, 0, 1, 1], new long[] { 1, 4_096, 4_097, 8_192 }.Select(homes.LaneOf));
        Assert.Null(homes.LaneOf(8_193));
        Assert.Null(homes.LaneOf(-1));
        homes.Note(1 + (4_096L << 16), 1);
        Assert.Null(homes.LaneOf(1));
    }

    private static async Task<List<LaneItem>> Take(LaneQueue queue, int lane)
    {
        var items = new List<LaneItem>();
        await queue.Take(lane, 10, items);
        return items;
    }

    private static LaneItem<Done> Unit() => new(_ => new ValueTask<Outcome<Done>>(Done.Outcome), UnitNeeds.Unknown, Cancel);
}
