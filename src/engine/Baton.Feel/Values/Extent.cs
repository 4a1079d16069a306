namespace Baton.Feel.Values;

/// <summary>
/// How deep a structure nests and how many values it holds, counting a shared part each time it is reached: the work that
/// comparing or printing it costs.
/// </summary>
internal readonly record struct Extent(int Depth, long Size)
{
    public const int MaxDepth = 256;
    public const long MaxSize = 10_000_000;

    public bool IsTooLarge => Depth > MaxDepth || Size > MaxSize;

    public static Extent Around(ReadOnlySpan<FeelValue> values)
    {
        var extent = new Extent(1, values.Length);
        foreach (var value in values)
        {
            extent = extent.With(value);
        }
        return extent;
    }

    public static Extent Around(ReadOnlySpan<KeyValuePair<string, FeelValue>> entries)
    {
        var extent = new Extent(1, entries.Length);
        foreach (var (_, value) in entries)
        {
            extent = extent.With(value);
        }
        return extent;
    }

    private Extent With(FeelValue part)
    {
        var inner = Of(part);
        return new(Math.Max(Depth, inner.Depth + 1), Math.Min(Size + inner.Size, long.MaxValue / 2));
    }

    public static Extent Of(FeelValue value) =>
        value.Is<FeelList>(out var list) ? list.Extent
        : value.Is<FeelContext>(out var context) ? context.Extent
        : value.Is<string>(out var text) ? new(0, text.Length / 16)
        : value.Is<FeelRange>(out var range) ? Around([range.Start, range.End])
        : default;
}
