using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Runtime.Sqlite;

/// <summary>A prepared statement for each shape. SQLite is in this process: each row is written at once, nothing is gained by waiting.</summary>
internal sealed class SqliteRowWriters(SqliteConnection connection) : RowWriters
{
    private readonly Dictionary<RowShape, SqliteRowWriter> _writers = new(ReferenceEqualityComparer.Instance);

    public override RowWriter this[RowShape shape]
    {
        get
        {
            if (!_writers.TryGetValue(shape, out var writer))
            {
                writer = new(connection, shape);
                _writers.Add(shape, writer);
            }
            return writer.Begin();
        }
    }

    public override void Send() { }

    public override void Forget() { }

    protected override void Dispose(bool disposing)
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
        base.Dispose(disposing);
    }
}
