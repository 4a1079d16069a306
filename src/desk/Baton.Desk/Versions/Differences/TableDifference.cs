using Baton.Dmn.Outline;

namespace Baton.Desk.Versions.Differences;

/// <summary>A column of either table; the change is null where it is the same in both.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="IsInput">False for an output.</param>
/// <param name="Label">What people call it now, or did.</param>
/// <param name="Properties">What differs.</param>
public sealed record ColumnDifference(ElementChange? Change, bool IsInput, string Label, IReadOnlyList<PropertyDifference> Properties);

/// <summary>A cell as it was and as it is; null where its rule or its column was or is not there.</summary>
public sealed record CellDifference(string? Before, string? After);

/// <summary>A rule of either table; the change is null where it is the same in both.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="BeforeNumber">Which rule it was, from 1; null where it is new.</param>
/// <param name="AfterNumber">Which rule it is, from 1; null where it is gone.</param>
/// <param name="Cells">Its cells in the order of the columns.</param>
public sealed record RuleDifference(ElementChange? Change, int? BeforeNumber, int? AfterNumber, IReadOnlyList<CellDifference> Cells);

/// <summary>Two decision tables in one.</summary>
/// <param name="Columns">The columns of both, inputs first.</param>
/// <param name="Rules">The rules of both in the order of the later table; what is gone stands where it stood.</param>
public sealed record TableDifference(IReadOnlyList<ColumnDifference> Columns, IReadOnlyList<RuleDifference> Rules)
{
    /// <summary>True where anything differs.</summary>
    public bool HasChanges => Columns.Any(column => column.Change is not null) || Rules.Any(rule => rule.Change is not null);

    /// <summary>Null where neither decision has a table.</summary>
    public static TableDifference? Between(TableOutline? before, TableOutline? after)
    {
        if (before is null && after is null)
            return null;
        var inputs = Joined(Inputs(before), Inputs(after));
        var outputs = Joined(Outputs(before), Outputs(after));
        List<ColumnDifference> columns =
        [
            .. inputs.Select(pair => Column(pair, isInput: true)),
            .. outputs.Select(pair => Column(pair, isInput: false)),
        ];
        var pairs = RuleMatching.Between(
            [.. (before?.Rules ?? []).Select(rule => new TableRow(rule, Cells(rule, inputs, outputs, isAfter: false)))],
            [.. (after?.Rules ?? []).Select(rule => new TableRow(rule, Cells(rule, inputs, outputs, isAfter: true)))]
        );
        return new(columns, [.. pairs.Select(pair => Rule(pair, columns))]);
    }

    private static List<Side> Inputs(TableOutline? table) =>
        [.. (table?.Inputs ?? []).Select(one => new Side(one.Id, one.Label, one.Expression, one.Type.Name, one.AllowedText))];

    private static List<Side> Outputs(TableOutline? table) =>
        [.. (table?.Outputs ?? []).Select(one => new Side(one.Id, one.Label, one.Name, one.Type.Name, one.AllowedText))];

    /// <summary>Columns belong together by id, else by what they look at or give.</summary>
    private static List<ColumnPair> Joined(List<Side> before, List<Side> after)
    {
        var pairs = new List<ColumnPair>();
        var left = Enumerable.Range(0, before.Count).ToList();
        for (var at = 0; at < after.Count; at++)
        {
            var fresh = after[at];
            var found = left.FindIndex(one => before[one].Id is { } id && id == fresh.Id);
            if (found < 0)
                found = left.FindIndex(one => before[one].Expression == fresh.Expression);
            int? was = found < 0 ? null : left[found];
            if (found >= 0)
                left.RemoveAt(found);
            pairs.Add(new(was is { } index ? before[index] : null, fresh, was, at));
        }
        pairs.AddRange(left.Select(at => new ColumnPair(before[at], null, at, null)));
        return pairs;
    }

    private static ColumnDifference Column(ColumnPair pair, bool isInput)
    {
        if (pair.Fresh is not { } fresh)
            return new(ElementChange.Removed, isInput, pair.Old!.Label, []);
        if (pair.Old is not { } old)
            return new(ElementChange.Added, isInput, fresh.Label, []);
        var properties = new List<PropertyDifference>();
        Compare(PropertyCodes.Label, old.Label, fresh.Label);
        Compare(isInput ? PropertyCodes.Expression : PropertyCodes.ResultVariable, old.Expression, fresh.Expression);
        Compare(PropertyCodes.Type, old.Type, fresh.Type);
        Compare(PropertyCodes.Allowed, old.Allowed, fresh.Allowed);
        return new(properties.Count > 0 ? ElementChange.Changed : null, isInput, fresh.Label, properties);

        void Compare(string property, string? was, string? isNow)
        {
            if ((was ?? "") != (isNow ?? ""))
                properties.Add(new(property, null, was, isNow));
        }
    }

    private static string?[] Cells(RuleOutline rule, List<ColumnPair> inputs, List<ColumnPair> outputs, bool isAfter) =>
        [
            .. inputs.Select(pair => Cell(rule.Inputs, isAfter ? pair.FreshAt : pair.OldAt)),
            .. outputs.Select(pair => Cell(rule.Outputs, isAfter ? pair.FreshAt : pair.OldAt)),
        ];

    private static string? Cell(IReadOnlyList<string> cells, int? at) =>
        at is { } index && index < cells.Count ? cells[index].Trim() : null;

    private static RuleDifference Rule(RulePair pair, List<ColumnDifference> columns)
    {
        var cells = columns.Select((_, at) => new CellDifference(pair.Old?.Cells[at], pair.Fresh?.Cells[at])).ToList();
        ElementChange? change =
            pair.Old is null ? ElementChange.Added
            : pair.Fresh is null ? ElementChange.Removed
            // What a column that came or went does to every rule is said by the column.
            : cells
                .Where((_, at) => columns[at].Change is not (ElementChange.Added or ElementChange.Removed))
                .Any(cell => cell.Before != cell.After)
                ? ElementChange.Changed
            : pair.IsMoved ? ElementChange.Moved
            : null;
        return new(change, pair.Old?.Rule.Number, pair.Fresh?.Rule.Number, cells);
    }

    private sealed record Side(string? Id, string Label, string Expression, string Type, string? Allowed);

    private sealed record ColumnPair(Side? Old, Side? Fresh, int? OldAt, int? FreshAt);
}

/// <summary>A rule with its cells in the order of the joint columns.</summary>
internal sealed record TableRow(RuleOutline Rule, string?[] Cells);
