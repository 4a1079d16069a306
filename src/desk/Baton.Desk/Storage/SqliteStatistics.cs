using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage;

/// <summary>
/// Lets SQLite look once a day at what the desk's tables hold. Without that it takes any condition of equality for one that finds ten rows, and walks over all
/// cases of a type instead of those of a week. PostgreSQL looks by itself.
/// </summary>
internal static class SqliteStatistics
{
    public const string Schedule = "sqlite-statistics";

    /// <summary>Entries of an index that are looked at: a million cases take half a second.</summary>
    private const int Entries = 400;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    public static ScheduledWork Work() => new(Schedule, Run) { FirstDue = now => now + First };

    /// <summary>
    /// Looks at all tables of the desk; to be called in a transaction. The table of what was found is made anew, which is a change of the schema: other connections
    /// read it with their next question.
    /// </summary>
    /// <seealso href="https://sqlite.org/lang_analyze.html"/>
    public static async Task Collect(DeskDb db, CancellationToken ct)
    {
        List<string> commands =
        [
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA analysis_limit = {Entries}"),
            "DROP TABLE IF EXISTS sqlite_stat1",
            // The engine's own questions say by themselves which index they mean.
            .. db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order().Select(table => $"ANALYZE \"{table}\""),
        ];
        foreach (var command in commands)
            await db.Database.ExecuteSqlRawAsync(command, ct);
    }

    private static async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        if (!db.Database.IsSqlite())
            return null;
        await Collect(db, CancellationToken.None);
        return unit.Now + Pause;
    }
}
