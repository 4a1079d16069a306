using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Messages;

/// <summary>Name and correlation key of the message that an event waits for. A number stands for its text.</summary>
internal static class MessageKeys
{
    public static Failure? Evaluate(Execution execution, ElementInstance owner, ExecutableElement target, out string name, out string key)
    {
        key = "";
        MessageDefinition message = target.Message!;
        if (execution.Feel.Text(message.Name, owner, "message name", out name) is { } failure)
        {
            return failure;
        }
        if (message.CorrelationKey is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(message.CorrelationKey, owner, "correlation key", out FeelValue value) is { } broken)
        {
            return broken;
        }
        switch (value.Kind)
        {
            case FeelKind.String:
                key = value.AsString();
                return null;
            case FeelKind.Number:
                key = value.AsNumber().ToString();
                return null;
            default:
                return ExpressionScope.Unexpected("correlation key", message.CorrelationKey.Source, "a text or a number", value);
        }
    }
}
