using System.Globalization;
using System.Resources;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Processes;

/// <summary>The sentences of packs and process definitions, from the resources beside this file.</summary>
internal static class ProcessTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Processes.ProcessTexts", typeof(ProcessTexts).Assembly);

    public static string Get(string key, string language, params object[] parameters)
    {
        var text =
            Resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in ProcessTexts.resx.");
        return parameters.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, parameters);
    }

    public static Problem NotFound(string what, string language) =>
        new(RejectionKind.NotFound, "not-found", Get("not-found." + what, language), []);
}
