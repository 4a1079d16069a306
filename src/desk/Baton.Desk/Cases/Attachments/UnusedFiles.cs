using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Baton.Runtime.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments;

/// <summary>
/// Deletes contents of the database that no attachment has any more, and those whose upload never became one. Contents that somebody asked to
/// keep a moment ago are left alone: their attachment may just be on its way.
/// </summary>
internal static class UnusedFiles
{
    public const string Schedule = "unused-files";

    /// <summary>In one unit, so that others wait for a short while only.</summary>
    private const int Batch = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Rests where files do not lie in the database.</summary>
    public static ScheduledWork Work(BatonStorage storage) =>
        new(Schedule, Delete) { FirstDue = now => storage.IsExclusive ? null : now + Pause };

    private static async ValueTask<DateTimeOffset?> Delete(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var before = unit.Now - Pause;
        var unused = db.Set<KeptFile>()
            .Where(file => file.Name.StartsWith(AttachmentStore.Folder + "/") && file.KeptAt < before)
            .Where(file => !db.Attachments.Any(row => row.Sha256 == file.Sha256 && row.DeletedAt == null))
            .Where(file => !db.Originals.Contains(file.Sha256))
            .OrderBy(file => file.Id)
            .Take(Batch);
        var deleted = await unused.ExecuteDeleteAsync();
        return deleted == Batch ? unit.Now : unit.Now + Pause;
    }
}
