using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Tests.Versions;

public sealed class DecisionDifferenceTests
{
    private static string Table(
        string rules,
        string inputs = "<input id=\"I1\" label=\"Tier\"><inputExpression><text>tier</text></inputExpression></input>",
        string policy = "UNIQUE"
    ) =>
        $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="File" namespace="http://example.org">
              <decision id="discount" name="Discount"><decisionTable hitPolicy="{policy}">{inputs}<output id="O1" name="percent"/>{rules}</decisionTable></decision>
            </definitions>
            """;

    private static string Rule(string? id, params string[] cells) =>
        $"<rule{(id is null ? "" : $" id=\"{id}\"")}>"
        + string.Concat(cells[..^1].Select(cell => $"<inputEntry><text>{cell}</text></inputEntry>"))
        + $"<outputEntry><text>{cells[^1]}</text></outputEntry></rule>";

    private static IEnumerable<string> Rules(string before, string after) =>
        Assert
            .Single(DecisionDifference.Between(before, after).Decisions)
            .Table!.Rules.Select(rule =>
                $"{rule.Change?.ToString() ?? "Same"} {rule.BeforeNumber}->{rule.AfterNumber} "
                + string.Join(", ", rule.Cells.Select(cell => cell.Before == cell.After ? cell.After : $"{cell.Before} -> {cell.After}"))
            );

    [Fact]
    public void Rules_that_came_went_changed_and_moved_are_told_with_their_cells()
    {
        var before = Table(Rule("a", "1", "10") + Rule("b", "2", "20") + Rule("c", "3", "30") + Rule("d", "4", "40"));
        var after = Table(Rule("d", "4", "40") + Rule("a", "1", "15") + Rule("c", "3", "30") + Rule("e", "5", "50"));

        Assert.Equal(
            ["Moved 4->1 4, 40", "Changed 1->2 1, 10 -> 15", "Removed 2-> 2 -> , 20 -> ", "Same 3->3 3, 30", "Added ->4  -> 5,  -> 50"],
            Rules(before, after)
        );
    }

    [Fact]
    public void Rules_without_ids_belong_together_by_what_they_say()
    {
        var before = Table(Rule(null, "1", "10") + Rule(null, "2", "20"));
        var after = Table(Rule(null, "2", "20") + Rule(null, "1", "12"));

        Assert.Equal(2, Rules(before, after).Count());
        Assert.Contains("Changed 1->2 1, 10 -> 12", Rules(before, after));
    }

    [Fact]
    public void A_new_column_is_told_once_and_not_by_every_rule()
    {
        var before = Table(Rule("a", "1", "10"));
        var after = Table(
            Rule("a", "1", "&lt; 5", "10"),
            """
            <input id="I1" label="Level"><inputExpression><text>tier</text></inputExpression></input>
            <input id="I2" label="Age"><inputExpression><text>age</text></inputExpression></input>
            """
        );

        var table = Assert.Single(DecisionDifference.Between(before, after).Decisions).Table!;

        Assert.Equal([ElementChange.Changed, ElementChange.Added, null], table.Columns.Select(column => column.Change));
        Assert.Equal("label", Assert.Single(table.Columns[0].Properties).Property);
        Assert.Null(Assert.Single(table.Rules).Change);
    }

    [Fact]
    public void A_hit_policy_and_a_decision_of_its_own_are_told()
    {
        var before = Table(Rule("a", "1", "10"));
        var after = Table(Rule("a", "1", "10"), policy: "FIRST")
            .Replace(
                "</definitions>",
                """<decision id="other" name="Other"><literalExpression><text>1</text></literalExpression></decision></definitions>""",
                StringComparison.Ordinal
            );

        var found = DecisionDifference.Between(before, after).Decisions;

        Assert.Equal([(ElementChange.Changed, "discount"), (ElementChange.Added, "other")], found.Select(one => (one.Change, one.Id)));
        Assert.Equal(("hitPolicy", "UNIQUE", "FIRST"), found[0].Properties.Select(one => (one.Property, one.Before, one.After)).Single());
        Assert.Empty(DecisionDifference.Between(before, before).Decisions);
    }
}
