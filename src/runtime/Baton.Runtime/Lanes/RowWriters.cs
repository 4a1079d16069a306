using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>The prepared row writers of a lane, one a shape.</summary>
internal sealed class RowWriters(BatonStorage storage, System.Data.Common.DbConnection connection) : IDisposable
{
    private readonly Dictionary<RowShape, RowWriter> _writers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins a row of a shape; shapes are static, so the reference tells them apart.</summary>
    public RowWriter this[RowShape shape]
    {
        get
        {
            if (!_writers.TryGetValue(shape, out var writer))
            {
                writer = storage.Prepare(connection, shape);
                _writers.Add(shape, writer);
            }
            return writer.Begin();
        }
    }

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
    }
}
