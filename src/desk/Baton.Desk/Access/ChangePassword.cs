using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Access;

/// <summary>A user's own change of password.</summary>
public sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword);

/// <summary>Changes one's own password; all other sessions end. A wrong current password counts like a failed sign-in.</summary>
public sealed class ChangePassword(BatonRuntime runtime, Authentication authentication, IOptions<DeskOptions> options)
{
    public async Task<Outcome<DeskUser>> Handle(DeskUser user, ChangePasswordRequest request, CancellationToken ct)
    {
        var minLength = options.Value.PasswordMinLength;
        if (PasswordRules.Check("newPassword", request.NewPassword ?? "", user.UserName, minLength, user.Language) is { } wrong)
            return Problems.Invalid(user.Language, wrong);
        var known = await authentication.CheckPassword(user.UserName, request.CurrentPassword ?? "", remoteAddress: null, ct);
        if (known.Problem is not null)
            return Problems.Invalid(user.Language, Problems.Field("currentPassword", "wrong", "password.wrong", user.Language));
        var hash = Secrets.HashPassword(request.NewPassword!);
        return await runtime.Write<DeskUser>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Users.Include(one => one.Roles).SingleAsync(one => one.UserName == user.UserName, ct);
                row.PasswordHash = hash;
                row.MustChangePassword = false;
                row.SecurityStamp = Secrets.NewStamp();
                row.Version++;
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.PasswordChanged, user.UserName, user.UserName));
                await db.SaveChangesAsync(ct);
                return await DeskUsers.Load(db, row, ct);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/me/password",
                async (ChangePasswordRequest request, DeskUser user, ChangePassword handler, HttpContext context, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, request, ct);
                    if (outcome.Problem is null && context.User.Identity?.AuthenticationType == Session.Scheme)
                        await context.SignInAsync(Session.Scheme, outcome.Value!.ToPrincipal(Session.Scheme));
                    return Answer.NoContent(outcome);
                }
            )
            .RequireSignIn()
            .Describe("ChangePassword", "Change my password", StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status204NoContent);
}
