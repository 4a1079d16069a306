using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Deployments;

/// <summary>What a key of a deployed resource stands for.</summary>
internal enum ResourceKind
{
    Process,
    Decisions,
    Form,
    Other,
}

/// <summary>A deployed resource, deleted or not.</summary>
internal sealed record DeployedResource(ResourceKind Kind, bool IsDeleted)
{
    private const string Sql = """
        SELECT 0, is_deleted FROM engine_process_definition WHERE definition_key = @p0
        UNION ALL SELECT CASE WHEN kind = 'dmn' THEN 1 ELSE 3 END, is_deleted FROM engine_resource
          WHERE resource_key = @p0 AND kind <> 'bpmn'
        UNION ALL SELECT 2, is_deleted FROM engine_form WHERE form_key = @p0
        """;

    /// <summary>Null when no process definition, DMN file, form or other file has this key.</summary>
    public static DeployedResource? Find(DbConnection connection, long key) =>
        connection.List(row => new DeployedResource((ResourceKind)row.GetInt64(0), row.GetInt64(1) != 0), Sql, key).FirstOrDefault();
}
