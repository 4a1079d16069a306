using Baton.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Runtime.Sqlite;

/// <summary>
/// A writer for each shape. Rows wait until one of another shape begins, so that all take effect in the order in which they were added.
/// </summary>
internal sealed class SqliteRowWriters(SqliteConnection connection) : RowWriters
{
    private readonly Dictionary<RowShape, SqliteRowWriter> _writers = new(ReferenceEqualityComparer.Instance);
    private RowShape? _shape;
    private SqliteRowWriter? _current;

    public override RowWriter this[RowShape shape]
    {
        get
        {
            if (_current is null || !ReferenceEquals(shape, _shape))
            {
                Send();
                (_shape, _current) = (shape, Writer(shape));
            }
            return _current.Begin();
        }
    }

    public override void Send() => _current?.Send();

    public override void Forget() => _current?.Forget();

    protected override void Dispose(bool disposing)
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteRowWriter Writer(RowShape shape)
    {
        if (!_writers.TryGetValue(shape, out var writer))
        {
            writer = new(connection, shape);
            _writers.Add(shape, writer);
        }
        return writer;
    }
}
