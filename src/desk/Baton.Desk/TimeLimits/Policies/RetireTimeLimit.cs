using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>Why a policy is retired.</summary>
/// <param name="Comment">500 characters at most.</param>
public sealed record RetireTimeLimitRequest(string? Comment = null);

/// <summary>Retires a policy: no clock starts by it any more, and those that run go on. Saving it again brings it back.</summary>
public sealed class RetireTimeLimit(BatonRuntime runtime)
{
    private const int CommentMaxLength = 500;

    public async Task<Outcome<LimitVersionView>> Handle(DeskUser user, string code, RetireTimeLimitRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        if (request.Comment?.Length > CommentMaxLength)
        {
            var max = ("max", $"{CommentMaxLength}");
            return Problems.Invalid(
                user.Language,
                TimeLimitTexts.Words.Field("comment", "maxLength", "comment-length", user.Language, max)
            );
        }
        return await runtime.Write<LimitVersionView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var before = await LimitChange.Newest(db, code, ct);
                if (before is null)
                    return TimeLimitTexts.Words.NotFound(user.Language);
                if (before.IsRetired)
                    return TimeLimitTexts.Words.Rejected("retired", user.Language);
                var row = LimitChange.Add(
                    db,
                    unit,
                    before,
                    new()
                    {
                        Code = code,
                        Version = before.Version + 1,
                        Content = before.Content,
                        IsRetired = true,
                        Author = user.UserName,
                        At = unit.Now,
                        Comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim(),
                    }
                );
                await db.SaveChangesAsync(ct);
                return LimitVersionView.Of(row, user.Language, await DeskUsers.Names(db, [row.Author], ct));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/time-limits/{code}/retire",
                async (string code, RetireTimeLimitRequest request, DeskUser user, RetireTimeLimit handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, request, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "RetireTimeLimit",
                "Retire the policy of a time limit",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<LimitVersionView>();
}
