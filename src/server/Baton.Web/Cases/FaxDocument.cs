using System.Globalization;
using Baton.Desk;
using Baton.Desk.Channels.Fax.ShowTransmission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Web.Cases;

/// <summary>The document of a fax as the browser shows it in place; the API gives the same file as a download.</summary>
internal static class FaxDocument
{
    public static string Address(long transmissionKey) => string.Create(CultureInfo.InvariantCulture, $"/fax/{transmissionKey}/document");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/fax/{key:long}/document",
                async (long key, DeskUser user, ShowTransmission handler, HttpContext context, CancellationToken ct) =>
                {
                    var outcome = await handler.Document(user, key, ct);
                    if (outcome.Problem is not null)
                        return Results.NotFound();
                    // The case page shows it in a frame of its own; nobody else may.
                    context.Response.Headers.ContentDisposition = "inline";
                    context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'self'";
                    context.Response.Headers.XFrameOptions = "SAMEORIGIN";
                    return Results.File(outcome.Value.Pdf, "application/pdf");
                }
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
}
