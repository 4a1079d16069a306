using System.Globalization;
using System.Resources;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Bulk;

/// <summary>The sentences about bulk actions, from the resources beside this file. Placeholders are names in braces.</summary>
internal static class BulkTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Bulk.BulkTexts", typeof(BulkTexts).Assembly);

    public static string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text =
            Resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in BulkTexts.resx.");
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

    /// <summary>There is no such action of the user's.</summary>
    public static Problem NotFound(string language) => new(RejectionKind.NotFound, "not-found", Get("not-found", language), []);
}
