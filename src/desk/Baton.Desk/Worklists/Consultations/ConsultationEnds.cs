using Baton.Desk.Cases.Following;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>A task that ends takes along what it still asks others: their parts leave the work lists.</summary>
internal static class ConsultationEnds
{
    /// <summary>Changes the rows; the caller saves.</summary>
    public static async Task With(DeskDb db, UnitOfWork unit, WorkItem task, ItemSteps steps)
    {
        foreach (var consultation in await ConsultationRows.Pending(db, task.Key, CancellationToken.None))
        {
            (consultation.Status, consultation.EndedAt) = (ConsultationStatus.Withdrawn, unit.Now);
            consultation.Version++;
            foreach (var party in consultation.Parties.Where(party => party is { State: PartyState.Waiting, ItemKey: not null }))
                await steps.End(await ConsultationRows.Item(db, party.ItemKey!.Value, CancellationToken.None), WorkItemStatus.Canceled);
        }
        if (!task.AwaitsConfirmation)
            return;
        var completion = await db.PendingCompletions.SingleOrDefaultAsync(row => row.TaskKey == task.Key);
        if (completion is not null)
            db.Remove(completion);
    }
}
