using Baton.Desk.Access;
using Baton.Desk.Storage;
using Baton.Runtime.Search;

namespace Baton.Desk.Versions.Migration;

/// <summary>A migration and how far it is.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="From">The version that instances left.</param>
/// <param name="To">The version that they go on by.</param>
/// <param name="First">How many at most; null for all.</param>
/// <param name="StartedBy">Name of who began it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="State">CREATED, ACTIVE, SUSPENDED, COMPLETED, PARTIALLY_COMPLETED, CANCELED or FAILED.</param>
/// <param name="Total">How many instances it has; grows as long as they are being gathered.</param>
/// <param name="Gone">How many went, or had ended before.</param>
/// <param name="Refused">How many the engine refused.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
public sealed record MigrationView(
    long Key,
    string ProcessId,
    int From,
    int To,
    int? First,
    string StartedBy,
    DateTimeOffset StartedAt,
    string State,
    long Total,
    long Gone,
    long Refused,
    DateTimeOffset? EndedAt
)
{
    internal static async Task<MigrationView> Of(EngineSearch search, DeskReader reader, MigrationRun row, CancellationToken ct)
    {
        var names = await reader.Read(db => DeskUsers.Names(db, [row.StartedBy], ct), ct);
        var batch = await search.BatchOperation(row.Key, ct);
        return new(
            row.Key,
            row.ProcessId,
            row.FromVersion,
            row.ToVersion,
            row.First,
            names.GetValueOrDefault(row.StartedBy, row.StartedBy),
            row.StartedAt,
            batch?.State ?? "COMPLETED",
            batch?.Total ?? 0,
            batch?.Completed ?? 0,
            batch?.Failed ?? 0,
            batch is null ? row.StartedAt : batch.EndDate
        );
    }
}

/// <summary>An instance that could not be migrated.</summary>
/// <param name="ProcessInstanceKey">The instance.</param>
/// <param name="CaseNumber">The number of its case; null where it carries none that the reader may know of.</param>
/// <param name="Reason">Why the engine refused.</param>
public sealed record RefusedInstance(long ProcessInstanceKey, string? CaseNumber, string Reason);
