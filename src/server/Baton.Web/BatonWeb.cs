using Baton.Web.Access;
using Baton.Web.Cases;
using Baton.Web.Channels.WebForms;
using Baton.Web.Portal;
using Baton.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace Baton.Web;

/// <summary>Puts the browser desk into a server: <see cref="AddBatonWeb"/>, <see cref="UseBatonWeb"/>, <see cref="MapBatonWeb"/>.</summary>
public static class BatonWeb
{
    /// <summary>Addresses whose callers are programs; their failures are not answered with pages.</summary>
    private static readonly string[] OtherRooms = ["/api", "/v2", "/health", "/openapi", "/docs", "/_blazor", "/_framework", "/_content"];

    /// <summary>Adds the browser desk. The desk, its sign-in cookie and authorization are added by the server.</summary>
    public static IServiceCollection AddBatonWeb(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Preferences.Configure);
        services.AddRadzenComponents();
        services.AddScoped<ILocalizer, RadzenWords>();
        services.AddScoped<LocalTime>();
        services.AddScoped<ToastBox>();
        services.AddScoped<KeptText>();
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section);
        return services;
    }

    /// <summary>
    /// Each request speaks its reader's language; a page that is missing or failed answers with a page. Call it before authentication.
    /// </summary>
    public static IApplicationBuilder UseBatonWeb(this IApplicationBuilder app)
    {
        app.UseRequestLocalization();
        app.UsePortalGate();
        app.UseWebFormGate();
        // Not in a branch for pages only: a branch cannot be routed a second time. The server's own handlers answer programs first.
        app.UsePagesOfFailures();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        return app.Use(
            (context, next) =>
            {
                var isForPrograms = OtherRooms.Any(room =>
                    context.Request.Path.StartsWithSegments(room, StringComparison.OrdinalIgnoreCase)
                );
                if (isForPrograms && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                    pages.Enabled = false;
                return next(context);
            }
        );
    }

    /// <summary>Maps the pages, their static files and the addresses that only browsers use.</summary>
    public static IEndpointRouteBuilder MapBatonWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        Preferences.Map(routes);
        SignOut.Map(routes);
        FaxDocument.Map(routes);
        routes.MapGet("/", () => Results.LocalRedirect("/work")).AllowAnonymous().ExcludeFromDescription();
        // The server's own policy is for all answers; the one of the framework would take its place on pages.
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return routes;
    }
}
