namespace Baton.Runtime.Search;

/// <summary>A search: which rows, in which order, which part of them.</summary>
public sealed record SearchRequest
{
    /// <summary>Which rows; null means all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The order; what it leaves open is decided by the key.</summary>
    public IReadOnlyList<SortField> Sort { get; init; } = [];

    /// <summary>Which part of the rows.</summary>
    public Page Page { get; init; } = new();
}

/// <summary>One field of the order.</summary>
public sealed record SortField(string Field, bool Descending = false);

/// <summary>A part of the rows found. At most one of <see cref="From"/>, <see cref="After"/> and <see cref="Before"/> is given.</summary>
public sealed record Page
{
    public const int DefaultLimit = 100;

    public const int MaxLimit = 10_000;

    /// <summary>Rows beyond these are not counted: a search must not read a whole table to say how long it is.</summary>
    public const int MaxTotal = 10_000;

    /// <summary>How many rows at most; 0 to 10,000.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>How many rows to leave out at the beginning.</summary>
    public int? From { get; init; }

    /// <summary>The rows after this cursor.</summary>
    public string? After { get; init; }

    /// <summary>The rows before this cursor.</summary>
    public string? Before { get; init; }

    /// <summary>The cursor of a row whose order is decided by numbers: the values of the fields of the order, and last its key.</summary>
    public static string CursorOf(params IReadOnlyList<long> values) =>
        Convert.ToBase64String(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(values));
}

/// <summary>A condition on rows.</summary>
public abstract record Filter
{
    private Filter() { }

    /// <summary>All of the conditions hold.</summary>
    public sealed record All(IReadOnlyList<Filter> Filters) : Filter
    {
        public All(params Filter[] filters)
            : this((IReadOnlyList<Filter>)filters) { }
    }

    /// <summary>At least one of the conditions holds.</summary>
    public sealed record Any(IReadOnlyList<Filter> Filters) : Filter;

    /// <summary>
    /// A condition on one field. Values are <see cref="string"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="DateTimeOffset"/>;
    /// keys may come as text or number. <see cref="Operator.In"/> and <see cref="Operator.NotIn"/> take several values, the others one.
    /// </summary>
    public sealed record Where(string Field, Operator Operator, IReadOnlyList<object?> Values) : Filter
    {
        public Where(string field, object? value)
            : this(field, Operator.Eq, [value]) { }
    }

    /// <summary>The instance (or, for local ones, the element itself) has this variable, and its value as JSON meets the condition.</summary>
    public sealed record Variable(string Name, Operator Operator, IReadOnlyList<object?> Values, bool Local = false) : Filter
    {
        public Variable(string name, string json)
            : this(name, Operator.Eq, [json]) { }
    }
}

/// <summary>How a field is compared.</summary>
public enum Operator
{
    /// <summary>Equal; null means not set.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Neq,

    /// <summary>True: has a value; false: has none.</summary>
    Exists,

    /// <summary>One of several.</summary>
    In,

    /// <summary>None of several.</summary>
    NotIn,

    /// <summary>Text with the wildcards * and ?, which a backslash makes ordinary.</summary>
    Like,
    Gt,
    Gte,
    Lt,
    Lte,
}

/// <summary>The rows found.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="TotalItems">How many rows there are on all pages; at most <see cref="Page.MaxTotal"/> are counted.</param>
/// <param name="StartCursor">Points to the first row of this page; null when it is empty.</param>
/// <param name="EndCursor">Points to the last row of this page; null when it is empty.</param>
/// <param name="HasMoreTotalItems">Whether there are more rows than were counted.</param>
public sealed record SearchResult<T>(
    IReadOnlyList<T> Items,
    long TotalItems,
    string? StartCursor,
    string? EndCursor,
    bool HasMoreTotalItems = false
);
