using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>The one case that a ticket opens.</summary>
/// <param name="Case">The customer's case.</param>
/// <param name="Standing">The case that tells how far it is: the one it was merged into, else itself. Nothing else of it may be shown.</param>
internal sealed record OpenedCase(Case Case, Case Standing);

/// <summary>Who may look at which case on the customers' page: the holder of a ticket at the case of his ticket, and at no other one.</summary>
public sealed class PortalGuard(PortalTickets tickets)
{
    /// <summary>Null for a ticket that is none, is too old, or was opened with a code that has been replaced.</summary>
    internal async Task<OpenedCase?> Find(DeskDb db, string? ticket, CancellationToken ct)
    {
        if (tickets.Read(ticket) is not { } holder)
            return null;
        var isValid = await db.PortalAccesses.AnyAsync(row => row.CaseKey == holder.CaseKey && row.Round == holder.Round, ct);
        var row = isValid ? await db.Cases.SingleOrDefaultAsync(one => one.Key == holder.CaseKey, ct) : null;
        if (row is null)
            return null;
        var standing = row.MergedIntoKey is { } into ? await db.Cases.SingleAsync(one => one.Key == into, ct) : row;
        return new(row, standing);
    }
}
