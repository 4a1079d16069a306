using Baton.Desk.Cases.Portal.Entry;
using Microsoft.AspNetCore.Http;

namespace Baton.Web.Portal;

/// <summary>Keeps the customer's ticket in a cookie of its own, which only his pages get to see and no script can read.</summary>
internal static class PortalCookie
{
    public const string Name = "baton.portal";
    private const string Path = "/portal";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Keep(HttpContext context, PortalEntry entry) =>
        context.Response.Cookies.Append(Name, entry.Ticket, Options(context));

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    /// <summary>Without an end of its own: the ticket has one, and it goes with the browser at the latest.</summary>
    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            Path = Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = context.Request.IsHttps,
        };
}
