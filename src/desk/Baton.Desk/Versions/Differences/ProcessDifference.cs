namespace Baton.Desk.Versions.Differences;

/// <summary>What differs between two versions of a process.</summary>
/// <param name="Elements">Each element that differs, in the order of the later version; what is gone comes last.</param>
/// <param name="Matches">By the id in the earlier version the id in the later one of everything that is in both, renamed or not.</param>
public sealed record ProcessDifference(IReadOnlyList<ElementDifference> Elements, IReadOnlyDictionary<string, string> Matches)
{
    /// <summary>Compares two BPMN files. What is no BPMN counts as empty.</summary>
    public static ProcessDifference Between(string before, string after) => Between(ProcessShape.Read(before), ProcessShape.Read(after));

    internal static ProcessDifference Between(ProcessShape before, ProcessShape after)
    {
        var matches = ElementMatching.Between(before, after);
        var moves = new DrawingMoves(before, after, matches);
        var origins = matches.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var found = new List<ElementDifference>();
        foreach (var fresh in after.Elements)
        {
            if (!origins.TryGetValue(fresh.Id, out var oldId))
                found.Add(new(ElementChange.Added, fresh.Kind, null, fresh.Id, null, fresh.Name, One(fresh, after, isAfter: true)));
            else if (Compare(before.Find(oldId)!, fresh) is { } difference)
                found.Add(difference);
        }
        foreach (var old in before.Elements.Where(one => !matches.ContainsKey(one.Id)))
            found.Add(new(ElementChange.Removed, old.Kind, old.Id, null, old.Name, null, One(old, before, isAfter: false)));
        return new(found, matches);

        ElementDifference? Compare(ShapeElement old, ShapeElement fresh)
        {
            var properties = new List<PropertyDifference>();
            if (old.Id != fresh.Id && !old.IsFlow)
                properties.Add(new(PropertyCodes.Id, null, old.Id, fresh.Id));
            if (old.Kind != fresh.Kind)
                properties.Add(new(PropertyCodes.Kind, null, old.Kind, fresh.Kind));
            if ((old.Name ?? "") != (fresh.Name ?? ""))
                properties.Add(new(PropertyCodes.Name, null, old.Name, fresh.Name));
            properties.AddRange(Facts(old, fresh));
            var change =
                properties.Count == 0 ? (moves.Moved(old.Id, fresh.Id) ? ElementChange.Moved : (ElementChange?)null)
                : old.IsFlow && properties.Exists(one => one.Property is PropertyCodes.From or PropertyCodes.To) ? ElementChange.Rerouted
                : ElementChange.Changed;
            return change is null ? null : new(change.Value, fresh.Kind, old.Id, fresh.Id, old.Name, fresh.Name, properties);
        }

        IEnumerable<PropertyDifference> Facts(ShapeElement old, ShapeElement fresh)
        {
            var was = old.Facts.ToDictionary(fact => (fact.Property, fact.Detail));
            var isNow = fresh.Facts.ToDictionary(fact => (fact.Property, fact.Detail));
            foreach (var key in old.Facts.Concat(fresh.Facts).Select(fact => (fact.Property, fact.Detail)).Distinct())
            {
                Fact? left = was.TryGetValue(key, out var one) ? one : null;
                Fact? right = isNow.TryGetValue(key, out var other) ? other : null;
                var expected = left is { IsReference: true } reference
                    ? matches.GetValueOrDefault(reference.Value, reference.Value)
                    : left?.Value;
                if (expected != right?.Value)
                    yield return new(key.Property, key.Detail, Shown(left, before), Shown(right, after));
            }
        }
    }

    /// <summary>What is said of an element that is in one version only.</summary>
    private static List<PropertyDifference> One(ShapeElement element, ProcessShape shape, bool isAfter) =>
        [
            .. element.Facts.Select(fact => new PropertyDifference(
                fact.Property,
                fact.Detail,
                isAfter ? null : Shown(fact, shape),
                isAfter ? Shown(fact, shape) : null
            )),
        ];

    /// <summary>An element that is referred to is shown by its name.</summary>
    private static string? Shown(Fact? fact, ProcessShape shape) =>
        fact is { IsReference: true } reference ? shape.Find(reference.Value)?.Display ?? reference.Value : fact?.Value;
}
