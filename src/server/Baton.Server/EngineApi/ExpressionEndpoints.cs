using System.Text.Json;
using Baton.Feel;
using Baton.Runtime.Instances;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Evaluates a FEEL expression on variables that the caller sends, as modellers do to try one out.</summary>
internal static class ExpressionEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/expression/evaluation", Evaluate);

    private static IResult Evaluate(Body<EvaluateExpressionBody> body, TimeProvider clock)
    {
        Tenants.Check(body.Value.TenantId);
        string source = body.Value.Expression;
        try
        {
            FeelExpression expression = FeelExpression.Compile(source.StartsWith('=') ? source[1..] : source);
            FeelScope scope = FeelScope.Of(body.Value.Variables ?? FeelContext.Empty);
            FeelResult result = expression.Evaluate(
                scope,
                new FeelEnvironment(clock.GetUtcNow(), clock.LocalTimeZone, new FeelRandom(Seeds.New()))
            );
            return result.Failure is { } failure
                ? throw SearchReader.Wrong("expression", $"failed: {failure.Message}")
                : EngineJson.Ok(EvaluatedExpression.Of(source, result));
        }
        catch (FeelSyntaxException error)
        {
            throw SearchReader.Wrong("expression", $"is no FEEL expression: {error.Message.TrimEnd('.')}");
        }
    }
}

internal sealed record EvaluateExpressionBody
{
    public required string Expression { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record EvaluatedExpression(string Expression, JsonElement Result, IReadOnlyList<string> Warnings)
{
    public static EvaluatedExpression Of(string expression, FeelResult result)
    {
        using var json = JsonDocument.Parse(FeelJson.ToJson(result.Value));
        return new EvaluatedExpression(expression, json.RootElement.Clone(), [.. result.Warnings.Select(warning => warning.ToString())]);
    }
}
