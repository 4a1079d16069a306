namespace Baton.Desk;

/// <summary>A name that administrators or packs give in the desk's languages.</summary>
public sealed record LocalizedText(string ZhHans, string ZhHant, string En)
{
    /// <summary>The text of the language, or the first that is not empty.</summary>
    public string In(string language)
    {
        var wanted = language switch
        {
            Languages.SimplifiedChinese => ZhHans,
            Languages.TraditionalChinese => ZhHant,
            _ => En,
        };
        return new[] { wanted, ZhHant, ZhHans, En }.FirstOrDefault(text => text.Length > 0) ?? "";
    }

    /// <summary>
    /// The text as somebody who writes one language renames it: languages that read the same follow, a translation that differs stays.
    /// </summary>
    public LocalizedText Renamed(string language, string text)
    {
        var before = In(language);
        return new(Follow(ZhHans), Follow(ZhHant), Follow(En));

        string Follow(string one) => one.Length == 0 || one == before ? text : one;
    }

    /// <summary>The same text in every language.</summary>
    public static LocalizedText Same(string text) => new(text, text, text);
}
