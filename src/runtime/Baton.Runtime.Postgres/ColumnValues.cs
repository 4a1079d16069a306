using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>The values of one column for many rows, which become one array parameter.</summary>
internal abstract class ColumnValues
{
    public abstract string SqlType { get; }

    public static ColumnValues Of(ColumnType type) =>
        type switch
        {
            ColumnType.Number => new Numbers(),
            ColumnType.Text => new Texts(),
            _ => new Blobs(),
        };

    public virtual void Set(int row, long? value) => throw Mismatch("a number");

    public virtual void Set(int row, string? value) => throw Mismatch("a text");

    public virtual void Set(int row, ReadOnlySpan<byte> value) => throw Mismatch("bytes");

    public abstract NpgsqlParameter Parameter(int rows);

    /// <summary>The value of a row as part of a key; null where a column cannot be one.</summary>
    public virtual long? Key(int row) => null;

    private InvalidOperationException Mismatch(string given) => new($"A column of type {SqlType} was given {given}.");

    private sealed class Numbers : ColumnValues
    {
        private readonly List<long?> _values = [];

        public override string SqlType => "bigint[]";

        public override void Set(int row, long? value) => Put(_values, row, value);

        public override void Set(int row, string? value) => Put(_values, row, value is null ? null : throw Mismatch("a text"));

        public override long? Key(int row) => _values[row];

        public override NpgsqlParameter Parameter(int rows) =>
            new NpgsqlParameter<long?[]>
            {
                TypedValue = [.. _values[..rows]],
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bigint,
            };
    }

    private sealed class Texts : ColumnValues
    {
        private readonly List<string?> _values = [];

        public override string SqlType => "text[]";

        public override void Set(int row, long? value) => Put(_values, row, value is null ? null : throw Mismatch("a number"));

        /// <summary>PostgreSQL has no character U+0000 in texts; it is kept as the character for what cannot be shown.</summary>
        public override void Set(int row, string? value) => Put(_values, row, value?.Replace('\0', '\uFFFD'));

        public override NpgsqlParameter Parameter(int rows) =>
            new NpgsqlParameter<string?[]>
            {
                TypedValue = [.. _values[..rows]],
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
            };
    }

    private sealed class Blobs : ColumnValues
    {
        private readonly List<byte[]> _values = [];

        public override string SqlType => "bytea[]";

        public override void Set(int row, ReadOnlySpan<byte> value) => Put(_values, row, value.ToArray());

        public override NpgsqlParameter Parameter(int rows) =>
            new NpgsqlParameter<byte[][]>
            {
                TypedValue = [.. _values[..rows]],
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bytea,
            };
    }

    private static void Put<T>(List<T> values, int row, T value)
    {
        if (row == values.Count)
        {
            values.Add(value);
            return;
        }
        values[row] = value;
    }
}
