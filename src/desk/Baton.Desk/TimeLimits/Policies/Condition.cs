using System.Text.Json.Nodes;
using Baton.Feel;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>A FEEL expression of a policy over the facts of a case. Safe from any thread.</summary>
internal sealed class Condition
{
    private readonly FeelExpression _expression;

    private Condition(string text, FeelExpression expression) => (Text, _expression) = (text, expression);

    /// <summary>As it was written, with the equals sign.</summary>
    public string Text { get; }

    /// <summary>The facts that it may look at.</summary>
    public IReadOnlySet<string> Names => _expression.Variables;

    /// <summary>One of the desk's own, which is known to be right.</summary>
    public static Condition Of(string feel) => new("= " + feel, FeelExpression.Compile(feel));

    /// <summary>Reads a text with an equals sign before it; null with the reason where it is no FEEL.</summary>
    public static Condition? Read(string text, out string? fault)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith('=') || trimmed.Length < 2)
        {
            fault = "Expected FEEL with '=' before it, such as \"= isClosed\".";
            return null;
        }
        if (!FeelExpression.TryCompile(trimmed[1..], FeelDialect.Process, out var expression, out var error))
        {
            fault = $"Expected FEEL, but: {error.Message}";
            return null;
        }
        fault = null;
        return new(trimmed, expression);
    }

    /// <summary>True only where it yields true; null and failures are no.</summary>
    public bool Holds(Facts facts) => Value(facts) is { Kind: FeelKind.Boolean } value && value.AsBoolean();

    /// <summary>What it yields, as JSON; null for nothing.</summary>
    public string? Json(Facts facts) => Value(facts) is { Kind: not FeelKind.Null } value ? FeelJson.ToJson(value) : null;

    private FeelValue Value(Facts facts) => _expression.Evaluate(facts.Scope, facts.Environment).Value;
}

/// <summary>What conditions look at, and when.</summary>
internal sealed class Facts(JsonObject json, DateTimeOffset now, TimeZoneInfo? zone = null)
{
    public JsonObject Json { get; } = json;

    public FeelScope Scope { get; } = FeelScope.Of(FeelJson.Parse(json.ToJsonString()).AsContext());

    public FeelEnvironment Environment { get; } = new(now, zone);
}
