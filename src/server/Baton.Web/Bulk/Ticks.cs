namespace Baton.Web.Bulk;

/// <summary>Which rows of a list are ticked. Used on one circuit's dispatcher only.</summary>
public sealed class Ticks
{
    private readonly HashSet<long> _keys = [];
    private long? _last;

    public int Count => _keys.Count;

    public bool Has(long key) => _keys.Contains(key);

    /// <summary>True when there are rows and all of them are ticked.</summary>
    public bool HasAll(IReadOnlyCollection<long> rows) => rows.Count > 0 && rows.All(_keys.Contains);

    /// <summary>Ticks a row or takes its tick away.</summary>
    /// <param name="rows">The rows of the list in their order.</param>
    /// <param name="key">The row.</param>
    /// <param name="asRange">All rows from the one that was ticked last to this one become as this one.</param>
    public void Turn(IReadOnlyList<long> rows, long key, bool asRange)
    {
        var isTicked = !_keys.Contains(key);
        foreach (var one in asRange ? Between(rows, key) : [key])
        {
            if (isTicked)
                _keys.Add(one);
            else
                _keys.Remove(one);
        }
        _last = key;
    }

    /// <summary>Ticks all rows; none where all are ticked.</summary>
    public void TurnAll(IReadOnlyCollection<long> rows)
    {
        if (HasAll(rows))
            _keys.ExceptWith(rows);
        else
            _keys.UnionWith(rows);
        _last = null;
    }

    /// <summary>Forgets the ticks of rows that have left the list.</summary>
    public void Keep(IEnumerable<long> rows) => _keys.IntersectWith(rows);

    public void Clear() => _keys.Clear();

    private List<long> Between(IReadOnlyList<long> rows, long key)
    {
        var order = rows.ToList();
        var (from, to) = (_last is { } last ? order.IndexOf(last) : -1, order.IndexOf(key));
        if (from < 0 || to < 0)
            return [key];
        return order.GetRange(Math.Min(from, to), Math.Abs(from - to) + 1);
    }
}
