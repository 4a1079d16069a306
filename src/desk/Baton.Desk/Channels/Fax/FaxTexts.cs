using System.Globalization;
using System.Resources;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Channels.Fax;

/// <summary>The fax desk's own sentences, from the resources beside this file.</summary>
internal static class FaxTexts
{
    private static readonly ResourceManager Resources = new("Baton.Desk.Channels.Fax.FaxTexts", typeof(FaxTexts).Assembly);

    public static string Get(string key, string language) =>
        Resources.GetString(key, CultureInfo.GetCultureInfo(language))
        ?? throw new InvalidOperationException($"Expected the text '{key}' in FaxTexts.resx.");

    public static FieldProblem Field(string field, string code, string key, string language) => new(field, code, Get(key, language));

    public static Problem NotFound(string language) => new(RejectionKind.NotFound, "not-found", Get("not-found", language), []);
}
