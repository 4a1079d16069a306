using System.Text;

namespace Baton.Desk.Texts;

/// <summary>Folds text for substring search: full-width letters and digits become ordinary ones, capitals small.</summary>
internal static class SearchText
{
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Folds several texts into one; a line break between them keeps a search from matching across.</summary>
    public static string Fold(params IEnumerable<string?> texts) =>
        Fold(string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text))));
}
