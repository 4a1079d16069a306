using System.Globalization;
using System.Resources;
using Baton.Runtime;

namespace Baton.Desk.Organisation;

/// <summary>The sentences about units, people and their skills, from the resources beside this file. Placeholders are names in braces.</summary>
internal static class UnitTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Organisation.UnitTexts", typeof(UnitTexts).Assembly);

    public static string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text =
            Resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in UnitTexts.resx.");
        foreach (var (name, value) in parameters)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The file that was sent cannot be read.</summary>
    public static Problem Unreadable(string key, string language) =>
        Http.Problems.Invalid(language, Field("file", "unreadable", key, language));

    /// <summary>What is wrong with one field.</summary>
    public static FieldProblem Field(
        string field,
        string code,
        string key,
        string language,
        params ReadOnlySpan<(string Name, string Value)> parameters
    ) => new(field, code, Get(key, language, parameters));
}
