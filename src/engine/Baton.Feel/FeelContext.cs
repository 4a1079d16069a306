using System.Runtime.InteropServices;
using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>
/// An immutable context: names with values, in the order they were written. Two contexts are equal when they hold the same
/// entries in whatever order.
/// </summary>
public sealed class FeelContext
{
    private const int IndexFrom = 9;

    private readonly KeyValuePair<string, FeelValue>[] _entries;
    private readonly Dictionary<string, int>? _index;

    private FeelContext(KeyValuePair<string, FeelValue>[] entries)
    {
        _entries = entries;
        Extent = Extent.Around(entries);
        if (entries.Length >= IndexFrom)
        {
            _index = new(entries.Length, StringComparer.Ordinal);
            for (var i = 0; i < entries.Length; i++)
            {
                _index[entries[i].Key] = i;
            }
        }
    }

    /// <summary>The context without entries.</summary>
    public static FeelContext Empty { get; } = new([]);

    internal Extent Extent { get; }

    /// <summary>How many entries it has.</summary>
    public int Count => _entries.Length;

    /// <summary>Names with values, in the order they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => _entries;

    /// <summary>A context of these entries; a name that comes again replaces the value and keeps the place.</summary>
    public static FeelContext Of(params ReadOnlySpan<(string Name, FeelValue Value)> entries)
    {
        if (entries is [var only])
        {
            return new([new(only.Name, only.Value)]);
        }
        var builder = new Builder(entries.Length);
        foreach (var (name, value) in entries)
        {
            builder.Set(name, value);
        }
        return builder.Build();
    }

    /// <summary>A context of these entries; a name that comes again replaces the value and keeps the place.</summary>
    public static FeelContext From(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var builder = new Builder();
        foreach (var (name, value) in entries)
        {
            builder.Set(name, value);
        }
        return builder.Build();
    }

    /// <summary>False when there is no entry of this name; an entry that is null is there.</summary>
    public bool TryGet(string name, out FeelValue value)
    {
        var at = IndexOf(name);
        value = at < 0 ? default : _entries[at].Value;
        return at >= 0;
    }

    /// <summary>As <see cref="TryGet(string, out FeelValue)"/>, looking first where the same name stood in another context of the same shape.</summary>
    internal bool TryGet(string name, ref int place, out FeelValue value)
    {
        var entries = _entries;
        var at = place;
        if ((uint)at >= (uint)entries.Length || !string.Equals(entries[at].Key, name, StringComparison.Ordinal))
        {
            at = IndexOf(name);
            if (at < 0)
            {
                value = default;
                return false;
            }
            place = at;
        }
        value = entries[at].Value;
        return true;
    }

    /// <summary>The value under the name, or null.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : default;

    /// <summary>This context with one entry more, or with another value under a name that it has.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        var at = IndexOf(name);
        var entries = new KeyValuePair<string, FeelValue>[at < 0 ? _entries.Length + 1 : _entries.Length];
        _entries.CopyTo(entries, 0);
        entries[at < 0 ? ^1 : at] = new(name, value);
        return new(entries);
    }

    /// <summary>This context without the entry of this name; the same when it has none.</summary>
    public FeelContext Without(string name) =>
        IndexOf(name) < 0 ? this : new([.. _entries.Where(entry => !string.Equals(entry.Key, name, StringComparison.Ordinal))]);

    private int IndexOf(string name) =>
        _index is null ? IndexOf(_entries, name)
        : _index.TryGetValue(name, out var at) ? at
        : -1;

    private static int IndexOf(ReadOnlySpan<KeyValuePair<string, FeelValue>> entries, string name)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (string.Equals(entries[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The FEEL text that yields this context.</summary>
    public override string ToString() => ValueText.Literal(FeelValue.From(this));

    /// <summary>Collects entries in linear time.</summary>
    internal sealed class Builder(int capacity = 4)
    {
        private readonly List<KeyValuePair<string, FeelValue>> _entries = new(capacity);
        private Dictionary<string, int>? _places;

        public bool Contains(string name) => Find(name) >= 0;

        public void Set(string name, FeelValue value)
        {
            var at = Find(name);
            if (at >= 0)
            {
                _entries[at] = new(name, value);
                return;
            }
            _places?.Add(name, _entries.Count);
            _entries.Add(new(name, value));
        }

        private int Find(string name)
        {
            if (_places is null && _entries.Count >= IndexFrom)
            {
                _places = new(StringComparer.Ordinal);
                for (var i = 0; i < _entries.Count; i++)
                {
                    _places[_entries[i].Key] = i;
                }
            }
            return _places is not null ? _places.GetValueOrDefault(name, -1) : IndexOf(CollectionsMarshal.AsSpan(_entries), name);
        }

        public FeelContext Build() => _entries.Count == 0 ? Empty : new([.. _entries]);
    }
}
