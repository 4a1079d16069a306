using Baton.Engine.Compilation;

namespace Baton.Engine.Messages;

/// <summary>The message that an event waits for. Start events of a process have no correlation key.</summary>
internal sealed record MessageDefinition(TextExpression Name, TextExpression? CorrelationKey);
