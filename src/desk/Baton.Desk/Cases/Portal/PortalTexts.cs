using System.Globalization;
using System.Resources;
using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Cases.Portal;

/// <summary>The sentences of the customers' page, from the resources beside this file. Placeholders are names in braces.</summary>
internal static class PortalTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Cases.Portal.PortalTexts", typeof(PortalTexts).Assembly);

    public static string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text =
            Resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in PortalTexts.resx.");
        foreach (var (name, value) in parameters)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>What is wrong with one field.</summary>
    public static FieldProblem Field(
        string field,
        string code,
        string key,
        string language,
        params ReadOnlySpan<(string Name, string Value)> parameters
    ) => new(field, code, Get(key, language, parameters));

    /// <summary>A rule says no; the text is the one of the code.</summary>
    public static Problem Rejected(string code, string language) => new(RejectionKind.InvalidState, code, Get(code, language), []);

    /// <summary>There is no customers' page here.</summary>
    public static Problem Off(string language) => new(RejectionKind.NotFound, "portal-off", Get("off", language), []);

    /// <summary>One and the same answer for an unknown number, a wrong code and a case that is closed for a while.</summary>
    public static Problem Refused(string language) => new(RejectionKind.Forbidden, Answer.SignInFailed, Get("refused", language), []);

    /// <summary>The ticket is missing, too old, or its code is not valid any more.</summary>
    public static Problem Expired(string language) => new(RejectionKind.Forbidden, Answer.SignInFailed, Get("expired", language), []);

    public static Problem TooMany(string language) => new(RejectionKind.InvalidState, Answer.TooMany, Get("too-many", language), []);
}
