using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Conditions;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Starts processes whose conditional start events hold.</summary>
internal static class ConditionalEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/conditionals/evaluation", Evaluate);

    private static Task<IResult> Evaluate(Body<EvaluateConditionalsBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        EvaluateConditionalsBody wanted = body.Value;
        Tenants.Check(wanted.TenantId);
        var request = new EvaluateConditionsRequest(wanted.Variables) { ProcessDefinitionKey = wanted.ProcessDefinitionKey?.Value };
        return runtime.Command("ConditionalEvaluation:EVALUATE", session => session.EvaluateConditions(request), ConditionalsView.Of, ct);
    }
}

internal sealed record EvaluateConditionalsBody
{
    public required FeelContext Variables { get; init; }

    public Key? ProcessDefinitionKey { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record ConditionalsView(
    Key ConditionalEvaluationKey,
    string TenantId,
    IReadOnlyList<ConditionalInstanceView> ProcessInstances
)
{
    public static ConditionalsView Of(EvaluatedConditions evaluated) =>
        new(
            evaluated.Key,
            Tenants.Default,
            [.. evaluated.Started.Select(each => new ConditionalInstanceView(each.ProcessDefinitionKey, each.ProcessInstanceKey))]
        );
}

internal sealed record ConditionalInstanceView(Key ProcessDefinitionKey, Key ProcessInstanceKey);
