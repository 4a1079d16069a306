using Baton.Desk.Access;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal.Ratings;

/// <summary>How a customer rates his case.</summary>
/// <param name="Stars">1 (bad) to 5 (good).</param>
/// <param name="Comment">Plain text, 2,000 characters at most.</param>
public sealed record RateCaseRequest(int Stars, string? Comment = null);

/// <summary>Rates the case of a ticket once it is closed, or changes the rating within some days.</summary>
public sealed class RateCase(BatonRuntime runtime, PortalGuard guard, IOptions<PortalOptions> options, DeskChanges changes)
{
    public async Task<Outcome<CaseRatingView>> Handle(PortalCaller caller, string? ticket, RateCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        var comment = NoteRules.Clean(request.Comment);
        if (Check(request.Stars, comment, caller.Language) is { } fault)
            return Problems.Invalid(caller.Language, fault);
        return await runtime.Write<CaseRatingView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (await guard.Find(db, ticket, ct) is not (var row, var standing))
                    return PortalTexts.Expired(caller.Language);
                var rating = await db.CaseRatings.SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
                if (!standing.IsClosed)
                    return PortalTexts.Words.Rejected("not-closed", caller.Language);
                if (!RatingRules.MayRate(standing, rating, unit.Now, options.Value))
                    return PortalTexts.Words.Rejected("rated", caller.Language);
                rating = Write(db, unit, row, standing, rating, request.Stars, comment.Length == 0 ? null : comment);
                Timeline.Add(db, unit, row.Key, PortalCodes.Rated, CustomerHimself.UserName, null, ("stars", $"{request.Stars}"));
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                var watchers = await Watchers.Tell(db, unit, standing, CustomerHimself.UserName, ct);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), .. watchers]));
                return CaseRatingView.Of(rating);
            },
            ct
        );
    }

    private static FieldProblem? Check(int stars, string comment, string language) =>
        stars is < 1 or > CaseRating.StarsMax ? PortalTexts.Words.Field("stars", "range", "stars", language)
        : comment.Length > CaseRating.CommentMaxLength
            ? PortalTexts.Words.Field("comment", "maxLength", "text-length", language, ("max", $"{CaseRating.CommentMaxLength}"))
        : null;

    private static CaseRating Write(DeskDb db, UnitOfWork unit, Case row, Case standing, CaseRating? rating, int stars, string? comment)
    {
        if (rating is null)
        {
            rating = new CaseRating
            {
                CaseKey = row.Key,
                Stars = stars,
                Comment = comment,
                RatedAt = unit.Now,
            };
            db.CaseRatings.Add(rating);
            return rating;
        }
        (rating.RatedAt, rating.ChangedAt) = RatingRules.IsOfEarlierClosing(standing, rating)
            ? (unit.Now, null)
            : (rating.RatedAt, (DateTimeOffset?)unit.Now);
        (rating.Stars, rating.Comment) = (stars, comment);
        return rating;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/portal/case/rating",
                async (RateCaseRequest request, PortalCaller caller, RateCase handler, HttpContext context, CancellationToken ct) =>
                    PortalRoutes.WithNextTicket(await handler.Handle(caller, PortalTickets.Sent(context), request, ct), context, Answer.Ok)
            )
            .ForCustomers()
            .Describe("RateCase", "Rate the case of my ticket when it is closed", PortalRoutes.Refusals)
            .Produces<CaseRatingView>();
}
