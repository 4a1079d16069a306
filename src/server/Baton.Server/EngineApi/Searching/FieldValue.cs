using System.Text.Json;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Reads one value of a filter as the field wants it.</summary>
internal static class FieldValue
{
    /// <summary>More tags no instance has.</summary>
    private const int MaxTags = 10;

    public static object Read(JsonElement value, string path, SearchField field) =>
        field.Kind switch
        {
            FieldKind.Key => ReadKey(value, path),
            FieldKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
                ? number
                : throw SearchReader.Wrong(path, "must be a whole number"),
            FieldKind.Instant => value.ValueKind == JsonValueKind.String
            && InstantConverter.TryParse(value.GetString()!, out DateTimeOffset at)
                ? at
                : throw SearchReader.Wrong(path, "must be an instant with an offset, such as 2026-01-31T09:30:00Z"),
            FieldKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? value.GetBoolean()
                : throw SearchReader.Wrong(path, "must be true or false"),
            _ => ReadText(value, path, field),
        };

    /// <summary>A list of tags, none twice.</summary>
    public static IReadOnlyList<object?> ReadTags(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() is > 0 and <= MaxTags
        && value.EnumerateArray().All(tag => tag.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(tag => (object?)tag.GetString())]
            : throw SearchReader.Wrong(path, FormattableString.Invariant($"must be a list of 1 to {MaxTags} texts"));

    private static long ReadKey(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String && Key.TryParse(value.GetString(), out long key)
            ? key
            : throw SearchReader.Wrong(path, "must be a key: a text of digits");

    private static string ReadText(JsonElement value, string path, SearchField field)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw SearchReader.Wrong(path, "must be a text");
        }
        string text = value.GetString()!;
        return field.Words is null || field.Words.Contains(text)
            ? text
            : throw SearchReader.Wrong(path, $"must be one of {string.Join(", ", field.Words)}, but is '{text}'");
    }
}
