using System.Collections.Immutable;
using System.Data.Common;
using Baton.Bpmn;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Deployments;

/// <summary>
/// All deployed definitions in memory. Immutable: a deployment makes a new one, which takes effect when its unit of work does. Processes are
/// compiled when they are first needed.
/// </summary>
public sealed class DefinitionCatalog : IDefinitionCatalog
{
    private readonly ImmutableDictionary<long, CatalogProcess> _byKey;
    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogProcess>> _byId;
    private readonly ImmutableDictionary<string, CatalogProcess?> _latest;
    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogForm>> _forms;
    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogDecision>> _decisions;
    private readonly ImmutableDictionary<long, CatalogDecision> _decisionsByKey;

    private DefinitionCatalog(
        ImmutableDictionary<long, CatalogProcess> byKey,
        ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogProcess>> byId,
        ImmutableDictionary<string, CatalogProcess?> latest,
        ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogForm>> forms,
        ImmutableDictionary<string, ImmutableSortedDictionary<int, CatalogDecision>> decisions,
        ImmutableDictionary<long, CatalogDecision> decisionsByKey
    )
    {
        _decisions = decisions;
        _decisionsByKey = decisionsByKey;
        _byKey = byKey;
        _byId = byId;
        _latest = latest;
        _forms = forms;
    }

    internal static DefinitionCatalog Empty { get; } =
        new(
            ImmutableDictionary<long, CatalogProcess>.Empty,
            ImmutableDictionary.Create<string, ImmutableSortedDictionary<int, CatalogProcess>>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, CatalogProcess?>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, ImmutableSortedDictionary<int, CatalogForm>>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, ImmutableSortedDictionary<int, CatalogDecision>>(StringComparer.Ordinal),
            ImmutableDictionary<long, CatalogDecision>.Empty
        );

    public DeployedProcess? Process(long definitionKey) => _byKey.GetValueOrDefault(definitionKey)?.Deployed;

    public DeployedProcess? LatestProcess(string processId) => Latest(processId)?.Deployed;

    public DeployedProcess? ProcessVersion(string processId, int version) =>
        Live(processId).FirstOrDefault(process => process.Version == version)?.Deployed;

    public DeployedProcess? ProcessInDeployment(string processId, long deploymentKey) =>
        Live(processId).FirstOrDefault(process => process.DeploymentKey == deploymentKey)?.Deployed;

    public DeployedProcess? ProcessWithTag(string processId, string versionTag) =>
        Live(processId).FirstOrDefault(process => process.VersionTag == versionTag)?.Deployed;

    public DeployedDecision? Decision(string decisionId, ResourceBinding binding)
    {
        // DMN has no version tags: a decision bound by one is found in no deployment.
        var versions = LiveDecisions(decisionId);
        var found = binding.Kind switch
        {
            BindingKind.Deployment => versions.FirstOrDefault(decision => decision.Deployments.Contains(binding.DeploymentKey)),
            BindingKind.VersionTag => null,
            _ => versions.FirstOrDefault(),
        };
        return found?.Deployed;
    }

    public DeployedForm? Form(string formId, ResourceBinding binding)
    {
        var versions = LiveForms(formId);
        var found = binding.Kind switch
        {
            BindingKind.Deployment => versions.FirstOrDefault(form => form.Deployments.Contains(binding.DeploymentKey)),
            BindingKind.VersionTag => versions.FirstOrDefault(form => form.VersionTag == binding.VersionTag),
            _ => versions.FirstOrDefault(),
        };
        return found is null ? null : new DeployedForm(found.Key, found.FormId, found.Version);
    }

    /// <summary>The process with this key, unless it was deleted.</summary>
    internal DeployedProcess? Startable(long definitionKey) =>
        _byKey.GetValueOrDefault(definitionKey) is { IsDeleted: false } process ? process.Deployed : null;

    internal CatalogProcess? Latest(string processId) => _latest.GetValueOrDefault(processId);

    /// <summary>A version of a process, deleted or not.</summary>
    internal CatalogProcess? Version(long definitionKey) => _byKey.GetValueOrDefault(definitionKey);

    internal CatalogForm? LatestForm(string formId) => LiveForms(formId).FirstOrDefault();

    internal CatalogForm? FormVersion(long formKey) =>
        _forms.Values.SelectMany(forms => forms.Values).FirstOrDefault(form => form.Key == formKey);

