using System.Diagnostics.CodeAnalysis;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>
/// Evaluates expressions as seen from one element instance: its own variables, then those of the scopes around it. One object serves a whole
/// command, so that evaluating allocates nothing of its own.
/// </summary>
internal sealed class ExpressionScope(EngineContext context) : FeelScope
{
    private readonly FeelEnvironment _environment = new(context.Now, context.Zone, new FeelRandom(context.Seed));
    private readonly List<KeyValuePair<string, FeelValue>> _overlay = [];
    private ElementInstance? _from;

    /// <summary>Values that hide the variables of the same name, until <see cref="ClearOverlay"/>.</summary>
    public void Overlay(string name, FeelValue value) => _overlay.Add(new(name, value));

    public void ClearOverlay() => _overlay.Clear();

    public override bool TryGet(string name, out FeelValue value)
    {
        for (int i = _overlay.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_overlay[i].Key, name, StringComparison.Ordinal))
            {
                value = _overlay[i].Value;
                return true;
            }
        }
        for (ElementInstance? scope = _from; scope is not null; scope = scope.VariableParent)
        {
            if (scope.VariableTable?.Find(name) is { } variable)
            {
                value = variable.Value;
                return true;
            }
        }
        value = FeelValue.Null;
        return false;
    }

    public FeelResult Evaluate(FeelExpression expression, ElementInstance from)
    {
        _from = from;
        return expression.Evaluate(this, _environment);
    }

    /// <summary>The timer plan of an event, seen from an instance.</summary>
    public Timers.TimerPlan? Plan(Timers.TimerDefinition timer, ElementInstance from, out string? problem)
    {
        _from = from;
        return Timers.TimerEvaluation.Evaluate(timer, this, _environment, out problem);
    }

    public Deployments.DecisionAnswer Ask(Deployments.DeployedDecision decision, ElementInstance from)
    {
        _from = from;
        return decision.Evaluate(this, _environment);
    }

    public Failure? Evaluate(TextExpression text, ElementInstance from, string purpose, out FeelValue value)
    {
        if (text.Expression is null)
        {
            value = text.Literal;
            return null;
        }
        FeelResult result = Evaluate(text.Expression, from);
        value = result.Value;
        return result.Failure is null ? null : Failed(purpose, text.Source, result);
    }

    /// <summary>A text that must be there.</summary>
    public Failure? Text(TextExpression text, ElementInstance from, string purpose, out string value)
    {
        value = "";
        if (Evaluate(text, from, purpose, out FeelValue raw) is { } failure)
        {
            return failure;
        }
        if (raw.Kind != FeelKind.String)
        {
            return Unexpected(purpose, text.Source, "a text", raw);
        }
        value = raw.AsString();
        return null;
    }

    /// <summary>A text that may be missing or null.</summary>
    public Failure? OptionalText(TextExpression? text, ElementInstance from, string purpose, out string? value)
    {
        value = null;
        if (text is null)
        {
            return null;
        }
        if (Evaluate(text, from, purpose, out FeelValue raw) is { } failure)
        {
            return failure;
        }
        if (raw.Kind is not (FeelKind.String or FeelKind.Null))
        {
            return Unexpected(purpose, text.Source, "a text", raw);
        }
        value = raw.IsNull ? null : raw.AsString();
        return null;
    }

    public static Failure Unexpected(string purpose, string source, string expected, FeelValue actual) =>
        new(
            IncidentType.ExtractValueError,
            $"Expected the {purpose} '{source}' to give {expected}, but it gave {Shorten(actual.ToString())}. Correct the variables or the model, then resolve the incident."
        );

    public static Failure Failed(string purpose, string source, FeelResult result) =>
        new(IncidentType.ExtractValueError, $"Expected to evaluate the {purpose} '{source}', but {result.Failure!.Message}");

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shorten(string? text) => text is { Length: > 200 } ? text[..200] + "…" : text;
}
