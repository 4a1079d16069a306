using Baton.Desk.Operations;

namespace Baton.Web.Operations;

/// <summary>Element instances below the scopes in which they are.</summary>
internal static class ElementTree
{
    /// <summary>Deeper ones are shown as deep as this.</summary>
    public const int Deepest = 5;

    /// <summary>Each below its scope, in the order in which they began.</summary>
    public static IEnumerable<(ElementView Element, int Depth)> Of(IReadOnlyList<ElementView> elements, long instance)
    {
        var known = elements.Select(one => one.Key).ToHashSet();
        var inside = elements.ToLookup(one => one.ScopeKey is { } scope && known.Contains(scope) ? scope : instance);
        return Below(inside, instance, 0);
    }

    private static IEnumerable<(ElementView, int)> Below(ILookup<long, ElementView> inside, long scope, int depth) =>
        inside[scope].OrderBy(one => one.Key).SelectMany(one => Below(inside, one.Key, depth + 1).Prepend((one, Math.Min(depth, Deepest))));
}
