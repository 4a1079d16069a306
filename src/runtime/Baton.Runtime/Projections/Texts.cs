using System.Text.Json;

namespace Baton.Runtime.Projections;

/// <summary>Lists and maps of text inside one column, as JSON; null when empty.</summary>
internal static class Texts
{
    private static readonly Dictionary<string, string> Empty = [];

    public static string? Join(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts);

    public static string? Join(IReadOnlyDictionary<string, string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts);

    public static IReadOnlyDictionary<string, string> SplitMap(string? column) =>
        string.IsNullOrEmpty(column) ? Empty : JsonSerializer.Deserialize<Dictionary<string, string>>(column)!;

    public static IReadOnlyList<string> Split(string? column) =>
        string.IsNullOrEmpty(column) ? [] : JsonSerializer.Deserialize<string[]>(column)!;
}
