using System.Text.Json;

namespace Baton.Runtime.Decisions;

/// <summary>Inputs and rules of an evaluated decision inside one column, as JSON; null when there are none.</summary>
internal static class TraceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Write<T>(IReadOnlyList<T> rows) => rows.Count == 0 ? null : JsonSerializer.Serialize(rows, Options);

    public static IReadOnlyList<T> Read<T>(string? column) =>
        column is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<T>>(column, Options)!;
}
