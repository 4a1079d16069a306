namespace Baton.Desk;

/// <summary>The three languages of the desk.</summary>
public static class Languages
{
    public const string SimplifiedChinese = "zh-Hans";
    public const string TraditionalChinese = "zh-Hant";
    public const string English = "en";
    public const string Default = English;

    public static IReadOnlyList<string> All { get; } = [SimplifiedChinese, TraditionalChinese, English];

    /// <summary>The desk's language for a culture name or a language tag: zh-CN and zh-SG read zh-Hans, zh-TW, zh-HK and zh-MO zh-Hant.</summary>
    public static string Resolve(string? tag)
    {
        if (tag is null || !tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            return English;
        foreach (var part in tag.Split('-', '_'))
        {
            if (part.ToUpperInvariant() is "HANT" or "TW" or "HK" or "MO")
                return TraditionalChinese;
        }
        return SimplifiedChinese;
    }
}
