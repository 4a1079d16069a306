namespace Baton.Runtime.Search;

/// <summary>
/// Ways from a key that a caller knows to the root instance, with which the primary key of every table of an instance begins. So a search by
/// such a key reads one tree of instances, and no table needs an index for it that all work would have to keep.
/// </summary>
internal static class Anchors
{
    private const string ProcessInstances = "SELECT a.root_instance_key FROM engine_process_instance a WHERE ";

    private const string ElementInstances = "SELECT b.root_instance_key FROM engine_element_instance b WHERE ";

    private const string Incidents = "SELECT c.root_instance_key FROM engine_incident c WHERE ";

    /// <summary>From the key of a process instance.</summary>
    public const string ProcessInstance = $"t.root_instance_key IN ({ProcessInstances}a.process_instance_key {{0}})";

    /// <summary>From the key of an element instance.</summary>
    public const string ElementInstance = $"t.root_instance_key IN ({ElementInstances}b.element_instance_key {{0}})";

    /// <summary>From the key of an incident.</summary>
    public const string Incident = $"t.root_instance_key IN ({Incidents}c.incident_key {{0}})";

    /// <summary>From the key of a scope, which is a process instance or an element instance.</summary>
    public const string Scope =
        $"t.root_instance_key IN ({ProcessInstances}a.process_instance_key {{0}} UNION ALL {ElementInstances}b.element_instance_key {{0}})";
}
