using Baton.Desk.Texts;

namespace Baton.Desk.Cases.Likely;

/// <summary>What a case is about, as far as it can be compared with another.</summary>
internal sealed record Matter
{
    /// <summary>Longer values are no place and no number.</summary>
    private const int ValueMaxLength = 200;

    public long? CustomerKey { get; init; }

    /// <summary>The number that the customer called from, E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>Code of the category.</summary>
    public string? Category { get; init; }

    /// <summary>What the subject is made of, without the small words that every subject has.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Special fields that tell one matter from another, folded, by their names.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The words of a subject.</summary>
    public static IReadOnlyList<string> WordsOf(string? subject) =>
        [.. SearchWords.Whole(SearchText.Fold(subject ?? "")).Where(word => !IsSmall(word))];

    /// <summary>A value of a special field as it is compared; null where it says nothing.</summary>
    public static string? ValueOf(string? text)
    {
        var value = SearchText.Fold(string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return value.Length is > 1 and <= ValueMaxLength ? value : null;
    }

    /// <summary>The two words by which texts about the same are looked for: the longest, or of words of one length those farthest apart.</summary>
    public IReadOnlyList<string> Telling()
    {
        if (Words.Count < 2)
            return [];
        var longest = Words.OrderByDescending(word => word.Length).Take(2).ToList();
        return longest[0].Length > 2 ? longest : [Words[0], Words[^1]];
    }

    /// <summary>Latin words of up to two letters, and a few longer ones.</summary>
    private static bool IsSmall(string word) =>
        (word.Length <= 2 && word.All(char.IsAscii)) || word is "the" or "and" or "for" or "from" or "with" or "has" or "not" or "since";
}
