using System.Globalization;
using Microsoft.Extensions.Logging;
using Radzen;

namespace Baton.Web.Shell;

/// <summary>Gives Radzen's parts the desk's words. A word that is missing here appears in English and is logged, so that it is found.</summary>
internal sealed class RadzenWords(ILogger<RadzenWords> log) : ILocalizer
{
    public string? Get(string key, CultureInfo culture)
    {
        var text = RadzenTexts.ResourceManager.GetString(key, culture);
        if (text is null)
            log.LogDebug("Radzen asked for the text {Key}, which RadzenTexts does not have", key);
        return text;
    }
}
