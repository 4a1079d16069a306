namespace Baton.Feel.Types;

/// <summary>
/// A type of the FEEL type system (DMN 1.5, section 10.3.2.9): what is an instance of it, and how values are fitted to it
/// where a parameter, a variable or a result declares it.
/// </summary>
internal abstract class FeelType
{
    public static FeelType Any { get; } = new AnyType();

    public abstract string Name { get; }

    /// <summary>Whether <c>value instance of type</c> holds.</summary>
    public abstract bool Has(FeelValue value);

    public virtual bool IsList => false;

    /// <summary>How many types lie within each other, itself included.</summary>
    public virtual int Height => 1;

    /// <summary>The name, with what more a value must be.</summary>
    public virtual string Description => Name;

    /// <summary>The type without the restrictions of allowed values, which <c>instance of</c> does not look at.</summary>
    public virtual FeelType Unrestricted => this;

    /// <summary>
    /// Fits a value to the type: null fits all; a list of one item becomes the item where no list is wanted, and the other way
    /// round; a date becomes its midnight in UTC. False when it does not fit.
    /// </summary>
    public bool TryFit(FeelValue value, out FeelValue fitted)
    {
        fitted = value;
        if (value.IsNull || Has(value))
        {
            return true;
        }
        if (value.Is<FeelList>(out var list))
        {
            if (!IsList && list.Count == 1 && TryFit(list[0], out fitted))
            {
                return true;
            }
        }
        else if (IsList)
        {
            fitted = FeelList.Of(value);
            return Has(fitted);
        }
        else if (value.Kind == FeelKind.Date)
        {
            fitted = FeelValue.From(new FeelDateTime(value.AsDate(), 0, FeelZone.Utc));
            return Has(fitted);
        }
        fitted = FeelValue.Null;
        return false;
    }

    public sealed override string ToString() => Name;

    private sealed class AnyType : FeelType
    {
        public override string Name => "Any";

        public override bool Has(FeelValue value) => !value.IsNull;
    }
}
