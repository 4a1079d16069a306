namespace Baton.Feel.Types;

/// <summary>Whether one type may stand for another (DMN 1.5, section 10.3.2.9.2).</summary>
internal static class Subtyping
{
    public static bool Conforms(FeelType type, FeelType to) =>
        (type, to) switch
        {
            _ when ReferenceEquals(type, to) || ReferenceEquals(to, FeelType.Any) => true,
            (KindType { Kind: FeelKind.Null }, _) => true,
            (KindType one, KindType other) => one.Kind == other.Kind,
            (ListType, KindType { Kind: FeelKind.List }) or (ContextType, KindType { Kind: FeelKind.Context }) => true,
            (RangeType, KindType { Kind: FeelKind.Range }) or (FunctionType, KindType { Kind: FeelKind.Function }) => true,
            (ListType one, ListType other) => Conforms(one.Item, other.Item),
            (RangeType one, RangeType other) => Conforms(one.End, other.End),
            (ContextType one, ContextType other) => other.Entries.All(wanted =>
                one.Entries.Any(entry =>
                    string.Equals(entry.Name, wanted.Name, StringComparison.Ordinal) && Conforms(entry.Type, wanted.Type)
                )
            ),
            (FunctionType one, FunctionType other) => one.Parameters.Count == other.Parameters.Count
                && Conforms(one.Result, other.Result)
                && one.Parameters.Zip(other.Parameters).All(pair => Conforms(pair.Second, pair.First)),
            (RestrictedType one, _) => Conforms(one.Of, to),
            _ => false,
        };
}
