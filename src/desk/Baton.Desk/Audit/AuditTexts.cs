using System.Globalization;
using System.Resources;

namespace Baton.Desk.Audit;

/// <summary>The words of the audit log, from the resources beside this file. Placeholders are names in braces.</summary>
internal static class AuditTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Audit.AuditTexts", typeof(AuditTexts).Assembly);

    public static string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text =
            Resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in AuditTexts.resx.");
        foreach (var (name, value) in parameters)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
