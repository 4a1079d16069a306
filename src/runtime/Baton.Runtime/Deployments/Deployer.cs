using System.Security.Cryptography;
using Baton.Bpmn;
using Baton.Runtime.Instances;
using Baton.Runtime.Time;

namespace Baton.Runtime.Deployments;

/// <summary>
/// Deploys files: reads and checks all of them first, then gives versions. Same content under the same name as the latest version is that
/// version again.
/// </summary>
internal sealed class Deployer(UnitOfWork unit, EngineRoom room, InstanceTable instances)
{
    private readonly StartEvents _starts = new(unit, room);

    public Outcome<Deployment> Deploy(IReadOnlyList<DeploymentResource> resources)
    {
        if (resources.Count == 0)
        {
            return Problem.Invalid("deployment.empty", "Expected to deploy at least one resource, but none was given.");
        }
        var parsed = new ParsedDeployment(unit.Now);
        foreach (var resource in resources)
        {
            parsed.Read(resource);
        }
        return parsed.Errors.Count > 0 ? Problem.Invalid("deployment.refused", Summary(parsed.Errors), parsed.Errors) : Write(parsed);
    }

    private Deployment Write(ParsedDeployment parsed)
    {
        unit.Rows.Send();
        room.LockCatalog(unit.Group);
        var deploymentKey = unit.NextKey();
        room.Store.Query("INSERT INTO engine_deployment (deployment_key, deployed_at) VALUES (@p0, @p1)")
            .With(deploymentKey)
            .With(Instant.ToMilliseconds(unit.Now))
            .Execute();
        var forms = parsed.Forms.Select(form => Add(form, deploymentKey)).ToList();
        var decisions = parsed.Decisions.Select(decisions => Add(decisions, deploymentKey)).ToList();
        var processes = parsed.Models.SelectMany(model => Add(model, deploymentKey)).ToList();
        var others = parsed.Others.Select(other => Add(other, deploymentKey)).ToList();
        room.Wakeups.Due();
        return new(deploymentKey, processes, forms, others, parsed.Warnings)
        {
            DecisionRequirements = [.. decisions.Select(added => added.Requirements)],
            Decisions = [.. decisions.SelectMany(added => added.Decisions)],
        };
    }

    private AddedDecisions Add(ParsedDecisions parsed, long deploymentKey)
    {
        var added = new DecisionRows(unit, room).Add(parsed, deploymentKey);
        var model = new Lazy<Dmn.DmnModel>(parsed.Model);
        foreach (var decision in added.Decisions)
        {
            Contain(deploymentKey, decision.DecisionKey);
            instances.Catalog = instances.Catalog.With(
                new CatalogDecision(model)
                {
                    Key = decision.DecisionKey,
                    DecisionId = decision.DecisionId,
                    Version = decision.Version,
                    Name = decision.Name,
                    RequirementsKey = decision.DecisionRequirementsKey,
                    RequirementsId = decision.DecisionRequirementsId,
                    Deployments = [deploymentKey],
                }
            );
        }
        return added;
    }

    private IEnumerable<ProcessVersion> Add(ParsedModel model, long deploymentKey)
    {
        long? resourceKey = null;
        var checksum = Checksum(model.Resource);
        foreach (var (process, compiled) in model.Processes)
        {
            var latest = instances.Catalog.Latest(process.Id);
            if (latest is not null && latest.Checksum == checksum && latest.ResourceName == model.Resource.Name)
            {
                yield return new(latest.Key, process.Id, latest.Version, latest.ResourceName);
                continue;
            }
            resourceKey ??= KeepResource(model.Resource, "bpmn", model.Definitions.Id, 0, checksum, deploymentKey);
            var added = new CatalogProcess(model.Resource.Content.ToArray(), compiled)
            {
                Key = unit.NextKey(),
                ProcessId = process.Id,
                Version = NextVersion("engine_process_definition", "process_id", process.Id),
                VersionTag = process.VersionTag,
                ResourceName = model.Resource.Name,
                Checksum = checksum,
                DeploymentKey = deploymentKey,
            };
            Insert(added, process, resourceKey.Value);
            instances.Catalog = instances.Catalog.With(added);
            _starts.Arm(added.Deployed);
            yield return new(added.Key, process.Id, added.Version, added.ResourceName);
        }
    }

