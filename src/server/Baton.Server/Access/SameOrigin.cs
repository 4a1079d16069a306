using Baton.Desk.Http;
using Baton.Server.Problems;

namespace Baton.Server.Access;

/// <summary>
/// Refuses calls that another site's page makes with the reader's cookie. Requests with credentials of their own cannot be forged that
/// way and pass; so do programs, which send neither of the two headers that every browser sends.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!ApiPaths.IsApi(context.Request.Path) || IsSafe(context.Request) || IsOwn(context.Request) || IsForOthers(context))
                {
                    return next(context);
                }
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );

    /// <summary>The route decides by itself from which sites it is called.</summary>
    private static bool IsForOthers(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ForOtherSites>() is not null;

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method)
        || request.Headers.Authorization.Count > 0;

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
