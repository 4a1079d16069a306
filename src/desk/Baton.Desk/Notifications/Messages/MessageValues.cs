using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// What a template is filled with, kept as JSON so that it can be filled again: an instant, a length of time and a text of three languages keep what they are,
/// and are put into the words of each reader only when they are read. Pure.
/// </summary>
internal static class MessageValues
{
    private const string Instant = "$instant";
    private const string Length = "$length";
    private const string Text = "$text";

    private const int TextMax = 4_000;
    private const int ItemsMax = 500;
    private const int DepthMax = 8;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject values) => values.ToJsonString(Json);

    public static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>A value as it is kept; what is of no kind that templates know is its text.</summary>
    public static JsonNode? Keep(object? value) => Keep(value, 0);

    private static JsonNode? Keep(object? value, int depth) =>
        depth > DepthMax
            ? null
            : value switch
            {
                null => null,
                JsonNode node => node.DeepClone(),
                JsonElement element => JsonNode.Parse(element.GetRawText()),
                string text => text.Length > TextMax ? text[..TextMax] : text,
                bool truth => truth,
                int or long or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                decimal number => number,
                double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                DateTimeOffset at => new JsonObject { [Instant] = at.ToUnixTimeMilliseconds() },
                TimeSpan length => new JsonObject { [Length] = XmlConvert.ToString(length) },
                LocalizedText text => new JsonObject { [Text] = new JsonArray(text.ZhHans, text.ZhHant, text.En) },
                IEnumerable<KeyValuePair<string, object?>> pairs => new JsonObject(
                    pairs.Take(ItemsMax).Select(pair => KeyValuePair.Create(pair.Key, Keep(pair.Value, depth + 1)))
                ),
                System.Collections.IEnumerable list => new JsonArray([
                    .. list.Cast<object?>().Take(ItemsMax).Select(item => Keep(item, depth + 1)),
                ]),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };

    /// <summary>The values in the words of a reader.</summary>
    public static Dictionary<string, object?> Say(JsonObject values, string language, TimeZoneInfo zone) =>
        values.ToDictionary(one => one.Key, one => Say(one.Value, language, zone), StringComparer.Ordinal);

    private static object? Say(JsonNode? node, string language, TimeZoneInfo zone) =>
        node switch
        {
            JsonObject { Count: 1 } at when at[Instant] is JsonValue instant => Day(
                DateTimeOffset.FromUnixTimeMilliseconds(instant.GetValue<long>()),
                language,
                zone
            ),
            JsonObject { Count: 1 } span when span[Length] is JsonValue length => Duration(
                XmlConvert.ToTimeSpan(length.GetValue<string>()),
                language
            ),
            JsonObject { Count: 1 } words when words[Text] is JsonArray { Count: 3 } text => new LocalizedText(
                text[0]!.GetValue<string>(),
                text[1]!.GetValue<string>(),
                text[2]!.GetValue<string>()
            ).In(language),
            JsonObject inner => Say(inner, language, zone),
            JsonArray list => list.Select(item => Say(item, language, zone)).ToList(),
            JsonValue value => Plain(value),
            _ => null,
        };

    private static object? Plain(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.Deserialize<decimal>(),
            _ => value.ToString(),
        };

    /// <summary>Day and time as the reader writes them.</summary>
    public static string Day(DateTimeOffset at, string language, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(MessageTexts.Words.Get("date-format", language), CultureInfo.GetCultureInfo(language));

    /// <summary>The two largest units, such as "1 day 2 hours".</summary>
    public static string Duration(TimeSpan length, string language)
    {
        var (days, hours, minutes) = ((int)length.Duration().TotalDays, length.Duration().Hours, length.Duration().Minutes);
        var parts = new List<string>();
        Add("day", days);
        Add("hour", hours);
        if (days == 0)
            Add("minute", minutes);
        return parts.Count == 0 ? Say("minute", 0) : string.Join(MessageTexts.Words.Get("length.separator", language), parts);

        void Add(string unit, int count)
        {
            if (count > 0)
                parts.Add(Say(unit, count));
        }

        string Say(string unit, int count) =>
            MessageTexts.Words.Get(
                count == 1 ? $"length.{unit}.one" : $"length.{unit}",
                language,
                ("count", count.ToString(CultureInfo.InvariantCulture))
            );
    }
}
