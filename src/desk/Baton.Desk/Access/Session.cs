using Baton.Desk.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Access;

/// <summary>Who one is and what one may do.</summary>
public sealed record Me(
    string UserName,
    string DisplayName,
    string Language,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Departments,
    IReadOnlyList<string> Permissions
)
{
    public static Me Of(DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(
            user.UserName,
            user.DisplayName,
            user.Language,
            user.RolesAnywhere,
            user.Departments,
            [.. Desk.Permissions.All.Where(user.May)]
        );
    }
}

/// <summary>Signing in by name and password, for a cookie.</summary>
public sealed record SignInRequest(string UserName, string Password);

/// <summary>The routes of a session: begin, end, look at oneself.</summary>
internal static class Session
{
    /// <summary>The scheme under which the server configures the cookie.</summary>
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/session", SignIn)
            .AllowAnonymous()
            .Describe("SignIn", "Sign in with user name and password", StatusCodes.Status400BadRequest)
            .Produces<Me>();
        routes
            .MapDelete("/session", SignOut)
            .RequireSignIn()
            .Describe("SignOut", "End the session")
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapGet("/me", (DeskUser user) => TypedResults.Ok(Me.Of(user)))
            .RequireSignIn()
            .Describe("GetMe", "Who I am and what I may do");
    }

    private static async Task<IResult> SignIn(
        SignInRequest request,
        Authentication authentication,
        HttpContext context,
        CancellationToken ct
    )
    {
        var outcome = await authentication.CheckPassword(
            request.UserName ?? "",
            request.Password ?? "",
            context.Connection.RemoteIpAddress?.ToString(),
            ct
        );
        if (outcome.Problem is { } problem)
        {
            var language = Languages.Resolve(System.Globalization.CultureInfo.CurrentUICulture.Name);
            return Answer.Problem(problem.Code == Answer.SignInFailed ? Authentication.Refused(language) : problem);
        }
        await context.SignInAsync(Scheme, outcome.Value!.ToPrincipal(Scheme));
        return TypedResults.Ok(Me.Of(outcome.Value));
    }

    private static async Task<IResult> SignOut(DeskUser user, Authentication authentication, HttpContext context, CancellationToken ct)
    {
        await context.SignOutAsync(Scheme);
        await authentication.RecordSignOut(user, context.Connection.RemoteIpAddress?.ToString(), ct);
        return TypedResults.NoContent();
    }
}
