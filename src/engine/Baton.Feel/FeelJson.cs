using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>
/// FEEL values as JSON and back. Numbers keep all 34 digits; temporal values become ISO text; ranges, functions and what else
/// JSON cannot hold become text. Nesting is bounded both ways.
/// </summary>
public static class FeelJson
{
    /// <summary>JSON that nests deeper than this is refused.</summary>
    public const int MaxDepth = 128;

    /// <summary>Reads one JSON value from text.</summary>
    /// <exception cref="JsonException">The text is not JSON or nests too deeply.</exception>
    public static FeelValue Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads one JSON value from UTF-8.</summary>
    /// <exception cref="JsonException">The bytes are not JSON in UTF-8 or nest too deeply.</exception>
    public static FeelValue Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var value = Read(ref reader);
        return reader.Read() ? throw new JsonException("There is more text after the JSON value.") : value;
    }

    /// <summary>The value that an element holds.</summary>
    /// <exception cref="JsonException">The element nests too deeply.</exception>
    public static FeelValue From(JsonElement element) => From(element, 0);

    private static FeelValue From(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new JsonException($"The JSON nests deeper than {MaxDepth} levels.");
        }
        switch (element.ValueKind)
        {
            case JsonValueKind.True:
                return FeelValue.True;
            case JsonValueKind.False:
                return FeelValue.False;
            case JsonValueKind.String:
                return FeelValue.From(element.GetString());
            case JsonValueKind.Number:
                return Number(element.GetRawText());
            case JsonValueKind.Array:
                var items = new List<FeelValue>(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                {
                    items.Add(From(item, depth + 1));
                }
                return FeelList.From(items);
            case JsonValueKind.Object:
                var entries = new FeelContext.Builder();
                foreach (var property in element.EnumerateObject())
                {
                    entries.Set(property.Name, From(property.Value, depth + 1));
                }
                return entries.Build();
            default:
                return FeelValue.Null;
        }
    }

    private static FeelValue Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return FeelValue.True;
            case JsonTokenType.False:
                return FeelValue.False;
            case JsonTokenType.String:
                return FeelValue.From(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? FeelValue.From(whole) : Number(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.StartArray:
                var items = new List<FeelValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }
                return FeelList.From(items);
            case JsonTokenType.StartObject:
                var entries = new FeelContext.Builder();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    entries.Set(name, Read(ref reader));
                }
                return entries.Build();
            default:
                return FeelValue.Null;
        }
    }

    private static FeelValue Number(string text) =>
        FeelNumber.TryParse(text, out var number)
            ? number
            : throw new JsonException($"The number {Shorten(text)} is beyond the range of FEEL numbers.");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>Writes one value; the writer's state must allow a value here.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                writer.WriteNullValue();
                break;
            case FeelKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FeelKind.Number:
                writer.WriteRawValue(value.NumberBits.ToString(), skipInputValidation: true);
                break;
            case FeelKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList())
                {
                    Write(writer, item);
                }
                writer.WriteEndArray();
                break;
            case FeelKind.Context:
                writer.WriteStartObject();
                foreach (var (name, entry) in value.AsContext().Entries)
                {
                    writer.WritePropertyName(name);
                    Write(writer, entry);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(ValueText.Plain(value));
                break;
        }
    }

    /// <summary>One value as JSON text, without blanks.</summary>
    public static string ToJson(FeelValue value)
    {
        if (value.Kind == FeelKind.Number)
        {
            return value.NumberBits.ToString();
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            Write(writer, value);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// The value as it would come back from JSON: temporal values, ranges and functions become text, at every depth. This is how
    /// a result is kept as a process variable.
    /// </summary>
    public static FeelValue ToJsonValue(FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String:
                return value;
            case FeelKind.List:
                return value.AsList() is { Count: > 0 } list ? FeelList.From(list.Select(ToJsonValue)) : value;
            case FeelKind.Context:
                return FeelContext.From(
                    value.AsContext().Entries.Select(entry => KeyValuePair.Create(entry.Key, ToJsonValue(entry.Value)))
                );
            default:
                return FeelValue.From(ValueText.Plain(value));
        }
    }
}