    internal CatalogDecision? LatestDecision(string decisionId) => LiveDecisions(decisionId).FirstOrDefault();

    /// <summary>The decision with this key, unless it was deleted.</summary>
    internal CatalogDecision? LiveDecision(long decisionKey) =>
        DecisionVersion(decisionKey) is { IsDeleted: false } decision ? decision : null;

    internal IEnumerable<CatalogDecision> DecisionsOf(long requirementsKey) =>
        _decisionsByKey.Values.Where(decision => decision.RequirementsKey == requirementsKey);

    internal CatalogDecision? DecisionVersion(long decisionKey) => _decisionsByKey.GetValueOrDefault(decisionKey);

    /// <summary>The decision of this id in the file of another one.</summary>
    internal CatalogDecision? DecisionBeside(CatalogDecision other, string decisionId) =>
        _decisions.GetValueOrDefault(decisionId)?.Values.FirstOrDefault(decision => decision.RequirementsKey == other.RequirementsKey);

    internal DefinitionCatalog With(CatalogProcess process)
    {
        var versions = _byId.GetValueOrDefault(process.ProcessId) ?? ImmutableSortedDictionary<int, CatalogProcess>.Empty;
        versions = versions.SetItem(process.Version, process);
        return new(
            _byKey.SetItem(process.Key, process),
            _byId.SetItem(process.ProcessId, versions),
            _latest.SetItem(process.ProcessId, versions.Values.LastOrDefault(version => !version.IsDeleted)),
            _forms,
            _decisions,
            _decisionsByKey
        );
    }

    internal DefinitionCatalog With(CatalogForm form)
    {
        var versions = _forms.GetValueOrDefault(form.FormId) ?? ImmutableSortedDictionary<int, CatalogForm>.Empty;
        return new(_byKey, _byId, _latest, _forms.SetItem(form.FormId, versions.SetItem(form.Version, form)), _decisions, _decisionsByKey);
    }

    internal DefinitionCatalog With(CatalogDecision decision)
    {
        var versions = _decisions.GetValueOrDefault(decision.DecisionId) ?? ImmutableSortedDictionary<int, CatalogDecision>.Empty;
        if (versions.TryGetValue(decision.Version, out var same))
        {
            decision = decision with { Deployments = same.Deployments.Union(decision.Deployments) };
        }
        return new(
            _byKey,
            _byId,
            _latest,
            _forms,
            _decisions.SetItem(decision.DecisionId, versions.SetItem(decision.Version, decision)),
            _decisionsByKey.SetItem(decision.Key, decision)
        );
    }

