using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Every evaluated decision is kept with what it saw and matched, in the commit that evaluated it.</summary>
public abstract class DecisionsSuite : StorageSuite
{
    [Fact]
    public async Task A_business_rule_task_keeps_its_decision_and_what_that_requires()
    {
        var host = await WithModels();
        var instance = await host.StartProcess("asking", """{"amount": 70}""");

        var rows = await Found(host, new Filter.Where("processInstanceKey", instance));

        Assert.Equal(["risk", "approver"], rows.Select(row => row.DecisionDefinitionId));
        Assert.Equal(["LITERAL_EXPRESSION", "DECISION_TABLE"], rows.Select(row => row.DecisionDefinitionType));
        Assert.Equal(["140", "\"manager\""], rows.Select(row => row.Result!));
        Assert.Single(rows.Select(row => row.DecisionEvaluationKey).Distinct());
        Assert.Equal(
            [$"{rows[0].DecisionEvaluationKey}-1", $"{rows[0].DecisionEvaluationKey}-2"],
            rows.Select(row => row.DecisionEvaluationInstanceKey)
        );
        Assert.All(rows, row => Assert.Equal(rows[1].DecisionDefinitionKey, row.RootDecisionDefinitionKey));
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    (instance, instance, host.Now),
                    (row.ProcessInstanceKey!.Value, row.RootProcessInstanceKey!.Value, row.EvaluationDate)
                )
        );
        var element = await host.Search.ElementInstance(rows[0].ElementInstanceKey!.Value, Cancel);
        Assert.Equal(("ask", rows[0].ProcessDefinitionKey), (element!.ElementId, element.ProcessDefinitionKey));
    }

    [Fact]
    public async Task One_decision_instance_tells_its_inputs_and_the_rules_that_matched()
    {
        var host = await WithModels();
        await host.StartProcess("asking", """{"amount": 70}""");
        var listed = Assert.Single(await Found(host, new Filter.Where("decisionDefinitionId", "approver")));
        Assert.Empty(listed.EvaluatedInputs);

        var row = (await host.Search.DecisionInstance(listed.DecisionEvaluationInstanceKey, Cancel))!;

        Assert.Equal(new EvaluatedInputRow("in", "Risk", "140"), Assert.Single(row.EvaluatedInputs));
        var rule = Assert.Single(row.MatchedRules);
        Assert.Equal(("large", 2), (rule.RuleId, rule.RuleIndex));
        Assert.Equal(new EvaluatedOutputRow("out", "who", "\"manager\""), Assert.Single(rule.EvaluatedOutputs));
        Assert.Null(await host.Search.DecisionInstance("1-1", Cancel));
    }

    [Fact]
    public async Task A_failed_evaluation_is_kept_beside_its_incident_and_a_repaired_one_after_it()
    {
        var host = await WithModels();
        var instance = await host.StartProcess("asking", """{"amount": 5000}""");
        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);

        var failed = Assert.Single(await Found(host, new Filter.Where("processInstanceKey", instance)));
        Assert.Equal(("FAILED", "risk", null), (failed.State, failed.DecisionDefinitionId, failed.Result));
        Assert.StartsWith("too much", failed.EvaluationFailure, StringComparison.Ordinal);
        Assert.Equal("DECISION_EVALUATION_ERROR", incident.ErrorType);

        await host.Write(unit => unit.Engine.SetVariables(instance, FeelContext.Of(("amount", 5))));
        await host.Write(unit => unit.Engine.ResolveIncident(incident.IncidentKey));
        var all = await Found(host, new Filter.Where("processInstanceKey", instance));
        Assert.Equal(["FAILED", "EVALUATED", "EVALUATED"], all.Select(row => row.State));
        Assert.Equal("COMPLETED", await host.StateOf(instance));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_unit_that_fails_keeps_no_decision()
    {
        var host = await WithModels();
        await Assert.ThrowsAsync<TimeoutException>(() =>
            host.Runtime.Write<Done>(
                async unit =>
                {
                    var request = new Baton.Runtime.Instances.CreateInstanceRequest
                    {
                        ProcessId = "asking",
                        Variables = FeelContext.Of(("amount", 5)),
                    };
                    Assert.True((await unit.Engine.CreateInstance(request)).Succeeded);
                    throw new TimeoutException();
                },
                Cancel
            )
        );
        Assert.Empty(await Found(host, null));
    }

    [Fact]
    public async Task An_evaluation_outside_of_processes_is_kept_without_an_instance_and_a_trial_is_not_kept()
    {
        var host = await WithModels();
        var request = new EvaluateDecisionRequest { DecisionId = "approver", Variables = FeelContext.Of(("amount", 5)) };

        var trial = host.Runtime.Decisions.TryOut(request).Value;
        Assert.Equal("\"clerk\"", trial.Rows[^1].Result);
        Assert.Empty(await Found(host, null));

        var kept = (await host.Runtime.Decisions.Evaluate(request, Cancel)).Value;
        var rows = await Found(host, null);
        Assert.Equal(kept.Rows.Select(row => row.DecisionEvaluationInstanceKey), rows.Select(row => row.DecisionEvaluationInstanceKey));
        Assert.All(rows, row => Assert.Null(row.ProcessInstanceKey ?? row.RootProcessInstanceKey ?? row.ElementInstanceKey));
        Assert.True(kept.Rows[0].DecisionEvaluationKey > 0);

        var unknown = await host.Runtime.Decisions.Evaluate(new() { DecisionId = "nothing" }, Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, unknown.Problem!.Kind);
    }

    [Fact]
    public async Task Filters_orders_and_pages_work_on_decisions()
    {
        var host = await WithModels();
        for (var amount = 10; amount <= 50; amount += 10)
        {
            await host.StartProcess("asking", $$"""{"amount": {{amount}}}""");
            await host.Advance(TimeSpan.FromMinutes(1));
        }
        await host.Runtime.Decisions.Evaluate(new() { DecisionId = "approver", Variables = FeelContext.Of(("amount", 2000)) }, Cancel);

        Assert.Single(await Found(host, new Filter.Where("state", "FAILED")));
        Assert.Equal(5, (await Found(host, new Filter.Where("decisionDefinitionType", "DECISION_TABLE"))).Count);
        Assert.Equal(10, (await Found(host, new Filter.Where("processInstanceKey", Operator.Exists, [true]))).Count);
        Assert.Equal(
            4,
            (await Found(host, new Filter.Where("evaluationDate", Operator.Gte, [BatonTestHost.FirstInstant.AddMinutes(3)]))).Count(row =>
                row.ProcessInstanceKey is not null
            )
        );

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (
                await host.Search.DecisionInstances(
                    new()
                    {
                        Sort = [new SortField("evaluationDate", Descending: true)],
                        Page = new() { Limit = 4, After = after },
                    },
                    Cancel
                )
            ).Value;
            Assert.Equal(11, page.TotalItems);
            seen.AddRange(page.Items.Select(row => row.DecisionEvaluationInstanceKey));
            after = page.Items.Count == 4 ? page.EndCursor : null;
        } while (after is not null);
        Assert.Equal(11, seen.Distinct().Count());
        Assert.Equal("FAILED", (await host.Search.DecisionInstance(seen[0], Cancel))!.State);
    }

    [Fact]
    public async Task Decisions_survive_a_restart_and_the_catalog_still_asks_the_version_of_the_file()
    {
        var host = await WithModels();
        await host.StartProcess("asking", """{"amount": 5}""");
        await host.DeployAll(("approvals.dmn", DecisionModels.Approval("assistant")));
        await host.StartProcess("asking", """{"amount": 5}""");
        var before = await Found(host, new Filter.Where("decisionDefinitionId", "approver"));
        Assert.Equal([("\"clerk\"", 1), ("\"assistant\"", 2)], before.Select(row => (row.Result!, row.DecisionDefinitionVersion)));
        await host.Runtime.DisposeAsync();

        var again = await Open(at: host.Now);
        Assert.Equal(before, await Found(again, new Filter.Where("decisionDefinitionId", "approver")), Same);
        var first = new EvaluateDecisionRequest
        {
            DecisionKey = before[0].DecisionDefinitionKey,
            Variables = FeelContext.Of(("amount", 5)),
        };
        var rows = again.Runtime.Decisions.TryOut(first).Value.Rows;
        Assert.Equal([("risk", 1), ("approver", 1)], rows.Select(row => (row.DecisionDefinitionId, row.DecisionDefinitionVersion)));
        Assert.Equal("\"clerk\"", rows[^1].Result);
    }

    [Fact]
    public async Task Long_values_are_cut_in_what_was_seen_but_not_in_the_result()
    {
        var host = await Open();
        await host.DeployAll(
            (
                "echo.dmn",
                """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="echo" name="Echo" namespace="n">
                  <decision id="echo" name="Echo"><decisionTable hitPolicy="FIRST">
                    <input id="in"><inputExpression><text>text</text></inputExpression></input><output id="out" name="text"/>
                    <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>text</text></outputEntry></rule>
                  </decisionTable></decision>
                </definitions>
                """
            )
        );
        var text = new string('x', 100_000);
        var kept = await host.Runtime.Decisions.Evaluate(
            new() { DecisionId = "echo", Variables = FeelContext.Of(("text", FeelValue.From(text))) },
            Cancel
        );

        var row = (await host.Search.DecisionInstance(kept.Value.Rows[0].DecisionEvaluationInstanceKey, Cancel))!;

        Assert.Equal(text.Length + 2, row.Result!.Length);
        Assert.Equal(4_001, row.EvaluatedInputs[0].InputValue.Length);
        Assert.EndsWith("…", row.MatchedRules[0].EvaluatedOutputs[0].OutputValue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_decisions_are_found_with_their_versions_and_names()
    {
        var host = await WithModels();
        await host.DeployAll(("approvals.dmn", DecisionModels.Approval("assistant")));

        var files = (
            await host.Search.DecisionRequirements(new() { Filter = new Filter.Where("decisionRequirementsId", "approvals") }, Cancel)
        )
            .Value
            .Items;

        Assert.Equal(
            [("Approvals", 1, "approvals.dmn"), ("Approvals", 2, "approvals.dmn")],
            files.Select(file => (file.DecisionRequirementsName, file.Version, file.ResourceName))
        );
        Assert.Equal(files[1], await host.Search.DecisionRequirement(files[1].DecisionRequirementsKey, Cancel));
        Assert.Contains(
            "assistant",
            await host.Search.DecisionRequirementsXml(files[1].DecisionRequirementsKey, Cancel),
            StringComparison.Ordinal
        );
        var latest = (await host.Search.DecisionDefinitions(new() { Filter = new Filter.Where("isLatestVersion", true) }, Cancel))
            .Value
            .Items;
        Assert.Equal([("risk", 2), ("approver", 2)], latest.Select(row => (row.DecisionDefinitionId, row.Version)));
    }

    private static readonly IEqualityComparer<DecisionInstanceRow> Same = EqualityComparer<DecisionInstanceRow>.Create(
        (left, right) =>
            (left?.DecisionEvaluationInstanceKey, left?.Result, left?.State)
            == (right?.DecisionEvaluationInstanceKey, right?.Result, right?.State)
    );

    private async Task<BatonTestHost> WithModels()
    {
        var host = await Open();
        await host.DeployAll(("approvals.dmn", DecisionModels.Approval()), ("asking.bpmn", DecisionModels.AskingProcess()));
        return host;
    }

    private static async Task<IReadOnlyList<DecisionInstanceRow>> Found(BatonTestHost host, Filter? filter) =>
        (await host.Search.DecisionInstances(new() { Filter = filter }, Cancel)).Value.Items;
}
