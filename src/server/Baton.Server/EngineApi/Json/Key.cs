using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi.Json;

/// <summary>A key of the engine. In JSON it is a text of digits, as many languages cannot hold 64 bits in a number.</summary>
internal readonly record struct Key(long Value)
{
    public static implicit operator Key(long value) => new(value);

    public static Key? Of(long? value) => value is { } key ? new Key(key) : null;

    public static bool TryParse(string? text, out long key) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key);

    /// <summary>Lets routes take a key from the path.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Key key)
    {
        bool isKey = TryParse(text, out long value);
        key = new Key(value);
        return isKey;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads and writes keys as texts of digits.</summary>
internal sealed class KeyConverter : JsonConverter<Key>
{
    public override Key Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Key.TryParse(reader.GetString(), out long key)
            ? new Key(key)
            : throw new JsonException(RequestJsonText.Marker + "must be a key: a text of digits");

    public override void Write(Utf8JsonWriter writer, Key value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
