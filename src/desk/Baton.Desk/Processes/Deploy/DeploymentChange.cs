using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime.Deployments;

namespace Baton.Desk.Processes.Deploy;

/// <summary>What the audit log says of a deployment: the version of each thing that it brought, by id.</summary>
internal static class DeploymentChange
{
    public static AuditChange Of(Deployment deployment)
    {
        var change = new AuditChange(AuditKinds.Deployment, deployment.DeploymentKey.ToString(CultureInfo.InvariantCulture))
        {
            Action = AuditActions.Created,
        };
        Add(change, "processes", deployment.Processes.Select(one => (one.ProcessId, one.Version)));
        Add(change, "decisions", deployment.Decisions.Select(one => (one.DecisionId, one.Version)));
        Add(change, "forms", deployment.Forms.Select(one => (one.FormId, one.Version)));
        Add(change, "resources", deployment.Resources.Select(one => (one.ResourceId, one.Version)));
        return change;
    }

    private static void Add(AuditChange change, string name, IEnumerable<(string Id, int Version)> versions)
    {
        var byId = new JsonObject();
        foreach (var (id, version) in versions)
            byId[id] = version;
        if (byId.Count > 0)
            change.After[name] = byId;
    }
}
