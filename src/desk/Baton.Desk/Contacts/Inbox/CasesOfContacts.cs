using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Finds the case on which what is said of another is kept.</summary>
internal static class CasesOfContacts
{
    /// <summary>The case of the key, or the one that it was merged into; null where there is none any more.</summary>
    public static async Task<Case?> Standing(DeskDb db, long key, CancellationToken ct)
    {
        var row = await db.Cases.SingleOrDefaultAsync(one => one.Key == key, ct);
        while (row?.MergedIntoKey is { } into)
            row = await db.Cases.SingleOrDefaultAsync(one => one.Key == into, ct);
        return row;
    }
}
