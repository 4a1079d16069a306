using System.Xml;
using Baton.Dmn.Outline;

namespace Baton.Desk.Versions.Differences;

/// <summary>What became of one decision.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Id">The id that processes name.</param>
/// <param name="BeforeName">Its name in the earlier version; null where it is new.</param>
/// <param name="AfterName">Its name in the later version; null where it is gone.</param>
/// <param name="Properties">What differs beside the table.</param>
/// <param name="Table">The two tables in one; null where there is none.</param>
public sealed record DecisionChange(
    ElementChange Change,
    string Id,
    string? BeforeName,
    string? AfterName,
    IReadOnlyList<PropertyDifference> Properties,
    TableDifference? Table
);

/// <summary>What differs between two versions of a decision model.</summary>
/// <param name="Decisions">Each decision that differs.</param>
public sealed record DecisionDifference(IReadOnlyList<DecisionChange> Decisions)
{
    /// <summary>Compares two DMN files. What is no DMN counts as empty.</summary>
    public static DecisionDifference Between(string before, string after)
    {
        var (old, fresh) = (Read(before), Read(after));
        var found = new List<DecisionChange>();
        foreach (var decision in fresh.Decisions)
        {
            if (old.Find(decision.Id) is not { } earlier)
                found.Add(new(ElementChange.Added, decision.Id, null, decision.Name, [], TableDifference.Between(null, decision.Table)));
            else if (Between(earlier, decision) is { } change)
                found.Add(change);
        }
        foreach (var decision in old.Decisions.Where(one => fresh.Find(one.Id) is null))
            found.Add(new(ElementChange.Removed, decision.Id, decision.Name, null, [], TableDifference.Between(decision.Table, null)));
        return new(found);
    }

    internal static ModelOutline Read(string xml)
    {
        try
        {
            return ModelOutline.Read(xml);
        }
        catch (XmlException)
        {
            return new("", "", []);
        }
    }

    private static DecisionChange? Between(DecisionOutline old, DecisionOutline fresh)
    {
        var properties = new List<PropertyDifference>();
        Compare(PropertyCodes.Name, old.Name, fresh.Name);
        Compare(PropertyCodes.Kind, "decision:" + old.Kind, "decision:" + fresh.Kind);
        Compare(PropertyCodes.Question, old.Question, fresh.Question);
        Compare(PropertyCodes.Documentation, old.Description, fresh.Description);
        Compare(PropertyCodes.Expression, old.Expression, fresh.Expression);
        Compare(PropertyCodes.HitPolicy, Policy(old.Table), Policy(fresh.Table));
        Compare(PropertyCodes.CalledDecision, string.Join(", ", old.Requires), string.Join(", ", fresh.Requires));
        var table = TableDifference.Between(old.Table, fresh.Table);
        return properties.Count > 0 || table is { HasChanges: true }
            ? new(ElementChange.Changed, fresh.Id, old.Name, fresh.Name, properties, table)
            : null;

        void Compare(string property, string? was, string? isNow)
        {
            if ((was ?? "") != (isNow ?? ""))
                properties.Add(new(property, null, string.IsNullOrEmpty(was) ? null : was, string.IsNullOrEmpty(isNow) ? null : isNow));
        }
    }

    private static string? Policy(TableOutline? table) =>
        table is null ? null
        : table.Aggregation is { } aggregation ? $"{table.HitPolicy} {aggregation}"
        : table.HitPolicy;
}
