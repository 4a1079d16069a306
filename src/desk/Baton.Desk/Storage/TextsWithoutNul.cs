using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Baton.Desk.Storage;

/// <summary>
/// PostgreSQL has no character U+0000 in texts; it is kept, and looked for, as the character for what cannot be shown, as the engine does.
/// </summary>
internal sealed class TextsWithoutNul : DbCommandInterceptor
{
    public static TextsWithoutNul Instance { get; } = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => Clean(text),
                IEnumerable<string?> texts => texts.Select(text => text is null ? null : Clean(text)).ToArray(),
                var other => other,
            };
        }
    }

    /// <summary>The text as it will be kept.</summary>
    public static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
