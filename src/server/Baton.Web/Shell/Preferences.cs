using System.Globalization;
using Baton.Desk;
using Baton.Web.Channels.WebForms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace Baton.Web.Shell;

/// <summary>What a browser remembers of its reader: language, theme, time zone. All three are cookies, so that the first paint is right.</summary>
internal static class Preferences
{
    /// <summary>The name that ASP.NET and its tools know.</summary>
    private static readonly string LanguageCookie = CookieRequestCultureProvider.DefaultCookieName;
    private const string ThemeCookie = "baton.theme";
    private const string ZoneCookie = "baton.zone";
    private static readonly string[] Themes = ["system", "light", "dark"];

    public static string Theme(HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme, StringComparer.Ordinal) ? theme : "system";

    public static string? Zone(HttpContext context) => context.Request.Cookies[ZoneCookie];

    public static bool HasLanguage(HttpContext context) => context.Request.Cookies.ContainsKey(LanguageCookie);

    /// <summary>The address that switches the language and comes back; it must be loaded in full, not by the router.</summary>
    public static string LanguageAddress(string language, string back) =>
        $"/preferences/language?to={language}&back={Uri.EscapeDataString(back)}";

    public static void KeepLanguage(HttpContext context, string language)
    {
        var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language)));
        var options = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = context.Request.IsHttps,
        };
        context.Response.Cookies.Append(LanguageCookie, value, options);
    }

    public static void Configure(RequestLocalizationOptions options)
    {
        string[] languages = [.. Languages.All];
        options.SetDefaultCulture(Languages.Default).AddSupportedCultures(languages).AddSupportedUICultures(languages);
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(FromAddress),
            new CookieRequestCultureProvider { CookieName = LanguageCookie },
            new CustomRequestCultureProvider(FromBrowser),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/preferences/language",
                (HttpContext context, string to, string? back) =>
                {
                    KeepLanguage(context, Languages.Resolve(to));
                    return Results.LocalRedirect(LocalAddress.Of(back));
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    /// <summary>Addresses of web forms may name the language.</summary>
    private static Task<ProviderCultureResult?> FromAddress(HttpContext context) =>
        Task.FromResult(WebFormAddress.Language(context) is { } language ? new ProviderCultureResult(language) : null);

    /// <summary>The first language of the browser that the desk speaks: zh-CN reads zh-Hans, zh-HK zh-Hant.</summary>
    private static Task<ProviderCultureResult?> FromBrowser(HttpContext context)
    {
        var wanted = context
            .Request.GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(tag =>
                tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            );
        return Task.FromResult(wanted is null ? null : new ProviderCultureResult(Languages.Resolve(wanted)));
    }
}
