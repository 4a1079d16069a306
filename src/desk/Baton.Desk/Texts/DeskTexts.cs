using System.Globalization;
using System.Resources;

namespace Baton.Desk.Texts;

/// <summary>The desk's own sentences, from the resources beside this file. Placeholders are names in braces.</summary>
public static class DeskTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Texts.DeskTexts", typeof(DeskTexts).Assembly);

    /// <summary>The text in the language with its placeholders filled; the key itself where no text exists.</summary>
    public static string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text = Find(key, language) ?? key;
        foreach (var (name, value) in parameters)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The raw text, or null where none exists.</summary>
    public static string? Find(string key, string language) => Resources.GetString(key, CultureInfo.GetCultureInfo(language));
}