    /// <summary>Reads all definitions of the database.</summary>
    internal static DefinitionCatalog Load(DbConnection connection)
    {
        var catalog = Empty;
        var members = Members(connection);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                SELECT p.definition_key, p.process_id, p.version, p.version_tag, p.resource_name, p.checksum, p.deployment_key,
                       p.is_deleted, r.content
                FROM engine_process_definition p JOIN engine_resource r ON r.resource_key = p.resource_key
                """;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                catalog = catalog.With(
                    new CatalogProcess(reader.GetFieldValue<byte[]>(8), null)
                    {
                        Key = reader.GetInt64(0),
                        ProcessId = reader.GetString(1),
                        Version = (int)reader.GetInt64(2),
                        VersionTag = reader.IsDBNull(3) ? null : reader.GetString(3),
                        ResourceName = reader.GetString(4),
                        Checksum = reader.GetString(5),
                        DeploymentKey = reader.GetInt64(6),
                        IsDeleted = reader.GetInt64(7) != 0,
                    }
                );
            }
        }
        using (var command = connection.CreateCommand())
        {
            command.CommandText =
                "SELECT form_key, form_id, version, version_tag, resource_name, checksum, deployment_key, is_deleted FROM engine_form";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                catalog = catalog.With(
                    new CatalogForm
                    {
                        Key = reader.GetInt64(0),
                        FormId = reader.GetString(1),
                        Version = (int)reader.GetInt64(2),
                        VersionTag = reader.IsDBNull(3) ? null : reader.GetString(3),
                        ResourceName = reader.GetString(4),
                        Checksum = reader.GetString(5),
                        Deployments = [reader.GetInt64(6), .. members[reader.GetInt64(0)]],
                        IsDeleted = reader.GetInt64(7) != 0,
                    }
                );
            }
        }
        return LoadDecisions(connection, catalog, members);
    }

    /// <summary>The deployments that contained a version, by its key.</summary>
    private static ILookup<long, long> Members(DbConnection connection) =>
        connection
            .List(
                row => (Deployment: row.GetInt64(0), Definition: row.GetInt64(1)),
                "SELECT deployment_key, definition_key FROM engine_deployment_member"
            )
            .ToLookup(member => member.Definition, member => member.Deployment);

    private static DefinitionCatalog LoadDecisions(DbConnection connection, DefinitionCatalog catalog, ILookup<long, long> members)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT d.decision_key, d.decision_id, d.version, d.deployment_key, d.requirements_key, r.content, d.name, d.requirements_id,
                   d.is_deleted
            FROM engine_decision_definition d JOIN engine_resource r ON r.resource_key = d.requirements_key
            """;
        var models = new Dictionary<long, Lazy<Dmn.DmnModel>>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!models.TryGetValue(reader.GetInt64(4), out var model))
            {
                models[reader.GetInt64(4)] = model = CatalogDecision.Model(reader.GetFieldValue<byte[]>(5));
            }
            catalog = catalog.With(
                new CatalogDecision(model)
                {
                    Key = reader.GetInt64(0),
                    DecisionId = reader.GetString(1),
                    Version = (int)reader.GetInt64(2),
                    Name = reader.IsDBNull(6) ? reader.GetString(1) : reader.GetString(6),
                    RequirementsKey = reader.GetInt64(4),
                    RequirementsId = reader.GetString(7),
                    Deployments = [reader.GetInt64(3), .. members[reader.GetInt64(0)]],
                    IsDeleted = reader.GetInt64(8) != 0,
                }
            );
        }
        return catalog;
    }

    private IEnumerable<CatalogProcess> Live(string processId) =>
        _byId.GetValueOrDefault(processId)?.Values.Reverse().Where(process => !process.IsDeleted) ?? [];

    private IEnumerable<CatalogForm> LiveForms(string formId) =>
        _forms.GetValueOrDefault(formId)?.Values.Reverse().Where(form => !form.IsDeleted) ?? [];

    private IEnumerable<CatalogDecision> LiveDecisions(string decisionId) =>
        _decisions.GetValueOrDefault(decisionId)?.Values.Reverse().Where(decision => !decision.IsDeleted) ?? [];
}

/// <summary>A version of a process in the catalog.</summary>
internal sealed record CatalogProcess
{
    private readonly Lazy<DeployedProcess> _deployed;

    public CatalogProcess(byte[] content, ExecutableProcess? compiled) => _deployed = new(() => Deploy(compiled ?? Compile(content)));

    public required long Key { get; init; }
    public required string ProcessId { get; init; }
    public required int Version { get; init; }
    public string? VersionTag { get; init; }
    public required string ResourceName { get; init; }
    public required string Checksum { get; init; }
    public required long DeploymentKey { get; init; }
    public bool IsDeleted { get; init; }

    public DeployedProcess Deployed => _deployed.Value;

    private DeployedProcess Deploy(ExecutableProcess process) =>
        new()
        {
            Key = Key,
            ProcessId = ProcessId,
            Version = Version,
            VersionTag = VersionTag,
            ResourceName = ResourceName,
            DeploymentKey = DeploymentKey,
            Process = process,
        };

    private ExecutableProcess Compile(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        var definitions = BpmnReader.Read(stream, ResourceName).Definitions;
        var process = definitions?.Processes.FirstOrDefault(candidate => candidate.Id == ProcessId);
        return (process is null ? null : ExecutableProcess.Compile(definitions!, process).Process)
            ?? throw new InvalidOperationException(
                $"Version {Version} of process '{ProcessId}' was deployed by another program version and cannot be compiled by this one."
            );
    }
}

/// <summary>A version of a form in the catalog.</summary>
internal sealed record CatalogForm
{
    public required long Key { get; init; }
    public required string FormId { get; init; }
    public required int Version { get; init; }
    public string? VersionTag { get; init; }
    public required string ResourceName { get; init; }
    public required string Checksum { get; init; }

    /// <summary>The deployments that contained it, unchanged ones included.</summary>
    public required ImmutableHashSet<long> Deployments { get; init; }

    public bool IsDeleted { get; init; }
}
