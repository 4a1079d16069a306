namespace Baton.Server.EngineApi.Searching;

/// <summary>What values a field has, and so which JSON stands for them and how they compare.</summary>
internal enum FieldKind
{
    Key,
    Text,
    Number,
    Instant,
    Flag,
    Tags,
}

/// <summary>A field that a search can filter and sort by, under the name it has in the contract.</summary>
internal sealed record SearchField(string Name, FieldKind Kind)
{
    /// <summary>The only values there are; null for any.</summary>
    public IReadOnlyCollection<string>? Words { get; init; }

    /// <summary>Whether the order of the answer may follow it.</summary>
    public bool Sortable { get; init; } = true;

    public static SearchField Key(string name) => new(name, FieldKind.Key);

    public static SearchField Text(string name) => new(name, FieldKind.Text);

    public static SearchField Word(string name, IReadOnlyCollection<string> words) => new(name, FieldKind.Text) { Words = words };

    public static SearchField Number(string name) => new(name, FieldKind.Number);

    public static SearchField Instant(string name) => new(name, FieldKind.Instant);

    public static SearchField Flag(string name) => new(name, FieldKind.Flag);

    /// <summary>A list of texts; the filter names those that must all be in it.</summary>
    public static SearchField Tags(string name) => new(name, FieldKind.Tags) { Sortable = false };

    /// <summary>A list of texts; the filter asks whether one of them is in it.</summary>
    public static SearchField OneOf(string name) => new(name, FieldKind.Text) { Sortable = false };
}

/// <summary>The fields of one kind of row, and the filters that are no fields.</summary>
internal sealed class SearchSchema(params IReadOnlyList<SearchField> fields)
{
    /// <summary>Everything has a tenant, and all the same one: it can be named, but decides nothing.</summary>
    public const string TenantField = "tenantId";

    private readonly Dictionary<string, SearchField> _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Names of filters that hold conditions on variables of the instance.</summary>
    public IReadOnlyCollection<string> VariableFilters { get; init; } = [];

    /// <summary>Names of filters that hold conditions on variables of the element itself.</summary>
    public IReadOnlyCollection<string> LocalVariableFilters { get; init; } = [];

    /// <summary>Whether <c>$or</c> is taken.</summary>
    public bool HasAlternatives { get; init; }

    public SearchField? Find(string name) => _fields.GetValueOrDefault(name);

    public string FilterNames => string.Join(", ", [.. _fields.Keys, .. VariableFilters, .. LocalVariableFilters]);

    public string SortNames => string.Join(", ", [.. _fields.Values.Where(one => one.Sortable).Select(one => one.Name), TenantField]);
}
