using System.Globalization;
using System.Resources;

namespace Baton.Desk.Documents;

/// <summary>The fixed words of documents in the recipient's language.</summary>
internal sealed class DocumentTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Documents.DocumentTexts", typeof(DocumentTexts).Assembly);

    private readonly CultureInfo _culture;

    private DocumentTexts(CultureInfo culture) => _culture = culture;

    /// <summary>The text of a key of DocumentTexts.resx.</summary>
    public string this[string key] =>
        Resources.GetString(key, _culture) ?? throw new InvalidOperationException($"Expected the text '{key}' in DocumentTexts.resx.");

    /// <summary>The texts of a language tag; English where the tag is unknown.</summary>
    public static DocumentTexts For(string language)
    {
        try
        {
            return new DocumentTexts(CultureInfo.GetCultureInfo(language));
        }
        catch (CultureNotFoundException)
        {
            return new DocumentTexts(CultureInfo.InvariantCulture);
        }
    }

    public string DateAndTime(DateTimeOffset at) => at.ToString(this["DateAndTimeFormat"], CultureInfo.InvariantCulture);
}
