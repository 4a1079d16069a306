using Baton.Desk.Worklists;
using Baton.Web.Worklists;

namespace Baton.Web.Tests;

/// <summary>A work list under live changes: nothing jumps.</summary>
public sealed class WorkListModelTests
{
    [Fact]
    public void New_tasks_wait_until_they_are_asked_for()
    {
        var list = new WorkListModel();
        list.Show(Page(1, 2));

        list.Follow(Page(3, 1, 2));

        Assert.Equal([1L, 2L], list.Rows.Select(row => row.Key));
        Assert.Equal(1, list.NewCount);
        list.ShowLatest();
        Assert.Equal([3L, 1L, 2L], list.Rows.Select(row => row.Key));
        Assert.Equal(0, list.NewCount);
    }

    [Fact]
    public void A_task_that_left_the_view_stays_where_it_was_and_is_marked()
    {
        var list = new WorkListModel();
        list.Show(Page(1, 2));

        list.Follow(Page(2));

        Assert.Equal([1L, 2L], list.Rows.Select(row => row.Key));
        Assert.True(list.IsGone(1));
        Assert.False(list.IsGone(2));
    }

    [Fact]
    public void An_empty_list_shows_what_comes_at_once()
    {
        var list = new WorkListModel();
        list.Show(Page());

        list.Follow(Page(7));

        Assert.Equal(7, Assert.Single(list.Rows).Key);
        Assert.Equal(0, list.NewCount);
    }

    [Fact]
    public void Counts_are_those_of_the_latest_reading()
    {
        var list = new WorkListModel();
        list.Show(Page(1));

        list.Follow(Page(1, 2));

        Assert.Equal(2, list.Counts.Mine);
    }

    private static WorklistPage Page(params long[] keys) => new([.. keys.Select(TestTasks.One)], new(keys.Length, 0, keys.Length), null);
}
