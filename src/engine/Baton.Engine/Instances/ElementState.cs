namespace Baton.Engine.Instances;

/// <summary>Where an element instance stands in its life. An incident leaves it where it failed.</summary>
public enum ElementState : byte
{
    Activating,
    Activated,
    Completing,
    Completed,
    Terminating,
    Terminated,
}
