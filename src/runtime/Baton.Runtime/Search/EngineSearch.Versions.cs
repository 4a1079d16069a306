using System.Data.Common;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>Lists what was deployed, version by version, with the time of its deployment.</summary>
public sealed partial class EngineSearch
{
    private const string ProcessVersionsSql = """
        SELECT p.definition_key, p.process_id, p.name, p.version, p.version_tag, p.resource_name, p.deployment_key, d.deployed_at,
               p.is_latest
        FROM engine_process_definition p JOIN engine_deployment d ON d.deployment_key = p.deployment_key
        WHERE p.is_deleted = 0
        """;

    private const string DecisionFileVersionsSql = """
        SELECT r.resource_key, r.resource_id, r.title, r.version, NULL, r.name, r.deployment_key, d.deployed_at,
               CASE WHEN r.version = (SELECT MAX(o.version) FROM engine_resource o
                 WHERE o.kind = 'dmn' AND o.resource_id = r.resource_id AND o.is_deleted = 0) THEN 1 ELSE 0 END
        FROM engine_resource r JOIN engine_deployment d ON d.deployment_key = r.deployment_key
        WHERE r.kind = 'dmn' AND r.is_deleted = 0
        """;

    private const string FormVersionsSql = """
        SELECT f.form_key, f.form_id, NULL, f.version, f.version_tag, f.resource_name, f.deployment_key, d.deployed_at,
               CASE WHEN f.version = (SELECT MAX(o.version) FROM engine_form o WHERE o.form_id = f.form_id AND o.is_deleted = 0)
                 THEN 1 ELSE 0 END
        FROM engine_form f JOIN engine_deployment d ON d.deployment_key = f.deployment_key
        WHERE f.is_deleted = 0
        """;

    /// <summary>The versions of a process that were not deleted, newest first; of all processes where no id is given, by id.</summary>
    public Task<IReadOnlyList<DeployedVersionRow>> ProcessVersions(string? processId, CancellationToken cancellationToken = default) =>
        Versions(ProcessVersionsSql, "p.process_id", "p.version", processId, cancellationToken);

    /// <summary>The same of a DMN file, by the id of its definitions.</summary>
    public Task<IReadOnlyList<DeployedVersionRow>> DecisionFileVersions(
        string? requirementsId,
        CancellationToken cancellationToken = default
    ) => Versions(DecisionFileVersionsSql, "r.resource_id", "r.version", requirementsId, cancellationToken);

    /// <summary>The same of a form.</summary>
    public Task<IReadOnlyList<DeployedVersionRow>> FormVersions(string? formId, CancellationToken cancellationToken = default) =>
        Versions(FormVersionsSql, "f.form_id", "f.version", formId, cancellationToken);

    private Task<IReadOnlyList<DeployedVersionRow>> Versions(
        string sql,
        string id,
        string version,
        string? wanted,
        CancellationToken cancellationToken
    )
    {
        var order = $" ORDER BY {id}, {version} DESC";
        return _runtime.Read(
            connection => new ValueTask<IReadOnlyList<DeployedVersionRow>>(
                wanted is null
                    ? connection.List(VersionOf, sql + order)
                    : connection.List(VersionOf, $"{sql} AND {id} = @p0{order}", wanted)
            ),
            cancellationToken
        );
    }

    private static DeployedVersionRow VersionOf(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.Text(2),
            (int)row.GetInt64(3),
            row.Text(4),
            row.GetString(5),
            row.GetInt64(6),
            Instant.FromMilliseconds(row.GetInt64(7)),
            Convert.ToInt64(row.GetValue(8), System.Globalization.CultureInfo.InvariantCulture) != 0
        );
}
