using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>Consultations with their parties, to change.</summary>
internal static class ConsultationRows
{
    /// <summary>Those of a task that still matter to it: open, or refused where the task waits for a signature.</summary>
    public static Task<List<Consultation>> Pending(DeskDb db, long taskKey, CancellationToken ct) =>
        db
            .Consultations.Include(row => row.Parties)
            .Where(row => row.TaskKey == taskKey)
            .Where(row =>
                row.Status == ConsultationStatus.Open
                || (row.Status == ConsultationStatus.Refused && row.Kind == ConsultationKind.SignBefore)
            )
            .OrderBy(row => row.Key)
            .ToListAsync(ct);

    public static Task<Consultation?> Find(DeskDb db, long key, CancellationToken ct) =>
        db.Consultations.Include(row => row.Parties).SingleOrDefaultAsync(row => row.Key == key, ct);

    public static Task<WorkItem> Item(DeskDb db, long key, CancellationToken ct) =>
        db.WorkItems.Include(item => item.Candidates).SingleAsync(item => item.Key == key, ct);
}
