using Baton.Engine.Compilation;
using Baton.Feel;

namespace Baton.Engine.Events;

/// <summary>An event that occurred and runs as soon as the instance it is kept for is ready.</summary>
/// <param name="Catcher">The boundary event, event sub-process or start event.</param>
/// <param name="Payload">The variables that the event brings.</param>
internal sealed record PendingEvent(ExecutableElement Catcher, FeelContext Payload);
