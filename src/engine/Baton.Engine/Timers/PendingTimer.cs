using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine.Timers;

/// <summary>A timer that waits for its time.</summary>
/// <param name="Key">The timer's key.</param>
/// <param name="Owner">The instance that waits: the catch event, the activity with the boundary event, the gateway, the scope.</param>
/// <param name="Target">The event that it triggers.</param>
/// <param name="Plan">When it is due and what follows.</param>
public sealed record PendingTimer(long Key, ElementInstance Owner, ExecutableElement Target, TimerPlan Plan);
