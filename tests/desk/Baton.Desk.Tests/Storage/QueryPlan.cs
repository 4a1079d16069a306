using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Storage;

/// <summary>How SQLite would go about a question.</summary>
internal static class QueryPlan
{
    /// <summary>Its steps, a line each, such as <c>SEARCH d USING INDEX …</c> or <c>SCAN d</c>.</summary>
    public static async Task<string> Of<T>(IQueryable<T> query)
    {
        await using DbCommand command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(DeskHost.Ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(DeskHost.Ct))
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }
}
