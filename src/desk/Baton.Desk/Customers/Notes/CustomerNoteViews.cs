using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Notes;

/// <summary>A note on a customer, as one reader sees it.</summary>
/// <param name="Key">The note.</param>
/// <param name="CustomerKey">Whom it is about.</param>
/// <param name="Text">What it says.</param>
/// <param name="Priority">1 is the most urgent, 4 the least.</param>
/// <param name="EffectiveFrom">When it begins to hold.</param>
/// <param name="EffectiveUntil">When it holds no longer; null for never.</param>
/// <param name="State">One of <see cref="NoteStates"/>.</param>
/// <param name="IsDismissed">The reader wants it out of his way.</param>
/// <param name="MayChange">The reader may change or delete it.</param>
/// <param name="WrittenBy">User name of its author.</param>
/// <param name="WrittenByName">Name of its author.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Version">Send it back with a change.</param>
public sealed record CustomerNoteView(
    long Key,
    long CustomerKey,
    string Text,
    int Priority,
    DateTimeOffset EffectiveFrom,
    DateTimeOffset? EffectiveUntil,
    string State,
    bool IsDismissed,
    bool MayChange,
    string WrittenBy,
    string WrittenByName,
    DateTimeOffset WrittenAt,
    int Version
);

/// <summary>How notes are put before a reader.</summary>
internal static class CustomerNoteViews
{
    /// <summary>Its author may change a note, and so may whoever reads all cases.</summary>
    public static bool MayChange(DeskUser user, CustomerNote note) =>
        CustomerGuard.MayWrite(user) && (note.WrittenBy == user.UserName || user.May(Permissions.ReadAllCases));

    public static async Task<List<CustomerNoteView>> Of(
        DeskDb db,
        DeskUser user,
        IReadOnlyList<CustomerNote> notes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var keys = notes.Select(note => note.Key).ToList();
        var dismissed = await db
            .CustomerNoteDismissals.Where(row => row.UserName == user.UserName && keys.Contains(row.NoteKey))
            .Select(row => row.NoteKey)
            .ToHashSetAsync(ct);
        var names = await DeskUsers.Names(db, notes.Select(note => note.WrittenBy), ct);
        return
        [
            .. notes.Select(note => new CustomerNoteView(
                note.Key,
                note.CustomerKey,
                note.Text,
                note.Priority,
                note.EffectiveFrom,
                note.EffectiveUntil,
                NoteStates.Of(note, now),
                dismissed.Contains(note.Key),
                MayChange(user, note),
                note.WrittenBy,
                names.GetValueOrDefault(note.WrittenBy, note.WrittenBy),
                note.WrittenAt,
                note.Version
            )),
        ];
    }
}
