using Baton.Feel;

namespace Baton.Desk.Connectors.Calls;

/// <summary>A header of the block: a plain text, or with an equals sign before it FEEL over what the task sees.</summary>
internal sealed class Formula
{
    private readonly string? _text;
    private readonly FeelExpression? _expression;

    private Formula(string? text, FeelExpression? expression) => (_text, _expression) = (text, expression);

    /// <summary>True where it says the same whatever the task sees.</summary>
    public bool IsText => _expression is null;

    /// <summary>Null where nothing is said, or with why it cannot be read.</summary>
    public static Formula? Read(string? header, string name, out string? fault)
    {
        fault = null;
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text[0] != '=')
            return new(text, null);
        if (FeelExpression.TryCompile(text[1..], FeelDialect.Process, out var compiled, out var error))
            return new(null, compiled);
        fault = $"Header '{name}' of a task of the type {HttpBlock.JobType} is no FEEL: {error.Message}";
        return null;
    }

    public FeelValue Value(FeelContext sees, DateTimeOffset now)
    {
        if (_expression is null)
            return FeelValue.From(_text);
        var result = _expression.Evaluate(FeelScope.Of(sees), new FeelEnvironment(now));
        return result.Failure is { } failure ? throw new CallFaultException(failure.Message) : result.Value;
    }

    /// <summary>The value as text: texts as they are, all else as JSON writes it; null for null.</summary>
    public static string? Text(FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Null => null,
            FeelKind.String => value.AsString(),
            // Dates and times are texts in JSON.
            _ => FeelJson.ToJson(value).Trim('"'),
        };
}

/// <summary>The call cannot be made as the model says it; the message names what is wrong, without secrets.</summary>
internal sealed class CallFaultException(string message) : Exception(message);
