using Baton.Runtime.Time;

namespace Baton.Runtime.Retention;

/// <summary>An ended root instance whose period is over.</summary>
internal sealed record OverdueInstance(long Key, string ProcessId, long EndedAt);

/// <summary>A place in the order of ends.</summary>
internal readonly record struct ReviewPlace(long EndedAt, long Key)
{
    public static ReviewPlace Start { get; } = new(0, 0);
}

/// <summary>Some overdue instances, oldest end first, and where to go on; null when there is nothing behind them.</summary>
internal sealed record ReviewPage(IReadOnlyList<OverdueInstance> Overdue, ReviewPlace? Next);

/// <summary>Walks through ended root instances in the order of their ends, a bounded number at a time, along the index of ends.</summary>
internal sealed class HistoryReview(HistoryOptions options)
{
    /// <summary>How many rows are looked at in one unit: some may belong to processes that are kept longer.</summary>
    private const long Looked = 500;

    private const string Ended = """
        SELECT root_instance_key, process_id, ended_at FROM engine_process_instance
        WHERE ended_at >= @p0 AND ended_at <= @p2 AND (ended_at > @p0 OR root_instance_key > @p1) AND parent_process_instance_key IS NULL
        ORDER BY ended_at, root_instance_key LIMIT @p3
        """;

    public ReviewPage Page(UnitOfWork unit, ReviewPlace from, int most)
    {
        if (options.Shortest() is not { } shortest)
        {
            return new([], null);
        }
        unit.Rows.Send();
        var rows = Read(unit, from, Instant.ToMilliseconds(unit.Now - shortest));
        var overdue = new List<OverdueInstance>();
        foreach (var row in rows)
        {
            if (options.Period(row.ProcessId) is { } period && row.EndedAt <= Instant.ToMilliseconds(unit.Now - period))
            {
                overdue.Add(row);
                if (overdue.Count == most)
                {
                    return new(overdue, new(row.EndedAt, row.Key));
                }
            }
        }
        return new(overdue, rows.Count < Looked ? null : new(rows[^1].EndedAt, rows[^1].Key));
    }

    private static List<OverdueInstance> Read(UnitOfWork unit, ReviewPlace from, long until)
    {
        using var reader = unit.Group.Store.Query(Ended).With(from.EndedAt).With(from.Key).With(until).With(Looked).Read();
        var rows = new List<OverdueInstance>();
        while (reader.Read())
        {
            rows.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
        }
        return rows;
    }
}
