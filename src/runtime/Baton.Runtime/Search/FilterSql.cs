using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Feel;
using Baton.Runtime.Projections;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>A filter that cannot be carried out; becomes an invalid-argument problem.</summary>
internal sealed class FilterException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

/// <summary>Turns a filter tree into SQL with parameters. Only known fields get into the text; values are always parameters.</summary>
internal sealed class FilterSql(IReadOnlyDictionary<string, SearchField> fields, string? variables)
{
    public List<object?> Values { get; } = [];

    public string Condition(Filter filter) =>
        filter switch
        {
            Filter.All all => Join(Together(all.Filters), " AND ", "1 = 1"),
            Filter.Any any => Join(any.Filters.Select(Condition), " OR ", "1 = 0"),
            Filter.Where where => Where(where),
            Filter.Variable variable => Variable(variable),
            _ => throw new FilterException("filter", "The filter is of an unknown kind."),
        };

    public string Parameter(object? value)
    {
        Values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{Values.Count - 1}");
    }

    public SearchField Field(string name) =>
        fields.TryGetValue(name, out var field)
            ? field
            : throw new FilterException(
                name,
                $"Expected one of the fields {string.Join(", ", fields.Keys.Order(StringComparer.Ordinal))}, but got '{name}'."
            );

    private static string Join(IEnumerable<string> conditions, string word, string none)
    {
        var joined = string.Join(word, conditions);
        return joined.Length == 0 ? none : "(" + joined + ")";
    }

    /// <summary>Conditions on the same other table must hold for one row of it: an element in a state, not an element and some state.</summary>
    private IEnumerable<string> Together(IReadOnlyList<Filter> filters)
    {
        var elsewhere = filters.OfType<Filter.Where>().Where(where => Field(where.Field).Within is not null).ToList();
        foreach (var group in elsewhere.GroupBy(where => Field(where.Field).Within!, StringComparer.Ordinal))
        {
            yield return Within(group.Key, string.Join(" AND ", group.Select(Comparison)));
        }
        foreach (var filter in filters.Where(filter => filter is not Filter.Where where || !elsewhere.Contains(where)))
        {
            yield return Condition(filter);
        }
    }

    private string Where(Filter.Where where)
    {
        var field = Field(where.Field);
        return field.Within is null ? Comparison(where) + Hints(where, field) : Within(field.Within, Comparison(where));
    }

    private static string Within(string place, string condition) => string.Format(CultureInfo.InvariantCulture, place, condition);

    private string Comparison(Filter.Where where)
    {
        var field = Field(where.Field);
        return Compare(where, field, field.Expression);
    }

    /// <summary>What follows from the condition and is there for the indexes alone.</summary>
    private string Hints(Filter.Where where, SearchField field)
    {
        if (field.Anchor is { } anchor && where.Operator is Operator.Eq or Operator.In && where.Values is { Count: > 0 } values)
        {
            if (values.All(value => value is not null))
            {
                var keys = string.Join(", ", values.Select(value => Parameter(Value(where, field, value))));
                return " AND " + Within(anchor, $"IN ({keys})");
            }
        }
        return where is { Operator: Operator.Eq, Values: [string word] } && field.Implied?.GetValueOrDefault(word) is { } implied
            ? " AND " + implied
            : "";
    }

    private string Variable(Filter.Variable variable)
    {
        if (variables is null)
        {
            throw new FilterException("variables", "Variables cannot be searched by here.");
        }
        var scope = variable.Local ? "t.element_instance_key" : "t.process_instance_key";
        var name = Parameter(variable.Name);
        var json = variable.Values.Select(value => (object?)(value is string text ? Normal(text) : value)).ToList();
        var where = new Filter.Where(variable.Name, variable.Operator, json);
        var value = CollectionPieces.ValueSql("v");
        var condition = Compare(where, new(value, FieldKind.Text), value);
        return string.Format(CultureInfo.InvariantCulture, variables, scope, name, condition);
    }

