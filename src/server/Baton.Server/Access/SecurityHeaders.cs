using Baton.Web.Channels.WebForms;

namespace Baton.Server.Access;

/// <summary>What browsers are told about every answer: nothing from elsewhere, no frames, no guessing of types.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts come from here only. Inline ones are needed by the import map that the framework writes into each page; inline styles by
    /// the diagram libraries.
    /// </summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors ";

    private const string NoFrames = "'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() => Add(context));
                return next(context);
            }
        );

    private static Task Add(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        FrameSites? frames = context.Features.Get<FrameSites>();
        headers.TryAdd("Content-Security-Policy", Policy + (frames?.Policy ?? NoFrames));
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        if (frames is null)
        {
            headers.TryAdd("X-Frame-Options", "DENY");
        }
        else
        {
            // The older header knows no list of sites, and the framework adds it to pages with forms.
            headers.Remove("X-Frame-Options");
        }
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        return Task.CompletedTask;
    }
}
