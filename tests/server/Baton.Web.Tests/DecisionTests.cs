using AngleSharp.Dom;
using Baton.Desk;
using Baton.Desk.Processes.Decisions;
using Baton.Dmn;
using Baton.Web.Processes;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>A decision on its page: the table with what a trial saw and matched, fields by type, notes with their place.</summary>
public sealed class DecisionTests : DeskContext
{
    private static readonly DecisionTableView Table = new(
        "FIRST",
        null,
        [new("Department", "department", "string", null), new("amount", "amount", "number", "[0..100]")],
        [new("Person", "who", "string", null)],
        ["", "Why"],
        [new(1, ["\"cs-1\"", "-"], ["\"lee\""], ["Unit 1", "close"]), new(2, ["-", "> 5"], ["\"wong\""], ["", "far"])]
    );

    private static TrialStep Step(params int[] matched) => new("d", "D", false, "\"wong\"", ["\"cs-9\"", "7"], matched);

    [Fact]
    public void A_table_is_drawn_with_its_columns_and_the_texts_of_its_rules()
    {
        var part = Render<DecisionTable>(parts => parts.Add(part => part.Name, "D").Add(part => part.Table, Table));

        Assert.Equal(
            ["Rule", "Inputs", "Outputs", "Remarks", "Department", "amount", "Person", "Remark", "Why"],
            part.FindAll("thead th").Select(head => (head.QuerySelector(".decision-label") ?? head).TextContent.Trim())
        );
        Assert.Equal("\"cs-1\"", part.FindAll("tbody tr")[0].QuerySelectorAll("td")[0].TextContent.Trim());
        Assert.Contains("any value", part.FindAll("tbody tr")[1].QuerySelectorAll("td")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("F · First", part.Markup, StringComparison.Ordinal);
        Assert.Empty(part.FindAll(".is-matched, .decision-given"));
        Assert.All(part.FindAll("th"), head => Assert.True(head.HasAttribute("scope"), head.OuterHtml));
    }

    [Fact]
    public void Matched_rules_are_marked_by_a_word_an_icon_and_a_colour_and_values_stand_above_their_columns()
    {
        var part = Render<DecisionTable>(parts =>
            parts.Add(part => part.Name, "D").Add(part => part.Table, Table).Add(part => part.Step, Step(2))
        );

        var row = Assert.Single(part.FindAll("tr.is-matched"));
        Assert.StartsWith("2", row.QuerySelector("th")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Matched", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("th .chip .icon"));
        Assert.Equal(["\"cs-9\"", "7", "Rule 2 matched"], part.FindAll(".decision-given td").Select(cell => cell.TextContent.Trim()));
    }

    [Theory]
    [InlineData(Languages.English, "No rule matched", "Rules 1, 2 matched")]
    [InlineData(Languages.SimplifiedChinese, "没有规则命中", "规则 1、2 命中")]
    [InlineData(Languages.TraditionalChinese, "沒有規則命中", "規則 1、2 命中")]
    public void What_matched_is_said_in_words(string language, string none, string two)
    {
        Speak(language);
        foreach (var (step, words) in new[] { (Step(), none), (Step(1, 2), two) })
        {
            var part = Render<DecisionTable>(parts =>
                parts.Add(part => part.Name, "D").Add(part => part.Table, Table).Add(part => part.Step, step)
            );
            Assert.Equal(words, part.FindAll(".decision-given td")[^1].TextContent.Trim());
        }
    }

    [Theory]
    [InlineData("UNIQUE", null, "U · Unique")]
    [InlineData("RULE ORDER", null, "R · Rule order")]
    [InlineData("COLLECT", null, "C · Collect")]
    [InlineData("COLLECT", "SUM", "C+ · Sum")]
    [InlineData("COLLECT", "MAX", "C> · Maximum")]
    public void A_hit_policy_has_a_letter_and_a_word(string policy, string? aggregation, string name) =>
        Assert.Equal(name, HitPolicies.NameOf(Table with { HitPolicy = policy, Aggregation = aggregation }));

    [Theory]
    [InlineData(DecisionFieldKind.Text, "input", "text")]
    [InlineData(DecisionFieldKind.Number, "input", "text")]
    [InlineData(DecisionFieldKind.Date, "input", "date")]
    [InlineData(DecisionFieldKind.DateTime, "input", "datetime-local")]
    [InlineData(DecisionFieldKind.Time, "input", "time")]
    [InlineData(DecisionFieldKind.Boolean, "select", null)]
    [InlineData(DecisionFieldKind.Choice, "select", null)]
    [InlineData(DecisionFieldKind.Expression, "textarea", null)]
    public void A_field_is_entered_by_its_type_and_has_a_label(DecisionFieldKind kind, string element, string? type)
    {
        var field = new DecisionField("customer.age", "Age", kind, "number", ["1", "2"], ["3"]);

        var part = Render<DecisionInput>(parts => parts.Add(part => part.Field, field));

        var control = part.Find(element);
        Assert.Equal(type, element == "input" ? control.GetAttribute("type") : null);
        Assert.Equal(control.Id, part.Find("label").GetAttribute("for"));
        Assert.Contains("Age", part.Find("label").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_entered_is_handed_on_and_what_is_wrong_stands_at_the_field()
    {
        string? entered = null;
        var field = new DecisionField("n", "n", DecisionFieldKind.Number, "number", [], ["3"]);
        var part = Render<DecisionInput>(parts =>
            parts
                .Add(part => part.Field, field)
                .Add(part => part.Problem, "Enter a number.")
                .Add(part => part.ValueChanged, text => entered = text)
        );

        part.Find("input").Change("12");

        Assert.Equal("12", entered);
        Assert.Equal("true", part.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal(part.Find("[role=alert]").Id, part.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal("3", part.Find("datalist option").GetAttribute("value"));
    }

    [Fact]
    public void A_note_says_where_it_arose()
    {
        TrialNote[] warnings =
        [
            new("A division by zero has no value.", "Approval", 2, "Days", 1, 6),
            new("Odd.", "Risk", null, null, 1, 1),
        ];

        var part = Render<DecisionNotes>(parts => parts.Add(part => part.Warnings, warnings));

        Assert.Equal(
            ["Approval, rule 2, column “Days”, line 1, position 6 of the expression: A division by zero has no value.", "Risk: Odd."],
            part.FindAll("li").Select(item => item.TextContent.Trim())
        );
    }

    [Theory]
    [InlineData("\"um.lee\"", "p", "um.lee")]
    [InlineData("12.5", "p", "12.5")]
    [InlineData("true", "p", "Yes")]
    [InlineData("null", "p", "no value (null)")]
    [InlineData("""{"who":"lee","days":2}""", "dl", "wholeedays2")]
    [InlineData("""["a"]""", "pre", "[\n  \"a\"\n]")]
    public void A_result_reads_as_people_write(string json, string element, string text)
    {
        var part = Render<DecisionValue>(parts => parts.Add(part => part.Json, json));

        Assert.Equal(
            text,
            string.Concat(
                part.Find(element).TextContent.Split('\n', StringSplitOptions.None) is var lines && element == "dl"
                    ? lines.Select(line => line.Trim())
                    : [part.Find(element).TextContent]
            )
        );
    }

    [Fact]
    public void A_required_decision_has_its_own_result_or_says_that_it_was_not_needed()
    {
        var logic = new DecisionLogic("risk", "Risk", DecisionKind.LiteralExpression, "amount * 2", null);
        IRenderedComponent<DecisionLogicPanel> Panel(TrialStep? step) =>
            Render<DecisionLogicPanel>(parts =>
                parts
                    .Add(part => part.Logic, logic)
                    .Add(part => part.IsRequired, true)
                    .Add(part => part.WasTried, true)
                    .Add(part => part.Step, step)
            );

        Assert.Equal("140", Panel(new("risk", "Risk", false, "140", [], [])).Find("[data-testid=decision-value]").TextContent);
        Assert.Contains("Not needed this time", Panel(null).Markup, StringComparison.Ordinal);
        Assert.Contains("Failed", Panel(new("risk", "Risk", true, null, [], [])).Markup, StringComparison.Ordinal);
    }
}
