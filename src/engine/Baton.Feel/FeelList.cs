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

    /// <summary>The list without items.</summary>
    public static FeelList Empty { get; } = new([]);

    internal Extent Extent { get; }

    /// <summary>How many items it has.</summary>
    public int Count => _items.Length;

    /// <summary>The item at this place, from 0 (in FEEL it is from 1).</summary>
    public FeelValue this[int index] => _items[index];

    /// <summary>A list of these items.</summary>
    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => items.IsEmpty ? Empty : new(items.ToArray());

    /// <summary>A list of these items, which are enumerated once.</summary>
    public static FeelList From(IEnumerable<FeelValue> items) => Adopt([.. items]);

    /// <summary>Takes over an array that nobody else writes to any more.</summary>
    internal static FeelList Adopt(FeelValue[] items) => items.Length == 0 ? Empty : new(items);

    /// <summary>The items without a copy.</summary>
    public ReadOnlySpan<FeelValue> AsSpan() => _items;

    /// <inheritdoc/>
    public IEnumerator<FeelValue> GetEnumerator() => ((IEnumerable<FeelValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>The FEEL text that yields this list.</summary>
    public override string ToString() => ValueText.Literal(FeelValue.From(this));
}
