using Baton.Engine.Compilation;

namespace Baton.Engine.Signals;

/// <summary>The signal that an event waits for or throws.</summary>
internal sealed record SignalDefinition(TextExpression Name);
