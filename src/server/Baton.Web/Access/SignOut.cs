using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Web.Access;

/// <summary>Ends a browser's session: a form post, because only a response can take the cookie back.</summary>
internal static class SignOut
{
    public const string Address = "/sign-out";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                Address,
                async (HttpContext context, IAntiforgery antiforgery) =>
                {
                    if (!await antiforgery.IsRequestValidAsync(context))
                        return Results.BadRequest();
                    await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                    return Results.LocalRedirect("/sign-in");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
}
