namespace Baton.Engine.Instances;

/// <summary>Ends a root instance at once: everything open in it is terminated. An instance started by a call activity is refused.</summary>
/// <param name="ProcessInstanceKey">The instance.</param>
public sealed record CancelInstance(long ProcessInstanceKey) : EngineCommand;
