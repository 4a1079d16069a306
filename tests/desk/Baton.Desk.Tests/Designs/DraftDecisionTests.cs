using System.Text.Json.Nodes;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Designs.Decisions;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Designs;

/// <summary>Decisions are tried while they are drawn: on the text of the draft, with values that were entered or are those of a case.</summary>
public sealed class DraftDecisionTests
{
    private const string Draft = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_1" name="Model" namespace="m">
          <decision id="urgency" name="Urgency">
            <informationRequirement><requiredDecision href="#weight"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input label="Weight"><inputExpression typeRef="number"><text>weight</text></inputExpression></input>
              <input label="Line"><inputExpression typeRef="string"><text>serviceNumber</text></inputExpression></input>
              <output name="urgency" typeRef="string"/>
              <rule id="r1"><inputEntry><text>&gt; 10</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
              <rule id="r2"><inputEntry><text>-</text></inputEntry><inputEntry><text>"98765432"</text></inputEntry><outputEntry><text>"known"</text></outputEntry></rule>
            </decisionTable></decision>
          <decision id="weight" name="Weight"><variable name="weight" typeRef="number"/>
            <literalExpression><text>if customer.tier = "gold" then amount * 2 else amount</text></literalExpression></decision>
        </definitions>
        """;

    private static readonly DeskUser Author = new(
        "pat",
        "Pat",
        [],
        [],
        new HashSet<string>(StringComparer.Ordinal) { Permissions.DrawDesigns },
        Languages.English
    );

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_draft_tells_what_its_decisions_ask_for()
    {
        await using var desk = await DeskHost.Start();

        var outcome = Try(desk).Value;

        Assert.Equal(["urgency", "weight"], outcome.Decisions.Select(one => one.DecisionId));
        Assert.Contains("serviceNumber", outcome.Decisions[0].Inputs.Select(field => field.Name));
        Assert.Null(outcome.Trial);
    }

    [Fact]
    public async Task A_draft_is_evaluated_as_it_is_drawn_and_tells_the_rules_that_matched()
    {
        await using var desk = await DeskHost.Start();
        var values = new JsonObject
        {
            ["amount"] = "6",
            ["customer"] = new JsonObject { ["tier"] = "gold" },
        };

        var before = Try(desk, "urgency", values).Value.Trial!;
        var changed = Draft.Replace("&gt; 10", "&gt; 20", StringComparison.Ordinal);
        var after = Try(desk, "urgency", values, changed).Value.Trial!;

        Assert.Equal("\"high\"", before.Output);
        Assert.Equal([1], before.Decisions.Single(step => step.DecisionId == "urgency").MatchedRules);
        Assert.Equal("null", after.Output);
        Assert.Empty(after.Decisions.Single(step => step.DecisionId == "urgency").MatchedRules);
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("this is no model", "text")]
    [InlineData("<definitions/>", "text")]
    public async Task What_is_no_model_is_refused_with_the_field_that_says_so(string text, string field)
    {
        await using var desk = await DeskHost.Start();

        var problem = Try(desk, "urgency", null, text).Problem!;

        Assert.Equal(RejectionKind.InvalidArgument, problem.Kind);
        Assert.Equal(field, Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public async Task A_draft_that_is_too_long_a_decision_that_it_lacks_and_a_wrong_value_are_refused()
    {
        await using var desk = await DeskHost.Start();

        Assert.Equal("text", Field(Try(desk, null, null, new string(' ', TryDraftDecision.TextMax + 1))));
        Assert.Equal("decisionId", Field(Try(desk, "nothing")));
        Assert.Equal("values.amount", Field(Try(desk, "weight", new() { ["amount"] = "=)" })));

        static string Field(Outcome<DraftTrial> outcome) => Assert.Single(outcome.Problem!.Fields).Field;
    }

    [Fact]
    public async Task Who_does_not_draw_designs_tries_nothing_and_takes_no_values()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var user = await desk.User("amy");

        Assert.Equal(RejectionKind.Forbidden, desk.Get<TryDraftDecision>().Handle(user, new(Draft)).Problem?.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<TakeValuesOfCase>().Handle(user, opened.Number, Ct)).Problem?.Kind);
    }

    [Fact]
    public async Task The_values_of_a_case_are_those_that_its_reader_may_read()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("dora", Permissions.DrawDesigns, Permissions.ReadAllCases);
        await desk.AddPerson("dan", Permissions.DrawDesigns);
        var opened = await desk.Open();
        await desk.Change(
            async (db, _) =>
                (await db.CaseTypes.SingleAsync(one => one.Code == "tos", Ct)).FieldRights = FieldRights.Write(
                    new Dictionary<string, FieldRight> { ["serviceNumber"] = new(["csm"], null) }
                )
        );

        var guarded = (await Values(desk, "dora", opened.Number)).Value.Values;
        await desk.Change(
            (db, _) =>
            {
                db.UserRoles.Add(new() { UserName = "dora", RoleCode = "csm" });
                return Task.CompletedTask;
            }
        );
        var open = (await Values(desk, "dora", opened.Number)).Value.Values;

        Assert.Equal("tos", guarded["caseType"]!.GetValue<string>());
        Assert.False(guarded.ContainsKey("serviceNumber"));
        Assert.Equal("98765432", open["serviceNumber"]!.GetValue<string>());
        Assert.Equal(RejectionKind.NotFound, (await Values(desk, "dan", opened.Number)).Problem?.Kind);
        Assert.Equal(RejectionKind.InvalidArgument, (await Values(desk, "dora", " ")).Problem?.Kind);
    }

    private static Outcome<DraftTrial> Try(DeskHost desk, string? decision = null, JsonObject? values = null, string text = Draft) =>
        desk.Get<TryDraftDecision>().Handle(Author, new(text) { DecisionId = decision, Values = values });

    private static async Task<Outcome<ValuesOfCase>> Values(DeskHost desk, string user, string number) =>
        await desk.Get<TakeValuesOfCase>().Handle(await desk.User(user), number, Ct);
}
