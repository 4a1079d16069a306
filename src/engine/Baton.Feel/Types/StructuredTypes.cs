namespace Baton.Feel.Types;

/// <summary>A type that is told by the kind of the value alone.</summary>
internal sealed class KindType(string name, FeelKind kind) : FeelType
{
    public FeelKind Kind { get; } = kind;

    public override string Name => name;

    public override bool Has(FeelValue value) => value.Kind == Kind;

    public override bool IsList => Kind == FeelKind.List;
}

/// <summary>A list whose items are all of one type; null items are allowed.</summary>
internal sealed class ListType(FeelType item) : FeelType
{
    public FeelType Item { get; } = item;

    public override FeelType Unrestricted => new ListType(Item.Unrestricted);

    public override int Height { get; } = item.Height + 1;

    public override string Name => $"list<{Item.Name}>";

    public override bool IsList => true;

    public override bool Has(FeelValue value)
    {
        if (!value.Is<FeelList>(out var list))
        {
            return false;
        }
        foreach (var entry in list.AsSpan())
        {
            if (!entry.IsNull && !Item.Has(entry))
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>A context that has at least these entries.</summary>
internal sealed class ContextType(IReadOnlyList<(string Name, FeelType Type)> entries) : FeelType
{
    public IReadOnlyList<(string Name, FeelType Type)> Entries { get; } = entries;

    public override FeelType Unrestricted => new ContextType([.. Entries.Select(entry => (entry.Name, entry.Type.Unrestricted))]);

    public override int Height { get; } = entries.Select(entry => entry.Type.Height).DefaultIfEmpty().Max() + 1;

    public override string Name => $"context<{string.Join(", ", Entries.Select(entry => $"{entry.Name}: {entry.Type.Name}"))}>";

    public override bool Has(FeelValue value) =>
        value.Is<FeelContext>(out var context)
        && Entries.All(entry => context.TryGet(entry.Name, out var held) && (held.IsNull || entry.Type.Has(held)));
}

/// <summary>A range between values of one type.</summary>
internal sealed class RangeType(FeelType end) : FeelType
{
    public FeelType End { get; } = end;

    public override int Height { get; } = end.Height + 1;

    public override string Name => $"range<{End.Name}>";

    public override bool Has(FeelValue value) =>
        value.Is<FeelRange>(out var range)
        && (range.Start.IsNull || End.Has(range.Start))
        && (range.End.IsNull || End.Has(range.End))
        && !(range.Start.IsNull && range.End.IsNull);
}

/// <summary>A function of these parameters and result.</summary>
internal sealed class FunctionType(IReadOnlyList<FeelType> parameters, FeelType result) : FeelType
{
    public IReadOnlyList<FeelType> Parameters { get; } = parameters;

    public FeelType Result { get; } = result;

    public override int Height { get; } = parameters.Append(result).Max(type => type.Height) + 1;

    public override string Name => $"function<{string.Join(", ", Parameters.Select(type => type.Name))}> -> {Result.Name}";

    public override bool Has(FeelValue value) =>
        value.Is<FeelFunction>(out var function)
        && function.Parameters.Count == Parameters.Count
        && (function.Signature is not { } declared || Accepts(declared));

    /// <summary>A result that is not declared may turn out to be right.</summary>
    private bool Accepts(FunctionType declared) =>
        (ReferenceEquals(declared.Result, Any) || Subtyping.Conforms(declared.Result, Result))
        && declared.Parameters.Zip(Parameters).All(pair => Subtyping.Conforms(pair.Second, pair.First));
}

/// <summary>A named type: another one whose values are restricted further.</summary>
internal sealed class RestrictedType(string name, string constraint, FeelType of, Func<FeelValue, bool> allows) : FeelType
{
    public FeelType Of { get; } = of;

    public override FeelType Unrestricted => Of.Unrestricted;

    public override int Height { get; } = of.Height + 1;

    public override string Name => name;

    public override string Description => $"{name} (allowed: {constraint})";

    public override bool IsList => Of.IsList;

    public override bool Has(FeelValue value) => Of.Has(value) && allows(value);
}

/// <summary>A type name that nobody declared; nothing is an instance of it.</summary>
internal sealed class UnknownType(string name) : FeelType
{
    public override string Name => name;

    public override bool Has(FeelValue value) => false;
}
