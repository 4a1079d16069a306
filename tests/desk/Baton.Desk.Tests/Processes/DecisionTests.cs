using System.Text.Json.Nodes;
using Baton.Desk.Processes.Decisions;
using Baton.Dmn;
using Baton.Engine;
using Baton.Runtime.Deployments;

namespace Baton.Desk.Tests.Processes;

/// <summary>Decisions as those see them who look after processes: a list, a page with a form, and a trial that leaves nothing behind.</summary>
public sealed class DecisionTests
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="credit" name="Credit" namespace="c">
          <itemDefinition name="tTier"><typeRef>string</typeRef><allowedValues><text>"gold","none"</text></allowedValues></itemDefinition>
          <inputData id="i1" name="Tier"><variable name="Tier" typeRef="tTier"/></inputData>
          <inputData id="i2" name="Amount"><variable name="Amount" typeRef="number"/></inputData>
          <inputData id="i3" name="Due"><variable name="Due" typeRef="date"/></inputData>
          <inputData id="i4" name="Known"><variable name="Known" typeRef="boolean"/></inputData>
          <inputData id="i5" name="Marks"><variable name="Marks"/></inputData>
          <decision id="risk" name="Risk"><variable name="Risk" typeRef="number"/>
            <informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <informationRequirement><requiredInput href="#i3"/></informationRequirement>
            <informationRequirement><requiredInput href="#i4"/></informationRequirement>
            <informationRequirement><requiredInput href="#i5"/></informationRequirement>
            <literalExpression><text>assert(Amount, Amount &lt; 1000, "too much") / (if Known then 2 else 1) + count(Marks) + Due.day</text></literalExpression></decision>
          <decision id="approve" name="Approval">
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredDecision href="#risk"/></informationRequirement>
            <decisionTable hitPolicy="COLLECT">
              <input label="Tier"><inputExpression><text>Tier</text></inputExpression></input>
              <input label="Risk"><inputExpression><text>Risk</text></inputExpression></input>
              <input label="Region"><inputExpression typeRef="string"><text>customer.region</text></inputExpression></input>
              <output name="who"/><output name="days" label="Days"/>
              <rule><inputEntry><text>"gold"</text></inputEntry><inputEntry><text>-</text></inputEntry><inputEntry><text>"north"</text></inputEntry><outputEntry><text>"agent"</text></outputEntry><outputEntry><text>1</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>&gt; 10</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"manager"</text></outputEntry><outputEntry><text>Risk / 0</text></outputEntry></rule>
            </decisionTable></decision>
        </definitions>
        """;

    private static readonly DeskUser Author = User(Permissions.AdministerPacks);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_has_each_decision_in_its_latest_version()
    {
        await using var desk = await Open();
        await Deploy(desk, Model.Replace("\"agent\"", "\"clerk\"", StringComparison.Ordinal));

        var decisions = (await desk.Get<ListDecisions>().Handle(Author, Ct)).Value;

        Assert.Equal(
            [("Approval", "approve", 2, "Credit"), ("Risk", "risk", 2, "Credit")],
            decisions.Select(one => (one.Name, one.DecisionId, one.Version, one.Model))
        );
    }

    [Fact]
    public async Task A_page_asks_for_what_the_decision_and_all_it_requires_look_at()
    {
        await using var desk = await Open();

        var page = (await desk.Get<ShowDecision>().Handle(Author, new("approve", null), Ct)).Value;

        Assert.Equal(
            [
                ("Tier", DecisionFieldKind.Choice),
                ("Amount", DecisionFieldKind.Number),
                ("Due", DecisionFieldKind.Date),
                ("Known", DecisionFieldKind.Boolean),
                ("Marks", DecisionFieldKind.Expression),
                ("customer.region", DecisionFieldKind.Text),
            ],
            page.Inputs.Select(field => (field.Name, field.Kind))
        );
        Assert.Equal(["gold", "none"], page.Inputs[0].Options);
        Assert.Equal(["north"], page.Inputs[5].Suggestions);
        Assert.Equal(
            [("approve", DecisionKind.DecisionTable), ("risk", DecisionKind.LiteralExpression)],
            page.Decisions.Select(logic => (logic.DecisionId, logic.Kind))
        );
        Assert.Equal("COLLECT", page.Decisions[0].Table!.HitPolicy);
    }

    [Fact]
    public async Task An_older_version_can_be_looked_at_and_one_that_is_not_there_cannot()
    {
        await using var desk = await Open();
        await Deploy(desk, Model.Replace("\"agent\"", "\"clerk\"", StringComparison.Ordinal));
        var show = desk.Get<ShowDecision>();

        var first = (await show.Handle(Author, new("approve", 1), Ct)).Value;

        Assert.Equal([2, 1], first.Versions);
        Assert.Equal("\"agent\"", first.Decisions[0].Table!.Rules[0].Outputs[0]);
        Assert.Equal(RejectionKind.NotFound, (await show.Handle(Author, new("approve", 3), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await show.Handle(Author, new("nothing", null), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_trial_takes_what_people_type_and_leaves_nothing_behind()
    {
        await using var desk = await Open();

        var trial = await Try(
            desk,
            """{"Tier": "gold", "Amount": "20.5", "Due": "2026-03-05", "Known": "false", "Marks": "[1, 2]", "customer.region": "north"}"""
        );

        Assert.Equal("""[{"who":"agent","days":1},{"who":"manager","days":null}]""", trial.Output);
        Assert.Equal(["risk", "approve"], trial.Decisions.Select(step => step.DecisionId));
        Assert.Equal("27.5", trial.Decisions[0].Output);
        Assert.Equal(["\"gold\"", "27.5", "\"north\""], trial.Decisions[1].InputValues);
        Assert.Equal([1, 2], trial.Decisions[1].MatchedRules);
        Assert.Empty((await desk.Engine.Search.DecisionInstances(new(), Ct)).Value.Items);
    }

    [Fact]
    public async Task A_warning_tells_its_decision_rule_and_column()
    {
        await using var desk = await Open();

        var trial = await Try(desk, """{"Amount": 20, "Due": "2026-03-05", "Known": true, "Marks": "[]", "customer.region": "south"}""");

        var warning = Assert.Single(trial.Warnings, one => one.Rule is not null);
        Assert.Equal(("Approval", 2, "Days"), (warning.DecisionName, warning.Rule, warning.Column));
        Assert.Contains(trial.Warnings, one => one.Message.Contains("'Tier'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_tells_the_decision_that_failed()
    {
        await using var desk = await Open();

        var trial = await Try(desk, """{"Tier": "gold", "Amount": 5000}""");

        Assert.Equal(("too much", "Risk"), (trial.Failure!.Message, trial.Failure.DecisionName));
        Assert.Null(trial.Output);
        Assert.True(Assert.Single(trial.Decisions).HasFailed);
    }

    [Theory]
    [InlineData("Amount", "\"many\"", "Enter a number")]
    [InlineData("Amount", "true", "Enter a number")]
    [InlineData("Due", "\"soon\"", "Enter a date")]
    [InlineData("Due", "5", "Enter a date")]
    [InlineData("Known", "\"perhaps\"", "Choose yes or no")]
    [InlineData("Marks", "\"[1,\"", "This is no FEEL expression")]
    [InlineData("Marks", "\"assert(1, false)\"", "The expression failed")]
    public async Task A_value_that_does_not_fit_its_field_is_explained_there(string field, string value, string message)
    {
        await using var desk = await Open();

        var values = JsonNode.Parse($$"""{"{{field}}": {{value}}}""")!.AsObject();
        var outcome = await desk.Get<TryDecision>().Handle(Author, "approve", new(values), Ct);

        var fault = Assert.Single(outcome.Problem!.Fields);
        Assert.Equal("values." + field, fault.Field);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Permissions.AdministerProcesses, true)]
    [InlineData(Permissions.AdministerPacks, true)]
    [InlineData(Permissions.OperateEngine, true)]
    [InlineData(Permissions.ReadAllCases, false)]
    [InlineData(Permissions.AdministerUsers, false)]
    public async Task Decisions_are_for_those_who_look_after_processes(string permission, bool isAllowed)
    {
        await using var desk = await Open();
        var user = User(permission);

        Assert.Equal(isAllowed, (await desk.Get<ListDecisions>().Handle(user, Ct)).Succeeded);
        Assert.Equal(isAllowed, (await desk.Get<ShowDecision>().Handle(user, new("risk", null), Ct)).Succeeded);
        var trial = await desk.Get<TryDecision>().Handle(user, "risk", new((JsonObject?)null), Ct);
        Assert.Equal(isAllowed, trial.Succeeded);
        Assert.Equal(isAllowed, trial.Problem?.Kind != RejectionKind.Forbidden);
    }

    private static async Task<DecisionTrial> Try(DeskHost desk, string values)
    {
        var outcome = await desk.Get<TryDecision>().Handle(Author, "approve", new(JsonNode.Parse(values)!.AsObject()), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<DeskHost> Open()
    {
        var desk = await DeskHost.StartOn(DeskHost.NewDirectory(), seed: false);
        await Deploy(desk, Model);
        return desk;
    }

    private static async Task Deploy(DeskHost desk, string model)
    {
        var file = new DeploymentResource("credit.dmn", System.Text.Encoding.UTF8.GetBytes(model));
        var outcome = await desk.Runtime.Write(unit => unit.Engine.Deploy([file]), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }

    private static DeskUser User(string permission) =>
        new("pat", "Pat", [], [], new HashSet<string>(StringComparer.Ordinal) { permission }, Languages.English);
}
