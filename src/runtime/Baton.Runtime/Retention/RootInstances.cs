using System.Data.Common;
using Baton.Runtime.Projections;
using Baton.Runtime.Time;

namespace Baton.Runtime.Retention;

/// <summary>A process instance that nobody called, as those see it who decide how long it is kept.</summary>
/// <param name="Key">Its key, which everything that it called has as well.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Tags">As they were given at its start.</param>
/// <param name="EndedAt">Null while it is active.</param>
public sealed record RootInstance(long Key, string ProcessId, IReadOnlyList<string> Tags, DateTimeOffset? EndedAt);

/// <summary>
/// For hosts that delete rows of their own together with the process instances behind them: they find the instances and archive them here, and delete
/// them with <see cref="EngineSession.DeleteInstance"/>, all in one unit of work.
/// </summary>
public static class RootInstances
{
    private const string Columns =
        "SELECT process_instance_key, process_id, tags, ended_at FROM engine_process_instance WHERE parent_process_instance_key IS NULL AND ";

    /// <summary>Those that were started with a business id, oldest first.</summary>
    public static IReadOnlyList<RootInstance> WithBusinessId(UnitOfWork unit, string businessId)
    {
        ArgumentNullException.ThrowIfNull(unit);
        unit.Rows.Send();
        using var reader = unit.Group.Store.Query(Columns + "business_id = @p0 ORDER BY process_instance_key").With(businessId).Read();
        var found = new List<RootInstance>();
        while (reader.Read())
        {
            found.Add(Read(reader));
        }
        return found;
    }

    /// <summary>One of them; null when there is none with this key.</summary>
    public static RootInstance? Find(UnitOfWork unit, long key)
    {
        ArgumentNullException.ThrowIfNull(unit);
        unit.Rows.Send();
        using var reader = unit.Group.Store.Query(Columns + "process_instance_key = @p0").With(key).Read();
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>All that is kept of an ended one and of what it called, as an object of JSON: the line of the archive, without its end.</summary>
    public static ReadOnlyMemory<byte> Archived(UnitOfWork unit, RootInstance instance)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(instance);
        var endedAt =
            instance.EndedAt
            ?? throw new ArgumentException($"Expected an ended process instance, but {instance.Key} is active.", nameof(instance));
        unit.Rows.Send();
        using var line = new MemoryStream();
        HistoryLine.WriteObject(line, unit.Group.Store, new(instance.Key, instance.ProcessId, Instant.ToMilliseconds(endedAt)));
        return line.ToArray();
    }

    private static RootInstance Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.IsDBNull(2) ? [] : Texts.Split(row.GetString(2)),
            row.IsDBNull(3) ? null : Instant.FromMilliseconds(row.GetInt64(3))
        );
}
