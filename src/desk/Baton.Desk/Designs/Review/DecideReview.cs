using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Designs.Review;

/// <summary>What a reviewer finds.</summary>
/// <param name="Revision">The revision that he looked at.</param>
/// <param name="IsApproved">False sends it back.</param>
/// <param name="Comment">Why; must be given where it is sent back. 2,000 characters at most.</param>
/// <param name="ElementId">The element that the comment is about; null for the whole.</param>
public sealed record DecideReviewRequest(int Revision, bool IsApproved, string? Comment = null, string? ElementId = null);

/// <summary>Approves a design in review, or sends it back to those who draw. Where four eyes are wanted nobody approves what he drew himself.</summary>
public sealed class DecideReview(BatonRuntime runtime, IOptions<DesignOptions> options)
{
    public async Task<Outcome<DesignLine>> Handle(DeskUser user, long key, DecideReviewRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ReviewDesigns))
            return Problems.Forbidden(user.Language);
        var wrong = DesignGuard.Comment(request.Comment, "comment", user.Language);
        if (!request.IsApproved && DesignGuard.Said(request.Comment) is null)
            wrong.Add(DesignTexts.Words.Field("comment", "required", "reason", user.Language));
        wrong.AddRange(RemarkChecks.Element(request.ElementId, user.Language));
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<DesignLine>(unit => Decide(unit, user, key, request, ct), ct);
    }

    private async ValueTask<Outcome<DesignLine>> Decide(
        UnitOfWork unit,
        DeskUser user,
        long key,
        DecideReviewRequest request,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit, user);
        if (await DesignGuard.Find(db, key, ct) is not { } design)
            return DesignGuard.NotFound(user.Language);
        if (design.State != DesignState.InReview)
            return DesignTexts.Words.Rejected("design-not-in-review", user.Language);
        if (design.Revision != request.Revision)
            return DesignTexts.Words.Rejected("design-changed", user.Language);
        var isAnother = !design.DrawnBy.Contains(user.UserName, StringComparer.Ordinal);
        if (request.IsApproved && !isAnother && options.Value.FourEyes)
            return DesignTexts.Words.Rejected("design-own", user.Language);
        var (deed, code) = request.IsApproved
            ? (DesignDeed.Approved, Notifier.DesignApproved)
            : (DesignDeed.Returned, Notifier.DesignReturned);
        DesignNews.ToDrawers(db, unit, design, code, user.UserName, user.DisplayName);
        design.State = request.IsApproved ? DesignState.Approved : DesignState.Draft;
        if (request.IsApproved)
        {
            (design.ApprovedBy, design.IsApprovedByAnother) = (user.UserName, isAnother);
            // From here on it counts anew who drew: what came before has been looked at.
            if (isAnother)
                design.Drawers = "";
        }
        DesignGuard.Remark(db, unit, design, deed, user.UserName, request.Comment, request.ElementId);
        db.Note(DesignChange.Of(design, AuditActions.Changed, ("comment", DesignGuard.Said(request.Comment))));
        await db.SaveChangesAsync(ct);
        DesignGuard.Tell(unit, design);
        return await DesignLine.Of(db, design, ct);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/{key:long}/verdict",
                async (long key, DecideReviewRequest request, DeskUser user, DecideReview handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.ReviewDesigns)
            .Describe(
                "DecideDesignReview",
                "Approve a design in review, or send it back",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DesignLine>();
}
