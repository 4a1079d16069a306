using System.Text;
using System.Text.Json;

namespace Baton.Desk;

/// <summary>A page of a list and the cursor of the next one.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> to read on; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>How many there are over all pages, where the query counts them.</summary>
    public int? Total { get; init; }

    /// <summary>There are more than <see cref="Total"/>; counting them all would take too long.</summary>
    public bool IsTotalMore { get; init; }
}

/// <summary>The position after the last row of a page: the value it was sorted by, and its key.</summary>
internal sealed record Cursor(string? Value, long Key)
{
    public string Encode() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));

    /// <summary>Null for no cursor and for one that was tampered with: reading starts at the beginning.</summary>
    public static Cursor? Decode(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Cursor>(Convert.FromBase64String(text));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
