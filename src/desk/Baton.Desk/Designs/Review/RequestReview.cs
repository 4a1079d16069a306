using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Review;

/// <summary>A note for the reviewers.</summary>
/// <param name="Note">What to look at; 2,000 characters at most.</param>
public sealed record RequestReviewRequest(string? Note = null);

/// <summary>Asks everybody who may review for a look at a draft.</summary>
public sealed class RequestReview(BatonRuntime runtime)
{
    public async Task<Outcome<DesignLine>> Handle(DeskUser user, long key, RequestReviewRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (DesignGuard.Comment(request.Note, "note", user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<DesignLine>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                if (design.State != DesignState.Draft)
                    return DesignTexts.Words.Rejected("design-not-draft", user.Language);
                design.State = DesignState.InReview;
                design.ReviewAskedBy = user.UserName;
                DesignGuard.Remark(db, unit, design, DesignDeed.Asked, user.UserName, request.Note);
                await DesignNews.ToReviewers(db, unit, design, user, ct);
                db.Note(DesignChange.Of(design, AuditActions.Changed, ("comment", DesignGuard.Said(request.Note))));
                await db.SaveChangesAsync(ct);
                DesignGuard.Tell(unit, design);
                return await DesignLine.Of(db, design, ct);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/{key:long}/review",
                async (long key, RequestReviewRequest request, DeskUser user, RequestReview handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "RequestDesignReview",
                "Ask for a review of a draft",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DesignLine>();
}
