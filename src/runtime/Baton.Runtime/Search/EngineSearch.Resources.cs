using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>Finds deployed resources by their keys, whatever they are.</summary>
public sealed partial class EngineSearch
{
    private const string ResourceSql = """
        SELECT definition_key, process_id, version, version_tag, resource_name FROM engine_process_definition
          WHERE definition_key = @p0 AND is_deleted = 0
        UNION ALL SELECT decision_key, decision_id, version, NULL, resource_name FROM engine_decision_definition
          WHERE decision_key = @p0 AND is_deleted = 0
        UNION ALL SELECT form_key, form_id, version, version_tag, resource_name FROM engine_form
          WHERE form_key = @p0 AND is_deleted = 0
        UNION ALL SELECT resource_key, resource_id, version, NULL, name FROM engine_resource
          WHERE resource_key = @p0 AND kind <> 'bpmn' AND is_deleted = 0
        """;

    private const string ResourceContentSql = """
        SELECT r.content FROM engine_process_definition p JOIN engine_resource r ON r.resource_key = p.resource_key
          WHERE p.definition_key = @p0 AND p.is_deleted = 0
        UNION ALL SELECT r.content FROM engine_decision_definition d JOIN engine_resource r ON r.resource_key = d.requirements_key
          WHERE d.decision_key = @p0 AND d.is_deleted = 0
        UNION ALL SELECT content FROM engine_resource WHERE resource_key = @p0 AND kind <> 'bpmn' AND is_deleted = 0
        """;

    /// <summary>
    /// The resource with this key: a process definition, a decision, a DMN file (decision requirements), a form or another file. Null when
    /// there is none, or when it was deleted.
    /// </summary>
    public Task<ResourceRow?> Resource(long key, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<ResourceRow?>(connection.List(ResourceOf, ResourceSql, key).FirstOrDefault()),
            cancellationToken
        );

    /// <summary>The file that a resource came in, as it was deployed; null where <see cref="Resource"/> is.</summary>
    public Task<byte[]?> ResourceContent(long key, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<byte[]?>(
                connection.List(row => row.GetFieldValue<byte[]>(0), ResourceContentSql, key).FirstOrDefault()
                    ?? connection
                        .List(
                            row => System.Text.Encoding.UTF8.GetBytes(row.GetString(0)),
                            "SELECT content FROM engine_form WHERE form_key = @p0 AND is_deleted = 0",
                            key
                        )
                        .FirstOrDefault()
            ),
            cancellationToken
        );

    private static ResourceRow ResourceOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), (int)row.GetInt64(2), row.Text(3), row.GetString(4));
}
