using System.Text.Json.Serialization;

namespace Baton.Desk.Customers.Import;

/// <summary>A file with customers.</summary>
/// <param name="Columns">
/// What the columns are, in their order: <see cref="ImportFields"/> separated by commas, nothing for a column that is not read. Null goes by the
/// headings.
/// </param>
public sealed record ImportRequest(string? Columns)
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>CSV in UTF-8 or an Excel workbook; read once, to its end.</summary>
    [JsonIgnore]
    public required Stream Content { get; init; }

    /// <summary>Its length where that is known before; too long a file is then refused unread.</summary>
    public long? Length { get; init; }

    /// <summary>Told after each unit of work how many lines are done, and of how many.</summary>
    [JsonIgnore]
    public Action<int, int>? Progress { get; init; }
}