    private void Insert(CatalogProcess process, BpmnProcess model, long resourceKey)
    {
        room.Store.Query("UPDATE engine_process_definition SET is_latest = 0 WHERE process_id = @p0").With(process.ProcessId).Execute();
        room.Store.Query(
                """
                INSERT INTO engine_process_definition (definition_key, process_id, version, name, version_tag, resource_key, resource_name,
                  checksum, deployment_key, is_latest, is_deleted, has_start_form)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, 1, 0, @p9)
                """
            )
            .With(process.Key)
            .With(process.ProcessId)
            .With((long)process.Version)
            .With(model.Name)
            .With(process.VersionTag)
            .With(resourceKey)
            .With(process.ResourceName)
            .With(process.Checksum)
            .With(process.DeploymentKey)
            .With(StartForm.IsIn(model) ? 1L : 0L)
            .Execute();
    }

    private FormVersion Add(ParsedForm form, long deploymentKey)
    {
        var checksum = Checksum(form.Resource);
        var latest = instances.Catalog.LatestForm(form.Id);
        if (latest is not null && latest.Checksum == checksum && latest.ResourceName == form.Resource.Name)
        {
            Contain(deploymentKey, latest.Key);
            instances.Catalog = instances.Catalog.With(latest with { Deployments = latest.Deployments.Add(deploymentKey) });
            return new(latest.Key, latest.FormId, latest.Version, latest.ResourceName);
        }
        var added = new CatalogForm
        {
            Key = unit.NextKey(),
            FormId = form.Id,
            Version = NextVersion("engine_form", "form_id", form.Id),
            VersionTag = form.VersionTag,
            ResourceName = form.Resource.Name,
            Checksum = checksum,
            Deployments = [deploymentKey],
        };
        room.Store.Query(
                """
                INSERT INTO engine_form (form_key, form_id, version, version_tag, resource_name, checksum, deployment_key, content)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """
            )
            .With(added.Key)
            .With(added.FormId)
            .With((long)added.Version)
            .With(added.VersionTag)
            .With(added.ResourceName)
            .With(checksum)
            .With(deploymentKey)
            .With(System.Text.Encoding.UTF8.GetString(form.Resource.Content.Span))
            .Execute();
        instances.Catalog = instances.Catalog.With(added);
        return new(added.Key, added.FormId, added.Version, added.ResourceName);
    }

    /// <summary>A version belongs to the deployment, whether it is new or was there before.</summary>
    private void Contain(long deploymentKey, long definitionKey) =>
        room
            .Store.Query("INSERT INTO engine_deployment_member (deployment_key, definition_key) VALUES (@p0, @p1) ON CONFLICT DO NOTHING")
            .With(deploymentKey)
            .With(definitionKey)
            .Execute();

    private ResourceVersion Add(DeploymentResource other, long deploymentKey)
    {
        var checksum = Checksum(other);
        using (
            var reader = room
                .Store.Query(
                    "SELECT resource_key, version, checksum FROM engine_resource WHERE kind = 'other' AND resource_id = @p0 AND is_deleted = 0 ORDER BY version DESC LIMIT 1"
                )
                .With(other.Name)
                .Read()
        )
        {
            if (reader.Read() && reader.GetString(2) == checksum)
            {
                return new(reader.GetInt64(0), other.Name, (int)reader.GetInt64(1), other.Name);
            }
        }
        var version =
            (int)(
                room.Store.Query("SELECT MAX(version) FROM engine_resource WHERE kind = 'other' AND resource_id = @p0")
                    .With(other.Name)
                    .Number()
                ?? 0
            ) + 1;
        var key = KeepResource(other, "other", other.Name, version, checksum, deploymentKey);
        return new(key, other.Name, version, other.Name);
    }

    private long KeepResource(DeploymentResource resource, string kind, string id, int version, string checksum, long deploymentKey)
    {
        var key = unit.NextKey();
        room.Store.Query(
                """
                INSERT INTO engine_resource (resource_key, deployment_key, name, kind, resource_id, version, checksum, content)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """
            )
            .With(key)
            .With(deploymentKey)
            .With(resource.Name)
            .With(kind)
            .With(id)
            .With((long)version)
            .With(checksum)
            .With(resource.Content.ToArray())
            .Execute();
        return key;
    }

    private int NextVersion(string table, string column, string id) =>
        (int)(room.Store.Query($"SELECT MAX(version) FROM {table} WHERE {column} = @p0").With(id).Number() ?? 0) + 1;

    private static string Checksum(DeploymentResource resource) => Convert.ToHexStringLower(SHA256.HashData(resource.Content.Span));

    private static string Summary(List<FieldProblem> errors) =>
        "Expected to deploy new resources, but encountered the following errors:\n"
        + string.Join('\n', errors.Select(error => $"- {error.Field}: {error.Message}"));
}
