using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>A variable of one scope.</summary>
public sealed class Variable
{
    internal Variable(long key, string name, FeelValue value)
    {
        Key = key;
        Name = name;
        Value = value;
    }

    /// <summary>The variable's own key.</summary>
    public long Key { get; }

    /// <summary>Its name, unique in the scope.</summary>
    public string Name { get; }

    /// <summary>Its value, as JSON holds it.</summary>
    public FeelValue Value { get; internal set; }
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
