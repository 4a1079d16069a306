using System.Collections;
using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>An immutable list. It knows how deep and how large it is, so that evaluation can refuse what would exhaust the machine.</summary>
public sealed class FeelList : IReadOnlyList<FeelValue>
{
    private readonly FeelValue[] _items;

    private FeelList(FeelValue[] items)
    {
        _items = items;
        Extent = Extent.Around(items);
    }

    public static FeelList Empty { get; } = new([]);

    internal Extent Extent { get; }

    public int Count => _items.Length;

    public FeelValue this[int index] => _items[index];

    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => items.IsEmpty ? Empty : new(items.ToArray());

    public static FeelList From(IEnumerable<FeelValue> items) => Adopt([.. items]);

    /// <summary>Takes over an array that nobody else writes to any more.</summary>
    internal static FeelList Adopt(FeelValue[] items) => items.Length == 0 ? Empty : new(items);

    public ReadOnlySpan<FeelValue> AsSpan() => _items;

    public IEnumerator<FeelValue> GetEnumerator() => ((IEnumerable<FeelValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public override string ToString() => ValueText.Literal(FeelValue.From(this));
}
