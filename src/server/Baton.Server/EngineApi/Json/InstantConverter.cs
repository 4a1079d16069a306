using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi.Json;

/// <summary>Instants as ISO 8601 in UTC with milliseconds; read with any offset, but never without one.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out DateTimeOffset at)
            ? at
            : throw new JsonException(RequestJsonText.Marker + "must be an instant with an offset, such as 2026-01-31T09:30:00Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));

    /// <summary>Reads an instant whose offset is given; a time without one could mean any hour.</summary>
    public static bool TryParse(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at) && HasOffset(text);

    private static bool HasOffset(string text)
    {
        int time = text.IndexOf('T', StringComparison.Ordinal);
        return time > 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
    }
}
