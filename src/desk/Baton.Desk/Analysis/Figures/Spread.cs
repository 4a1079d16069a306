using System.Text.Json.Serialization;

namespace Baton.Desk.Analysis.Figures;

/// <summary>How long something takes: in the middle, and for nine of ten. In milliseconds.</summary>
/// <param name="Count">How many times it was measured.</param>
/// <param name="Median">Half of them took no longer.</param>
/// <param name="P90">Nine of ten took no longer.</param>
/// <param name="Total">All of them together.</param>
[JsonNumberHandling(JsonNumberHandling.Strict)]
public sealed record Spread(int Count, long Median, long P90, long Total);

/// <summary>Gathers durations.</summary>
internal sealed class Durations
{
    private readonly List<long> _values = [];

    public int Count => _values.Count;

    public void Add(long milliseconds) => _values.Add(milliseconds);

    /// <summary>By the nearest rank; zeros where nothing was measured.</summary>
    public Spread Spread()
    {
        _values.Sort();
        return new(_values.Count, Rank(50), Rank(90), _values.Sum());
    }

    private long Rank(int percent) => _values.Count == 0 ? 0 : _values[Math.Max(0, ((_values.Count * percent) + 99) / 100 - 1)];
}
