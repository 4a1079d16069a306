namespace Baton.Runtime.Storage;

/// <summary>What a <see cref="RowWriter"/> does with each row.</summary>
public enum RowVerb
{
    /// <summary>Adds rows; <see cref="RowShape.Columns"/> are all values.</summary>
    Insert,

    /// <summary>Adds rows; a row whose key or unique values are there already is left out.</summary>
    InsertNew,

    /// <summary>Sets <see cref="RowShape.Columns"/> of the row with <see cref="RowShape.Keys"/>, which follow them in the binding order.</summary>
    Update,

    /// <summary>Removes the rows with <see cref="RowShape.Keys"/>.</summary>
    Delete,
}

/// <summary>The table, columns and verb of rows that are written in bulk. Values are bound in the order of columns, then keys.</summary>
public sealed record RowShape(RowVerb Verb, string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Keys)
{
    public static RowShape Insert(string table, params IReadOnlyList<string> columns) => new(RowVerb.Insert, table, columns, []);

    public static RowShape InsertNew(string table, params IReadOnlyList<string> columns) => new(RowVerb.InsertNew, table, columns, []);

    public static RowShape Delete(string table, params IReadOnlyList<string> keys) => new(RowVerb.Delete, table, [], keys);

    /// <summary>The statement for one row, or for several where rows are added, with a placeholder for each value.</summary>
    public string Sql(Func<int, string> placeholder, int rows = 1)
    {
        var at = 0;
        string Next() => placeholder(at++);
        string Row() => $"({List(Columns, _ => Next())})";
        string Rows() => string.Join(", ", Enumerable.Range(0, rows).Select(_ => Row()));
        return Verb switch
        {
            RowVerb.Insert => $"INSERT INTO {Table} ({string.Join(", ", Columns)}) VALUES {Rows()}",
            RowVerb.InsertNew => $"INSERT INTO {Table} ({string.Join(", ", Columns)}) VALUES {Rows()} ON CONFLICT DO NOTHING",
            RowVerb.Update => $"UPDATE {Table} SET {List(Columns, name => $"{name} = {Next()}")} WHERE {Match()}",
            _ => $"DELETE FROM {Table} WHERE {Match()}",
        };

        string Match() => string.Join(" AND ", Keys.Select(name => $"{name} = {Next()}"));
    }

    private static string List(IReadOnlyList<string> names, Func<string, string> each) => string.Join(", ", names.Select(each));
}
