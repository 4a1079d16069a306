namespace Baton.Runtime.Search;

/// <summary>What a field holds; decides how filter values are read and compared.</summary>
internal enum FieldKind
{
    Text,
    Number,

    /// <summary>A 64-bit key, which callers write as text.</summary>
    Key,

    /// <summary>An instant in milliseconds.</summary>
    Instant,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>A list of text as JSON; a filter value must be one of them.</summary>
    Tags,
}

/// <summary>A field that may be searched and sorted by.</summary>
/// <param name="Expression">SQL that gives its value.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Within">
/// Where the value lies in another table: SQL with {0} in place of the condition. Such fields cannot be sorted by, and those that share the
/// same text must hold for the same row of that table.
/// </param>
internal sealed record SearchField(string Expression, FieldKind Kind, string? Within = null)
{
    /// <summary>
    /// SQL with {0} in place of a comparison of a.key, which follows from equality with a key. It leads to the primary key, which begins with
    /// the root instance, where the field itself has no index.
    /// </summary>
    public string? Anchor { get; init; }

    /// <summary>SQL that follows from equality with a value, for the partial indexes.</summary>
    public IReadOnlyDictionary<string, string>? Implied { get; init; }

    /// <summary>False where every row has a value: its order can follow an index.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>The value for sorting; nulls come first, on every database.</summary>
    public string SortExpression =>
        (IsNullable, Kind) switch
        {
            (false, _) => Expression,
            (_, FieldKind.Text) => $"COALESCE({Expression}, '')",
            _ => $"COALESCE({Expression}, -1)",
        };
}
