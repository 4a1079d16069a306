using Baton.Web.Bulk;

namespace Baton.Web.Tests;

/// <summary>Which rows are ticked.</summary>
public sealed class TicksTests
{
    private static readonly long[] Rows = [10, 20, 30, 40, 50];
    private readonly Ticks _ticks = new();

    [Fact]
    public void A_row_is_ticked_and_its_tick_taken_away()
    {
        _ticks.Turn(Rows, 20, asRange: false);
        var had = _ticks.Has(20);
        _ticks.Turn(Rows, 20, asRange: false);

        Assert.True(had);
        Assert.Equal(0, _ticks.Count);
    }

    [Fact]
    public void With_shift_all_rows_from_the_last_one_become_as_this_one_in_both_directions()
    {
        _ticks.Turn(Rows, 40, asRange: false);
        _ticks.Turn(Rows, 20, asRange: true);
        var up = Ticked();
        _ticks.Turn(Rows, 30, asRange: true);

        Assert.Equal([20, 30, 40], up);
        Assert.Equal([40], Ticked());
    }

    [Fact]
    public void A_range_from_a_row_that_has_left_is_the_row_alone()
    {
        _ticks.Turn(Rows, 10, asRange: false);

        _ticks.Turn([30, 40, 50], 50, asRange: true);

        Assert.Equal([10, 50], Ticked());
    }

    [Fact]
    public void All_rows_are_ticked_and_none_when_all_were()
    {
        _ticks.Turn(Rows, 30, asRange: false);
        _ticks.TurnAll(Rows);
        var all = _ticks.HasAll(Rows);
        _ticks.TurnAll(Rows);

        Assert.True(all);
        Assert.Equal(0, _ticks.Count);
        Assert.False(_ticks.HasAll([]));
    }

    [Fact]
    public void The_tick_of_a_row_that_leaves_goes_with_it()
    {
        _ticks.TurnAll(Rows);

        _ticks.Keep([50, 10, 60]);

        Assert.Equal([10, 50], Ticked());
        Assert.Equal(2, _ticks.Count);
    }

    private List<long> Ticked() => [.. Rows.Where(_ticks.Has)];
}
