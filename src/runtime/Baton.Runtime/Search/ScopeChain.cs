using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>Follows scopes outwards, from an element instance to its process instance.</summary>
internal static class ScopeChain
{
    public static IReadOnlyList<VariableRow> Variables(DbConnection connection, long scopeKey, bool innermostOnly)
    {
        var variables = new List<VariableRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (scope, processInstanceKey) in Scopes(connection, scopeKey))
        {
            var rows = connection.List(
                SearchTables.Variables.Row,
                $"""
                SELECT {SearchTables.Variables.Columns} FROM {SearchTables.Variables.From}
                WHERE t.process_instance_key = @p0 AND t.scope_key = @p1 ORDER BY t.name
                """,
                processInstanceKey,
                scope
            );
            variables.AddRange(innermostOnly ? rows.Where(row => seen.Add(row.Name)) : rows);
        }
        return variables;
    }

    private static IEnumerable<(long Scope, long ProcessInstance)> Scopes(DbConnection connection, long scopeKey)
    {
        long? scope = scopeKey;
        while (scope is { } key)
        {
            var found = connection.List(
                row => (ProcessInstance: row.GetInt64(0), Scope: row.GetInt64(1)),
                "SELECT process_instance_key, scope_key FROM engine_element_instance WHERE element_instance_key = @p0",
                key
            );
            // A process instance is the outermost scope, and its own process instance.
            yield return (key, found.Count > 0 ? found[0].ProcessInstance : key);
            scope = found.Count > 0 ? found[0].Scope : null;
        }
    }
}
