using Baton.Desk;
using Microsoft.AspNetCore.Http;

namespace Baton.Web.Channels.WebForms;

/// <summary>Where web forms lie, and in which language their addresses ask for them.</summary>
internal static class WebFormAddress
{
    private const string LanguageName = "lang";

    public static string Of(string code, string? language = null) =>
        "forms/" + Uri.EscapeDataString(code) + (language is null ? "" : $"?{LanguageName}={language}");

    public static bool IsPage(HttpContext context) => context.Request.Path.StartsWithSegments("/forms", StringComparison.OrdinalIgnoreCase);

    /// <summary>The language that the address names; null where it names none. A frame gets no cookies of this site.</summary>
    public static string? Language(HttpContext context)
    {
        var isForm = IsPage(context) || context.Request.Path.StartsWithSegments("/api/web-forms", StringComparison.OrdinalIgnoreCase);
        var wanted = isForm ? context.Request.Query[LanguageName].ToString() : "";
        return wanted.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || wanted.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Languages.Resolve(wanted)
            : null;
    }
}
