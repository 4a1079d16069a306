using System.Data.Common;

namespace Baton.Runtime.Lanes;

/// <summary>A prepared statement of the lane with the parameters <c>@p0</c>, <c>@p1</c>, ...</summary>
internal sealed class LaneQuery : IDisposable
{
    private readonly DbCommand _command;
    private int _bound;

    public LaneQuery(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
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

    public int Execute() => _command.ExecuteNonQuery();

    public DbDataReader Read() => _command.ExecuteReader();

    /// <summary>The first column of the first row, or null.</summary>
    public long? Number()
    {
        using var reader = Read();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    public void Dispose() => _command.Dispose();
}
