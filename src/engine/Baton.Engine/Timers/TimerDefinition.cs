using Baton.Bpmn;
using Baton.Engine.Compilation;

namespace Baton.Engine.Timers;

/// <summary>The timer of an event, as the model defines it.</summary>
internal sealed record TimerDefinition(TimerKind Kind, TextExpression Expression);
