using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Portal;

/// <summary>Turns away who asks the customers' pages too often, before anything of the request is read.</summary>
internal static class PortalGate
{
    private const int RetrySeconds = 60;

    public static void UsePortalGate(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var isPortal = context.Request.Path.StartsWithSegments("/portal", StringComparison.OrdinalIgnoreCase);
                var limits = context.RequestServices.GetRequiredService<PortalLimits>();
                if (!isPortal || limits.Request(PortalCaller.Of(context)) is not { } tooMany)
                {
                    await next(context);
                    return;
                }
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(tooMany.Detail, context.RequestAborted);
            }
        );
}
