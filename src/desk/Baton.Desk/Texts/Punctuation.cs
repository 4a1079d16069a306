namespace Baton.Desk.Texts;

/// <summary>What stands between words and between sentences that are put together, as the language has it. Pure.</summary>
internal static class Punctuation
{
    /// <summary>Names one after the other: commas, in Chinese 、.</summary>
    public static string List(string language, IEnumerable<string> names) => string.Join(IsChinese(language) ? "、" : ", ", names);

    /// <summary>Whole sentences one after the other: blanks, in Chinese nothing.</summary>
    public static string Sentences(string language, IEnumerable<string> sentences) =>
        string.Join(IsChinese(language) ? "" : " ", sentences);

    private static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.Ordinal);
}
