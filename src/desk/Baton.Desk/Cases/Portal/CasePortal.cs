using Baton.Desk.Access;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Portal;

/// <summary>What the desk sees of the customers' page on a case.</summary>
/// <param name="IsOffered">There is such a page, and cases of this type are on it.</param>
/// <param name="CodeAt">When the customer was given his code; null where he cannot follow the case.</param>
/// <param name="CodeByName">Who gave it.</param>
/// <param name="EnteredAt">When the customer looked last; null for never.</param>
/// <param name="IsLocked">Too many wrong codes: nobody gets in for a while.</param>
/// <param name="MayGiveCode">The reader may give a code.</param>
/// <param name="Rating">How the customer rated the case; null where he has not.</param>
public sealed record CasePortal(
    bool IsOffered,
    DateTimeOffset? CodeAt,
    string? CodeByName,
    DateTimeOffset? EnteredAt,
    bool IsLocked,
    bool MayGiveCode,
    CaseRatingView? Rating
)
{
    /// <summary>Null for a case that has nothing to do with the page.</summary>
    internal static async Task<CasePortal?> Of(DeskDb db, Case row, bool isOffered, DeskUser user, CancellationToken ct)
    {
        var access = await db.PortalAccesses.SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
        var rating = await db.CaseRatings.SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
        if (!isOffered && access is null && rating is null)
            return null;
        var names = await DeskUsers.Names(db, [access?.GivenBy], user.Language, ct);
        return new(
            isOffered,
            access?.GivenAt,
            access is null ? null : names.GetValueOrDefault(access.GivenBy, access.GivenBy),
            access?.EnteredAt,
            access is not null && PortalLock.IsLocked(access, db.Now),
            isOffered && GivePortalCode.May(user),
            rating is null ? null : CaseRatingView.Of(rating)
        );
    }
}
