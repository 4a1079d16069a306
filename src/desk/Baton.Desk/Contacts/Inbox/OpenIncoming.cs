using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Ties a contact of the inbox to the case that a person makes of it, in the unit that opens the case.</summary>
internal static class OpenIncoming
{
    /// <summary>Why it cannot become the case, or null.</summary>
    public static async Task<Problem?> TakeOver(DeskDb db, UnitOfWork unit, DeskUser user, long key, Case opened, CancellationToken ct)
    {
        var found = await InboxCommand.Find(db, user, key, InboxStates.Waiting, ct);
        if (found.Problem is { } problem)
            return problem;
        await Settling.Open(db, unit, found.Value, opened, user.UserName, ct);
        unit.SetSchedule(InboxUrging.Schedule, unit.Now);
        unit.Tell(DeskChanges.Inbox);
        return null;
    }
}
