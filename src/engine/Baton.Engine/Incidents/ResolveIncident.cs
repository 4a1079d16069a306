namespace Baton.Engine.Incidents;

/// <summary>The cause was repaired: runs exactly the step again that failed. A step that fails again raises a new incident.</summary>
/// <param name="IncidentKey">The incident.</param>
public sealed record ResolveIncident(long IncidentKey) : EngineCommand;