    private string Compare(Filter.Where where, SearchField field, string expression) =>
        where.Operator switch
        {
            Operator.Exists => $"{expression} IS {(One(where) is true ? "NOT NULL" : "NULL")}",
            Operator.In => Among(where, field, expression, "IN", "1 = 0"),
            Operator.NotIn => $"({Among(where, field, expression, "NOT IN", "1 = 1")} OR {expression} IS NULL)",
            Operator.Like =>
                $"{expression} LIKE {Parameter(Pattern(One(where) as string ?? throw Wrong(where, "a text with * and ?")))} ESCAPE '\\'",
            _ when field.Kind == FieldKind.Tags => Tagged(where, expression),
            Operator.Eq when One(where) is null => $"{expression} IS NULL",
            Operator.Neq when One(where) is null => $"{expression} IS NOT NULL",
            Operator.Eq => $"{expression} = {Parameter(Value(where, field, One(where)))}",
            Operator.Neq => $"({expression} <> {Parameter(Value(where, field, One(where)))} OR {expression} IS NULL)",
            Operator.Gt => $"{expression} > {Parameter(Value(where, field, One(where)))}",
            Operator.Gte => $"{expression} >= {Parameter(Value(where, field, One(where)))}",
            Operator.Lt => $"{expression} < {Parameter(Value(where, field, One(where)))}",
            _ => $"{expression} <= {Parameter(Value(where, field, One(where)))}",
        };

    private string Among(Filter.Where where, SearchField field, string expression, string word, string none)
    {
        if (where.Values.Count == 0)
        {
            return none;
        }
        return $"{expression} {word} ({string.Join(", ", where.Values.Select(value => Parameter(Value(where, field, value))))})";
    }

    /// <summary>Tags are kept as a JSON list: each value must be among them.</summary>
    private string Tagged(Filter.Where where, string expression)
    {
        var each = where.Values.Select(tag =>
            $"{expression} LIKE {Parameter("%" + Escape(JsonSerializer.Serialize(tag as string ?? throw Wrong(where, "a text"))) + "%")} ESCAPE '\\'"
        );
        var all = string.Join(" AND ", each);
        return where.Operator switch
        {
            Operator.Eq => $"({all})",
            Operator.Neq => $"({expression} IS NULL OR NOT ({all}))",
            _ => throw Wrong(where, "$eq or $neq"),
        };
    }

    private static object? One(Filter.Where where) => where.Values.Count == 1 ? where.Values[0] : throw Wrong(where, "exactly one value");

    private static object Value(Filter.Where where, SearchField field, object? value) =>
        (field.Kind, value) switch
        {
            (FieldKind.Text, string text) => text,
            (FieldKind.Key or FieldKind.Number, long or int) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            (FieldKind.Key, string text)
                when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) => key,
            (FieldKind.Instant, DateTimeOffset instant) => Instant.ToMilliseconds(instant),
            (FieldKind.Instant, string text)
                when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) =>
                Instant.ToMilliseconds(instant),
            (FieldKind.Flag, bool flag) => flag ? 1L : 0L,
            _ => throw Wrong(where, Expected(field.Kind)),
        };

    private static string Expected(FieldKind kind) =>
        kind switch
        {
            FieldKind.Key => "a key, which is a text of digits",
            FieldKind.Number => "a whole number",
            FieldKind.Instant => "an ISO 8601 instant",
            FieldKind.Flag => "true or false",
            _ => "a text",
        };

    private static FilterException Wrong(Filter.Where where, string expected) =>
        new(where.Field, $"Expected {expected} for the field '{where.Field}', but got something else.");

    /// <summary>The JSON as it is stored: without white space.</summary>
    private static string Normal(string json)
    {
        try
        {
            return FeelJson.ToJson(FeelJson.Parse(json));
        }
        catch (JsonException)
        {
            // A pattern or a text that is no JSON equals nothing that is stored, or is compared as it is.
            return json;
        }
    }

    private static string Pattern(string wildcards)
    {
        var pattern = new StringBuilder(wildcards.Length + 8);
        for (var i = 0; i < wildcards.Length; i++)
        {
            var letter = wildcards[i];
            if (letter == '\\' && i + 1 < wildcards.Length && wildcards[i + 1] is '*' or '?')
            {
                pattern.Append(wildcards[++i]);
                continue;
            }
            pattern.Append(
                letter switch
                {
                    '*' => "%",
                    '?' => "_",
                    _ => Escape(letter.ToString()),
                }
            );
        }
        return pattern.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
