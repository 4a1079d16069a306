using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>A variable of one scope.</summary>
public sealed class Variable
{
    private FeelValue _value;

    /// <summary>The items of a list that is written item by item; null as long as it never was.</summary>
    private FeelValue[]? _items;

    /// <summary>How many of <see cref="_items"/> count; behind them is room to grow.</summary>
    private int _count;

    private bool _isBehindItems;

    internal Variable(long key, string name, FeelValue value)
    {
        Key = key;
        Name = name;
        _value = value;
    }

    /// <summary>The variable's own key.</summary>
    public long Key { get; }

    /// <summary>Its name, unique in the scope.</summary>
    public string Name { get; }

    /// <summary>Its value, as JSON holds it.</summary>
    public FeelValue Value
    {
        get
        {
            if (_isBehindItems)
            {
                _value = FeelList.Of(_items.AsSpan(0, _count));
                _isBehindItems = false;
            }
            return _value;
        }
        internal set
        {
            _value = value;
            _items = null;
            _isBehindItems = false;
        }
    }

    /// <summary>How many items it has as a list; 0 where it is none.</summary>
    public int ItemCount =>
        _items is not null ? _count
        : _value.Kind == FeelKind.List ? _value.AsList().Count
        : 0;

    internal bool IsList => _items is not null || _value.Kind == FeelKind.List;

    /// <summary>One item of a list, without making the list as a whole.</summary>
    /// <param name="index">From 0, less than <see cref="ItemCount"/>.</param>
    public FeelValue Item(int index) =>
        _items is null ? _value.AsList()[index]
        : index < _count ? _items[index]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>
    /// Writes one item of a list, or the one after its last. The list as a whole is made when somebody asks for it, so that n items cost
    /// n steps.
    /// </summary>
    internal void SetItem(int index, FeelValue value)
    {
        if (_items is null)
        {
            _items = _value.AsList().AsSpan().ToArray();
            _count = _items.Length;
        }
        if (index == _items.Length && index == _count)
        {
            Array.Resize(ref _items, Math.Max(4, index * 2));
        }
        _items[index] = value;
        _count = Math.Max(_count, index + 1);
        _isBehindItems = true;
    }
}

/// <summary>The variables of one scope. Few are found fastest by walking; many by an index.</summary>
internal sealed class VariableTable
{
    private const int IndexFrom = 12;

    private Dictionary<string, Variable>? _index;

    public List<Variable> All { get; } = [];

    public Variable? Find(string name)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name);
        }
        foreach (Variable variable in All)
        {
            if (string.Equals(variable.Name, name, StringComparison.Ordinal))
            {
                return variable;
            }
        }
        return null;
    }

    public void Add(Variable variable)
    {
        All.Add(variable);
        if (_index is not null)
        {
            _index.Add(variable.Name, variable);
        }
        else if (All.Count >= IndexFrom)
        {
            _index = All.ToDictionary(each => each.Name, StringComparer.Ordinal);
        }
    }
}
