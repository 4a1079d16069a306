using System.Text.Json;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Reads filters: a plain value means equality, an object holds operators, all conditions must hold.</summary>
internal static class FilterReader
{
    private static readonly Dictionary<string, Operator> Operators = new(StringComparer.Ordinal)
    {
        ["$eq"] = Operator.Eq,
        ["$neq"] = Operator.Neq,
        ["$exists"] = Operator.Exists,
        ["$in"] = Operator.In,
        ["$notIn"] = Operator.NotIn,
        ["$like"] = Operator.Like,
        ["$gt"] = Operator.Gt,
        ["$gte"] = Operator.Gte,
        ["$lt"] = Operator.Lt,
        ["$lte"] = Operator.Lte,
    };

    public static Filter? Read(JsonElement filter, SearchSchema schema) => ReadAll(filter, "filter", schema, schema.HasAlternatives);

    /// <summary>The filter, if any, together with a condition of the caller.</summary>
    public static Filter With(this Filter? filter, Filter own) => filter is null ? own : new Filter.All(own, filter);

    private static Filter? ReadAll(JsonElement filter, string path, SearchSchema schema, bool alternatives)
    {
        if (filter.ValueKind != JsonValueKind.Object)
        {
            throw SearchReader.Wrong(path, "must be an object of conditions");
        }
        var conditions = new List<Filter>();
        foreach (JsonProperty property in filter.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            string inner = $"{path}.{property.Name}";
            if (property.Name == "$or" && alternatives)
            {
                conditions.Add(ReadAlternatives(property.Value, inner, schema));
            }
            else if (schema.VariableFilters.Contains(property.Name) || schema.LocalVariableFilters.Contains(property.Name))
            {
                conditions.AddRange(VariableFilterReader.Read(property.Value, inner, schema.LocalVariableFilters.Contains(property.Name)));
            }
            else if (property.Name == SearchSchema.TenantField)
            {
                AddTenant(conditions, property.Value, inner);
            }
            else
            {
                SearchField field =
                    schema.Find(property.Name) ?? throw SearchReader.Wrong(inner, $"is unknown here; there are {schema.FilterNames}");
                conditions.AddRange(ReadField(property.Value, inner, field));
            }
        }
        return conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new Filter.All(conditions),
        };
    }

    private static Filter.Any ReadAlternatives(JsonElement value, string path, SearchSchema schema)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw SearchReader.Wrong(path, "must be a list of filters");
        }
        return new Filter.Any([
            .. value
                .EnumerateArray()
                .Select((item, i) => ReadAll(item, FormattableString.Invariant($"{path}[{i}]"), schema, alternatives: false))
                .OfType<Filter>(),
        ]);
    }

    /// <summary>Everything belongs to the one tenant, so a condition on it either changes nothing or finds nothing.</summary>
    private static void AddTenant(List<Filter> conditions, JsonElement value, string path)
    {
        IEnumerable<Filter.Where> wanted = ReadField(value, path, SearchField.Text("tenantId"));
        if (!wanted.All(Holds))
        {
            conditions.Add(new Filter.Any([]));
        }

        static bool Holds(Filter.Where condition) =>
            condition.Operator switch
            {
                Operator.Eq or Operator.In => condition.Values.Contains(Tenants.Default),
                Operator.Neq or Operator.NotIn => !condition.Values.Contains(Tenants.Default),
                Operator.Exists => Equals(condition.Values[0], true),
                _ => true,
            };
    }

    private static IEnumerable<Filter.Where> ReadField(JsonElement value, string path, SearchField field)
    {
        if (field.Kind == FieldKind.Tags)
        {
            return [new Filter.Where(field.Name, Operator.Eq, FieldValue.ReadTags(value, path))];
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [new Filter.Where(field.Name, FieldValue.Read(value, path, field))];
        }
        return [.. value.EnumerateObject().Select(property => ReadOperator(property, $"{path}.{property.Name}", field))];
    }

    private static Filter.Where ReadOperator(JsonProperty property, string path, SearchField field)
    {
        if (!Operators.TryGetValue(property.Name, out Operator operation))
        {
            throw SearchReader.Wrong(path, $"is no operator; there are {string.Join(", ", Operators.Keys)}");
        }
        return new Filter.Where(field.Name, operation, ReadOperands(property.Value, path, field, operation));
    }

    internal static IReadOnlyList<object?> ReadOperands(JsonElement value, string path, SearchField field, Operator operation)
    {
        switch (operation)
        {
            case Operator.Exists:
                return value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? [value.GetBoolean()]
                    : throw SearchReader.Wrong(path, "must be true or false");
            case Operator.In or Operator.NotIn:
                return value.ValueKind == JsonValueKind.Array
                    ?
                    [
                        .. value
                            .EnumerateArray()
                            .Select((item, i) => FieldValue.Read(item, FormattableString.Invariant($"{path}[{i}]"), field)),
                    ]
                    : throw SearchReader.Wrong(path, "must be a list");
            case Operator.Like:
                return field.Kind is FieldKind.Text && value.ValueKind == JsonValueKind.String
                    ? [value.GetString()]
                    : throw SearchReader.Wrong(path, "must be a text with the wildcards * and ?, and needs a field that is text");
            case Operator.Gt or Operator.Gte or Operator.Lt or Operator.Lte when field.Kind is not (FieldKind.Number or FieldKind.Instant):
                throw SearchReader.Wrong(path, "compares by size, which only numbers and instants can");
            default:
                return [FieldValue.Read(value, path, field)];
        }
    }

    internal static bool TryOperator(string name, out Operator operation) => Operators.TryGetValue(name, out operation);
}
