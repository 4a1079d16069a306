using System.Globalization;

namespace Baton.Desk.Connectors.Calls;

/// <summary>Which statuses of an answer are good: <c>200-299, 404</c>.</summary>
internal sealed class StatusSet
{
    private readonly IReadOnlyList<(int From, int To)> _ranges;

    private StatusSet(IReadOnlyList<(int From, int To)> ranges) => _ranges = ranges;

    public static StatusSet Usual { get; } = new([(200, 299)]);

    /// <summary>Null for a text that is none.</summary>
    public static StatusSet? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Usual;
        var ranges = new List<(int, int)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !Status(ends[0], out var from) || !Status(ends[^1], out var to) || from > to)
                return null;
            ranges.Add((from, to));
        }
        return new(ranges);
    }

    public bool Contains(int status) => _ranges.Any(range => status >= range.From && status <= range.To);

    private static bool Status(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
