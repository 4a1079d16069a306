using Baton.Desk.Worklists;

namespace Baton.Web.Worklists;

/// <summary>The rows of a work list as the reader sees them: what changes is marked in place, what is new waits until it is asked for.</summary>
public sealed class WorkListModel
{
    private WorklistPage? _latest;
    private HashSet<long> _gone = [];

    public IReadOnlyList<TaskView> Rows { get; private set; } = [];

    public WorklistCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>How many tasks came since the rows were laid out.</summary>
    public int NewCount { get; private set; }

    public bool HasMore => _latest?.NextCursor is not null;

    /// <summary>True for a row whose task is no longer in this view: done, taken, handed on.</summary>
    public bool IsGone(long key) => _gone.Contains(key);

    /// <summary>Lays out the page as it is now.</summary>
    public void Show(WorklistPage page)
    {
        (_latest, Rows, Counts, NewCount) = (page, page.Items, page.Counts, 0);
        _gone = [];
    }

    /// <summary>Takes in a later reading without moving a row. An empty list has nothing that could jump.</summary>
    public void Follow(WorklistPage page)
    {
        if (Rows.Count == 0)
        {
            Show(page);
            return;
        }

        var now = page.Items.ToDictionary(item => item.Key);
        var before = Rows.Select(row => row.Key).ToHashSet();
        // A row that slid to a later page is not gone; only a complete reading can tell.
        _gone = page.NextCursor is null ? [.. before.Where(key => !now.ContainsKey(key))] : [];
        Rows = [.. Rows.Select(row => now.GetValueOrDefault(row.Key, row))];
        NewCount = now.Keys.Count(key => !before.Contains(key));
        (_latest, Counts) = (page, page.Counts);
    }

    /// <summary>Lays out what <see cref="Follow"/> took in.</summary>
    public void ShowLatest()
    {
        if (_latest is not null)
            Show(_latest);
    }
}
