namespace Baton.Engine.Timers;

/// <summary>A timer of the tree is due.</summary>
/// <param name="TimerKey">The timer.</param>
public sealed record TriggerTimer(long TimerKey) : EngineCommand;
