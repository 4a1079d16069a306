using System.Text.Json.Nodes;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;

namespace Baton.Desk.Channels.Mail.Taking;

/// <summary>Asks the rules of mailboxes: an expression, or a deployed decision.</summary>
internal sealed class MailRules(BatonRuntime runtime, EngineSearch search)
{
    /// <returns>What it says, and why it could not be asked.</returns>
    public async Task<(RuleVerdict Verdict, string? Fault)> Ask(string? rule, JsonObject facts, CancellationToken ct)
    {
        var text = rule?.Trim() ?? "";
        if (text.Length == 0)
            return (RuleVerdict.Nothing, null);
        var context = FeelJson.Parse(facts.ToJsonString()).AsContext();
        return text[0] == '=' ? Evaluate(text[1..], context) : await Decide(text, context, ct);
    }

    private (RuleVerdict, string?) Evaluate(string text, FeelContext facts)
    {
        if (!FeelExpression.TryCompile(text, FeelDialect.Process, out var expression, out var error))
            return (RuleVerdict.Nothing, error.Message);
        var result = expression.Evaluate(FeelScope.Of(facts), new FeelEnvironment(runtime.Clock.GetUtcNow()));
        return (RuleVerdict.Of(result.Value), result.Failure?.Message);
    }

    private async Task<(RuleVerdict, string?)> Decide(string id, FeelContext facts, CancellationToken ct)
    {
        var request = new SearchRequest
        {
            Filter = new Filter.All([new Filter.Where("decisionDefinitionId", id), new Filter.Where("isLatestVersion", true)]),
            Page = new() { Limit = 1 },
        };
        if ((await search.DecisionDefinitions(request, ct)).Value.Items is not [var row, ..])
            return (RuleVerdict.Nothing, $"There is no decision '{id}'.");
        var asked = runtime.Decisions.TryOut(new EvaluateDecisionRequest { DecisionKey = row.DecisionDefinitionKey, Variables = facts });
        if (asked.Problem is { } problem)
            return (RuleVerdict.Nothing, problem.Detail);
        var result = asked.Value.Result;
        return (RuleVerdict.Of(result.Output), result.Failure?.Message);
    }
}
