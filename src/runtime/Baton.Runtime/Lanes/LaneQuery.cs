using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>A prepared statement of the lane with the parameters <c>@p0</c>, <c>@p1</c>, ...</summary>
internal sealed class LaneQuery : IDisposable
{
    private readonly LaneStore _store;
    private readonly DbCommand _command;
    private int _bound;

    public LaneQuery(LaneStore store, string sql)
    {
        _store = store;
        _command = store.Connection.CreateCommand();
        _command.CommandText = sql;
    }

    public void Reset(DbTransaction? transaction)
    {
        _command.Transaction = transaction;
        _bound = 0;
    }

    /// <summary>Binds the next parameter.</summary>
    public LaneQuery With(object? value)
    {
        if (_bound == _command.Parameters.Count)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@p{_bound}");
            _command.Parameters.Add(parameter);
        }
        _command.Parameters[_bound++].Value = value ?? DBNull.Value;
        return this;
    }

    public int Execute() => _store.Writers.Execute(_command);

    public DbDataReader Read() => _store.Writers.Read(_command);

    /// <summary>Takes a lock before it asks.</summary>
    /// <returns>Null when somebody else has the lock.</returns>
    public DbDataReader? Read(LaneLocks locks, long key) => locks.TryTake(key, _command);

    /// <summary>The first column of the first row, or null.</summary>
    public long? Number()
    {
        using var reader = Read();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    public void Dispose() => _command.Dispose();
}
