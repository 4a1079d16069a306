using System.Text.Json;
using Baton.Runtime.Search;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Reads conditions on variables: a list of names with values, where a value is the JSON text of the variable.</summary>
internal static class VariableFilterReader
{
    private static readonly SearchField Value = SearchField.Text("value");

    public static IEnumerable<Filter> Read(JsonElement list, string path, bool local)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw SearchReader.Wrong(path, "must be a list of {name, value}");
        }
        return [.. list.EnumerateArray().SelectMany((item, i) => ReadOne(item, FormattableString.Invariant($"{path}[{i}]"), local))];
    }

    private static IEnumerable<Filter> ReadOne(JsonElement item, string path, bool local)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw SearchReader.Wrong(path, "must be an object {name, value}");
        }
        string? name = null;
        JsonElement? value = null;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            switch (property.Name)
            {
                case "name" when property.Value.ValueKind == JsonValueKind.String:
                    name = property.Value.GetString();
                    break;
                case "value":
                    value = property.Value;
                    break;
                default:
                    throw SearchReader.Wrong($"{path}.{property.Name}", "does not fit; a condition is {name, value}");
            }
        }
        if (name is null || value is not { } condition)
        {
            throw SearchReader.Wrong(path, "must have a name and a value");
        }
        return ReadValue(condition, $"{path}.value", name, local);
    }

    private static IEnumerable<Filter> ReadValue(JsonElement value, string path, string name, bool local)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return [new Filter.Variable(name, Operator.Eq, [value.GetString()], local)];
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw SearchReader.Wrong(path, "must be a text that holds the JSON of the value, or an object of operators");
        }
        return
        [
            .. value
                .EnumerateObject()
                .Select(property =>
                    FilterReader.TryOperator(property.Name, out Operator operation)
                        ? new Filter.Variable(
                            name,
                            operation,
                            FilterReader.ReadOperands(property.Value, $"{path}.{property.Name}", Value, operation),
                            local
                        )
                        : throw SearchReader.Wrong($"{path}.{property.Name}", "is no operator")
                ),
        ];
    }
}
