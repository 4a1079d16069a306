using Baton.Runtime.Instances;

namespace Baton.Runtime.Deployments;

/// <summary>
/// Takes versions out of use. Their rows stay, marked: what runs goes on with them, what ran can be looked at, and their version numbers are
/// never given again.
/// </summary>
internal sealed class ResourceRemoval(UnitOfWork unit, EngineRoom room, InstanceTable instances)
{
    private readonly StartEvents _starts = new(unit, room);

    public Outcome<Done> Remove(long key)
    {
        unit.Rows.Send();
        room.LockCatalog(unit.Group);
        return RemoveProcess(key) || RemoveDecisions(key) || RemoveForm(key) || RemoveOther(key) ? Done.Outcome : Missing(key);
    }

    public static Problem Missing(long key) =>
        Problem.NotFound("resource.unknown", $"Expected to delete resource {key}, but no resource with this key is deployed.");

    private bool RemoveProcess(long key)
    {
        if (instances.Catalog.Version(key) is not { IsDeleted: false } process)
        {
            return false;
        }
        var wasLatest = instances.Catalog.Latest(process.ProcessId)?.Key == key;
        Execute("UPDATE engine_process_definition SET is_deleted = 1, is_latest = 0 WHERE definition_key = @p0", key);
        instances.Catalog = instances.Catalog.With(process with { IsDeleted = true });
        if (wasLatest)
        {
            Promote(process.ProcessId);
        }
        return true;
    }

    /// <summary>The version below becomes the latest: it starts by its events again, as after a deployment.</summary>
    private void Promote(string processId)
    {
        if (instances.Catalog.Latest(processId) is not { } latest)
        {
            _starts.Disarm(processId);
            return;
        }
        Execute("UPDATE engine_process_definition SET is_latest = 1 WHERE definition_key = @p0", latest.Key);
        _starts.Arm(latest.Deployed);
        instances.WakeDue();
    }

    private bool RemoveDecisions(long key)
    {
        if (Execute("UPDATE engine_resource SET is_deleted = 1 WHERE resource_key = @p0 AND kind = 'dmn' AND is_deleted = 0", key) == 0)
        {
            return false;
        }
        Execute("UPDATE engine_decision_definition SET is_deleted = 1 WHERE requirements_key = @p0", key);
        foreach (var decision in instances.Catalog.DecisionsOf(key).ToList())
        {
            instances.Catalog = instances.Catalog.With(decision with { IsDeleted = true });
        }
        return true;
    }

    private bool RemoveForm(long key)
    {
        if (instances.Catalog.FormVersion(key) is not { IsDeleted: false } form)
        {
            return false;
        }
        Execute("UPDATE engine_form SET is_deleted = 1 WHERE form_key = @p0", key);
        instances.Catalog = instances.Catalog.With(form with { IsDeleted = true });
        return true;
    }

    /// <summary>A BPMN file has no key of its own for callers; its processes are deleted one by one.</summary>
    private bool RemoveOther(long key) =>
        Execute("UPDATE engine_resource SET is_deleted = 1 WHERE resource_key = @p0 AND kind = 'other' AND is_deleted = 0", key) > 0;

    private int Execute(string sql, long key) => room.Store.Query(sql).With(key).Execute();
}
