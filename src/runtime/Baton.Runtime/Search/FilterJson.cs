using System.Text.Json.Nodes;

namespace Baton.Runtime.Search;

/// <summary>Filters as JSON, for those that are kept in the database and carried out later.</summary>
internal static class FilterJson
{
    public static string Write(Filter filter) => Node(filter).ToJsonString();

    public static Filter Read(string json) => Filter(JsonNode.Parse(json)!.AsObject());

    private static JsonObject Node(Filter filter) =>
        filter switch
        {
            Filter.All all => new() { ["all"] = Nodes(all.Filters) },
            Filter.Any any => new() { ["any"] = Nodes(any.Filters) },
            Filter.Where where => new()
            {
                ["field"] = where.Field,
                ["operator"] = where.Operator.ToString(),
                ["values"] = Values(where.Values),
            },
            Filter.Variable variable => new()
            {
                ["variable"] = variable.Name,
                ["operator"] = variable.Operator.ToString(),
                ["values"] = Values(variable.Values),
                ["local"] = variable.Local,
            },
            _ => throw new FilterException("filter", "The filter is of an unknown kind."),
        };

    private static JsonArray Nodes(IReadOnlyList<Filter> filters) => [.. filters.Select(filter => (JsonNode)Node(filter))];

    private static JsonArray Values(IReadOnlyList<object?> values) => [.. values.Select(Value)];

    /// <summary>Instants are wrapped, so that reading does not take them for texts.</summary>
    private static JsonNode? Value(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            long number => JsonValue.Create(number),
            int number => JsonValue.Create((long)number),
            DateTimeOffset instant => new JsonObject { ["at"] = instant },
            _ => throw new FilterException("filter", $"A filter cannot hold a value of the type {value.GetType().Name}."),
        };

    private static Filter Filter(JsonObject node)
    {
        if (node["all"] is JsonArray all)
        {
            return new Filter.All([.. all.Select(each => Filter(each!.AsObject()))]);
        }
        if (node["any"] is JsonArray any)
        {
            return new Filter.Any([.. any.Select(each => Filter(each!.AsObject()))]);
        }
        var operation = Enum.Parse<Operator>(node["operator"]!.GetValue<string>());
        var values = node["values"]!.AsArray().Select(Value).ToList();
        return node["variable"] is { } variable
            ? new Filter.Variable(variable.GetValue<string>(), operation, values, node["local"]!.GetValue<bool>())
            : new Filter.Where(node["field"]!.GetValue<string>(), operation, values);
    }

    private static object? Value(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject wrapped => wrapped["at"]!.GetValue<DateTimeOffset>(),
            JsonValue value when value.TryGetValue(out string? text) => text,
            JsonValue value when value.TryGetValue(out bool flag) => flag,
            _ => node.GetValue<long>(),
        };
}
