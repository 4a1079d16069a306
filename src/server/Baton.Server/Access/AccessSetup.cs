using Baton.Desk;
using Baton.Desk.Access;
using Baton.Server.Configuration;
using Baton.Server.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Baton.Server.Access;

/// <summary>
/// Who is calling: people in the browser by cookie, programs by Basic credentials or an access token. What is not said otherwise
/// requires a user who is signed in.
/// </summary>
internal static class AccessSetup
{
    public const string CookieName = "baton.session";

    /// <summary>Chooses one of the three by the request's headers.</summary>
    private const string Chooser = "baton";

    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static void AddAccessControl(this IServiceCollection services, ServerSettings settings)
    {
        services.AddKeyRing(settings);
        services.AddSingleton<RecentSignIns>();
        services
            .AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, displayName: null, options => options.ForwardDefaultSelector = Choose)
            .AddCookie(CookieAuthenticationDefaults.AuthenticationScheme, ConfigureCookie)
            .AddScheme<AuthenticationSchemeOptions, BasicAuthentication>(BasicAuthentication.Scheme, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, configureOptions: null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The keys lie where the rows lie, so that every server of the installation knows the cookies of the others.</summary>
    private static void AddKeyRing(this IServiceCollection services, ServerSettings settings)
    {
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName("Baton");
        if (settings.Storage.IsShared)
        {
            services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, keys) => options.XmlRepository = keys);
        }
        else
        {
            protection.PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")));
        }
    }

    private static string Choose(HttpContext context) =>
        context.Request.Headers["Authorization"].ToString() switch
        {
            var header when header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) => BasicAuthentication.Scheme,
            var header when header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => TokenAuthentication.Scheme,
            _ => CookieAuthenticationDefaults.AuthenticationScheme,
        };

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionLength;
        options.SlidingExpiration = true;
        // How long a person stays signed in is real time: a pinned clock neither ends sessions nor keeps them alive.
        options.TimeProvider = TimeProvider.System;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = Validate;
    }

    /// <summary>Pages send a stranger to the sign-in; APIs answer a status, which gets its problem details later.</summary>
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ApiPaths.IsApi(context.Request.Path) || status != StatusCodes.Status401Unauthorized)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = Challenge(context.Request);
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }
        return Task.CompletedTask;
    }

    /// <summary>Browsers open a window of their own when they are offered Basic, so scripts of a page are offered Bearer alone.</summary>
    public static string Challenge(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-Fetch-Site") ? "Bearer realm=\"Baton\"" : "Basic realm=\"Baton\", charset=\"UTF-8\"";

    /// <summary>A session ends with the next request after the password, the roles or the state of its user changed.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var authentication = context.HttpContext.RequestServices.GetRequiredService<Authentication>();
        string? address = context.HttpContext.Connection.RemoteIpAddress?.ToString();
        DeskUser? user =
            context.Principal is { } principal && DeskUser.From(principal) is { } caller ? caller with { RemoteAddress = address } : null;
        DeskUser? now = user is null ? null : await authentication.Refresh(user, context.HttpContext.RequestAborted);
        if (now is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }
        context.ReplacePrincipal(now.ToPrincipal(context.Scheme.Name));
    }
}
