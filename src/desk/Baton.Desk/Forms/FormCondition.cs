using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Baton.Feel;

namespace Baton.Desk.Forms;

/// <summary>Decides by FEEL whether a field is hidden.</summary>
public static class FormCondition
{
    private const int CompiledMax = 1000;

    private static readonly ConcurrentDictionary<string, FeelExpression?> Compiled = new(StringComparer.Ordinal);

    /// <summary>True while the field's condition yields true. A condition that cannot be read hides nothing: better asked than lost.</summary>
    public static bool IsHidden(FormComponent field, JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(data);
        if (field.Hide is not { } hide)
            return false;
        if (Compiled.Count > CompiledMax)
            Compiled.Clear();
        return Compiled.GetOrAdd(hide, Compile) is { } expression && IsTrue(expression, data);
    }

    /// <summary>What is wrong with the text of a condition; null when it can be read.</summary>
    public static string? Fault(string hide)
    {
        ArgumentNullException.ThrowIfNull(hide);
        try
        {
            _ = FeelExpression.Compile(hide.StartsWith('=') ? hide[1..] : hide);
            return null;
        }
        catch (FeelSyntaxException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsTrue(FeelExpression expression, JsonObject data)
    {
        // Conditions of forms ask about fields, never about the time.
        var result = expression.Evaluate(FeelScope.Of(FeelJson.Parse(data.ToJsonString()).AsContext()), default(FeelEnvironment));
        return result.Value.Kind == FeelKind.Boolean && result.Value.AsBoolean();
    }

    private static FeelExpression? Compile(string text)
    {
        try
        {
            return FeelExpression.Compile(text.StartsWith('=') ? text[1..] : text);
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }
}
