using System.Text.Json;

namespace Baton.Runtime.Projections;

/// <summary>Lists and maps of text inside one column, as JSON; null when empty.</summary>
internal static class Texts
{
    public static string? Join(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts);

    public static IReadOnlyList<string> Split(string? column) =>
        string.IsNullOrEmpty(column) ? [] : JsonSerializer.Deserialize<string[]>(column)!;
}
