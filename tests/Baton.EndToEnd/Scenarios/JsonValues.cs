using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Baton.EndToEnd.Scenarios;

/// <summary>Compares JSON as values: numbers by value, texts that are dates as instants, lists in order.</summary>
internal static class JsonValues
{
    public static bool Same(JsonNode? left, JsonNode? right)
    {
        JsonValueKind kind = Kind(left);
        if (kind != Kind(right))
        {
            return false;
        }
        return kind switch
        {
            JsonValueKind.Object => SameObject(left!.AsObject(), right!.AsObject()),
            JsonValueKind.Array => SameList(left!.AsArray(), right!.AsArray()),
            JsonValueKind.String => SameText(left!.GetValue<string>(), right!.GetValue<string>()),
            JsonValueKind.Number => SameNumber(left!.ToJsonString(), right!.ToJsonString()),
            _ => true,
        };
    }

    /// <summary>Null, absent, an empty text or an empty list: all mean "nothing there".</summary>
    public static bool IsNothing(JsonNode? value) =>
        Kind(value) switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.String => value!.GetValue<string>().Length == 0,
            JsonValueKind.Array => value!.AsArray().Count == 0,
            _ => false,
        };

    /// <summary>A copy in which each <c>{"$time": "PT2H"}</c> is the instant that lies so far after the start.</summary>
    public static JsonNode? WithTimes(JsonNode? value, DateTimeOffset start) =>
        value switch
        {
            JsonObject { Count: 1 } at when at["$time"] is { } duration => At(start + XmlConvert.ToTimeSpan(duration.GetValue<string>())),
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, WithTimes(field.Value, start)))),
            JsonArray items => new JsonArray([.. items.Select(item => WithTimes(item, start))]),
            _ => value?.DeepClone(),
        };

    private static JsonValue At(DateTimeOffset time) =>
        JsonValue.Create(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static bool SameObject(JsonObject left, JsonObject right) =>
        left.Count == right.Count
        && left.All(field => right.TryGetPropertyValue(field.Key, out JsonNode? other) && Same(field.Value, other));

    private static bool SameList(JsonArray left, JsonArray right) =>
        left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));

    private static bool SameText(string left, string right) =>
        left == right || (Instant(left) is { } first && Instant(right) is { } second && first == second);

    private static DateTimeOffset? Instant(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static bool SameNumber(string left, string right) =>
        decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal first)
        && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal second)
            ? first == second
            : double.Parse(left, CultureInfo.InvariantCulture).Equals(double.Parse(right, CultureInfo.InvariantCulture));
}
