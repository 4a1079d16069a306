using Baton.Desk;

namespace Baton.Web.Shell;

/// <summary>Each language by its own name, as a reader looks for it; they are the same on every screen.</summary>
internal static class LanguageNames
{
    public static IReadOnlyList<(string Tag, string Name)> All { get; } =
    [(Languages.SimplifiedChinese, "简体中文"), (Languages.TraditionalChinese, "繁體中文"), (Languages.English, "English")];

    /// <summary>The name of one of them; the tag itself for any other.</summary>
    public static string Of(string tag) => All.FirstOrDefault(language => language.Tag == tag).Name ?? tag;
}
