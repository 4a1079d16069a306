using Baton.Runtime.Storage;

namespace Baton.Runtime.Postgres;

/// <summary>Takes the values of one row after the other and hands finished rows on.</summary>
internal sealed class PostgresRowWriter(RowShape shape, Action<PostgresRowWriter> finished) : RowWriter
{
    private readonly Cell[] _cells = new Cell[shape.Columns.Count + shape.Keys.Count];
    private byte[] _bytes = [];
    private int _bound;

    public RowShape Shape { get; } = shape;

    /// <summary>
    /// What tells this row from others of its table: its key, or for a new row the numbers that its primary key begins with.
    /// </summary>
    public (long First, long Second) Key
    {
        get
        {
            var first = Shape.Keys.Count > 0 ? Shape.Columns.Count : 0;
            var second = first + 1 < _cells.Length && (Shape.Keys.Count != 1) ? _cells[first + 1].Number ?? 0 : 0;
            return (_cells[first].Number ?? 0, second);
        }
    }

    /// <summary>The third number of the key of a change, 0 where there is none: together with <see cref="Key"/> it tells the row from all others.</summary>
    public long Part => Shape.Keys.Count > 2 ? _cells[Shape.Columns.Count + 2].Number ?? 0 : 0;

    public override RowWriter Begin()
    {
        _bound = 0;
        return this;
    }

    public override RowWriter Bind(long value) => Put(new(value, null, 0));

    public override RowWriter Bind(long? value) => Put(new(value, null, 0));

    public override RowWriter Bind(string? value) => Put(new(null, value, 0));

    public override RowWriter Bind(ReadOnlySpan<byte> value)
    {
        if (value.Length > _bytes.Length)
        {
            _bytes = new byte[value.Length * 2];
        }
        value.CopyTo(_bytes);
        return Put(new(null, null, value.Length));
    }

    public override void Add()
    {
        if (_bound != _cells.Length)
        {
            throw new InvalidOperationException($"A row of {Shape.Table} has {_cells.Length} values, but {_bound} were bound.");
        }
        finished(this);
    }

    /// <summary>Writes the row to the columns of a segment.</summary>
    public void CopyTo(ColumnValues[] columns, int row)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            var cell = _cells[i];
            if (columns[i].SqlType == "bytea[]")
            {
                columns[i].Set(row, _bytes.AsSpan(0, cell.Bytes));
            }
            else if (cell.Text is not null)
            {
                columns[i].Set(row, cell.Text);
            }
            else
            {
                columns[i].Set(row, cell.Number);
            }
        }
    }

    private PostgresRowWriter Put(Cell cell)
    {
        _cells[_bound++] = cell;
        return this;
    }

    private readonly record struct Cell(long? Number, string? Text, int Bytes);
}
