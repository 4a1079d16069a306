using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Versions.Differences;

/// <summary>What became of one field, or of another part of a form.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Type">What it is, in form-js's words.</param>
/// <param name="Key">The name under which its value is kept; the id of a part that holds none.</param>
/// <param name="BeforeLabel">What it was called; null where it is new.</param>
/// <param name="AfterLabel">What it is called; null where it is gone.</param>
/// <param name="Properties">What differs.</param>
public sealed record FieldDifference(
    ElementChange Change,
    string Type,
    string Key,
    string? BeforeLabel,
    string? AfterLabel,
    IReadOnlyList<PropertyDifference> Properties
);

/// <summary>What differs between two versions of a form.</summary>
/// <param name="Fields">Each field that differs, in the order of the later version; what is gone comes last.</param>
public sealed record FormDifference(IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>Where it stands is no property of a field.</summary>
    private static readonly string[] Passed = ["id", "components", "layout", "path"];

    /// <summary>Compares two form-js schemas. What is no form counts as empty.</summary>
    public static FormDifference Between(string before, string after)
    {
        var (old, fresh) = (Read(before), Read(after));
        var found = new List<FieldDifference>();
        var kept = fresh.Where(one => old.ContainsKey(one.Key)).Select(one => one.Key).ToList();
        var order = old.Keys.Where(fresh.ContainsKey).ToList();
        foreach (var (key, field) in fresh)
        {
            if (!old.TryGetValue(key, out var earlier))
            {
                found.Add(new(ElementChange.Added, Type(field), key, null, Label(field), Compare([], field)));
                continue;
            }
            var properties = Compare(earlier, field);
            var isMoved = kept.IndexOf(key) != order.IndexOf(key) || !JsonNode.DeepEquals(earlier["layout"], field["layout"]);
            if (properties.Count > 0 || isMoved)
                found.Add(
                    new(
                        properties.Count > 0 ? ElementChange.Changed : ElementChange.Moved,
                        Type(field),
                        key,
                        Label(earlier),
                        Label(field),
                        properties
                    )
                );
        }
        foreach (var (key, field) in old.Where(one => !fresh.ContainsKey(one.Key)))
            found.Add(new(ElementChange.Removed, Type(field), key, Label(field), null, []));
        return new(found);
    }

    /// <summary>The parts of a form in their order, groups before what is in them.</summary>
    private static OrderedDictionary<string, JsonObject> Read(string json)
    {
        var found = new OrderedDictionary<string, JsonObject>(StringComparer.Ordinal);
        try
        {
            if (JsonNode.Parse(json) is JsonObject form)
                Gather(form["components"] as JsonArray, found);
        }
        catch (JsonException)
        {
            found.Clear();
        }
        return found;
    }

    private static void Gather(JsonArray? components, OrderedDictionary<string, JsonObject> found)
    {
        foreach (var component in (components ?? []).OfType<JsonObject>())
        {
            var key = Text(component, "key") ?? Text(component, "id") ?? string.Create(CultureInfo.InvariantCulture, $"#{found.Count + 1}");
            found.TryAdd(key, component);
            Gather(component["components"] as JsonArray, found);
        }
    }

    private static List<PropertyDifference> Compare(JsonObject old, JsonObject fresh)
    {
        var (was, isNow) = (Leaves(old), Leaves(fresh));
        return
        [
            .. was
                .Keys.Concat(isNow.Keys)
                .Distinct(StringComparer.Ordinal)
                .Where(name => was.GetValueOrDefault(name) != isNow.GetValueOrDefault(name))
                .Select(name => new PropertyDifference(name, null, was.GetValueOrDefault(name), isNow.GetValueOrDefault(name))),
        ];
    }

    private static Dictionary<string, string> Leaves(JsonObject component)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in component.Where(one => !Passed.Contains(one.Key, StringComparer.Ordinal)))
            Add(name, value);
        return leaves;

        void Add(string name, JsonNode? value)
        {
            if (name == "values" && value is JsonArray options)
                leaves[PropertyCodes.Options] = string.Join("; ", options.OfType<JsonObject>().Select(Option));
            else if (value is JsonObject inner)
            {
                foreach (var (part, node) in inner)
                    Add(name + "." + part, node);
            }
            else if (value is not null)
                leaves[name] = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }
    }

    private static string Option(JsonObject option) => $"{Text(option, "label")} ({Text(option, "value")})";

    private static string Type(JsonObject component) => Text(component, "type") ?? "";

    private static string Label(JsonObject component) =>
        Text(component, "label") ?? Text(component, "text") ?? Text(component, "dateLabel") ?? Text(component, "key") ?? "";

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
            ? text
        : json[name] is JsonValue other && other.GetValueKind() != JsonValueKind.String ? other.ToJsonString()
        : null;
}
