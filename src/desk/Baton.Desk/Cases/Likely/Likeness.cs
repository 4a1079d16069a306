namespace Baton.Desk.Cases.Likely;

/// <summary>In what two cases are alike.</summary>
public enum LikenessKind
{
    SameCustomer,

    /// <summary>The same number, though not the same customer.</summary>
    SamePhone,
    SameCategory,

    /// <summary>Their subjects share words.</summary>
    SimilarWords,

    /// <summary>A special field that tells matters apart, such as a place or a line, has the same value.</summary>
    SameField,
}

/// <summary>One thing in which two cases are alike.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">The words that they share, or the name of the field.</param>
internal sealed record LikenessReason(LikenessKind Kind, string? Detail = null);

/// <summary>
/// How probable it is that two cases are about the same, in points. Pure. Who it is counts 30 for the same customer and 40 for another one who calls
/// from the same number; the same category counts 30; the share of words in common counts up to 40; each special field of the same value counts 20,
/// up to 40. Cases of one person are likely with fewer words in common than those of different people, since one person has few matters.
/// </summary>
/// <param name="Points">0 to 150.</param>
/// <param name="Reasons">The weightiest first.</param>
internal sealed record Likeness(int Points, IReadOnlyList<LikenessReason> Reasons)
{
    /// <summary>From here on two cases are probably about the same.</summary>
    public const int Likely = 40;

    /// <summary>From here on it would surprise if they were not: the same customer comes with the same category.</summary>
    public const int Strong = 60;

    private const int Customer = 30;
    private const int Phone = 40;
    private const int Category = 30;
    private const int WordsMax = 40;
    private const int Field = 20;
    private const int FieldsMax = 40;

    /// <summary>A smaller share of words in common is chance: among cases of one person, and of different people.</summary>
    private const double ShareOfOne = 0.3;
    private const double ShareOfMany = 0.5;

    private const int WordsNamed = 5;

    public bool IsLikely => Points >= Likely;
    public bool IsStrong => Points >= Strong;

    /// <summary>True where it is said to be the same person.</summary>
    public bool IsSamePerson => Reasons.Any(reason => reason.Kind is LikenessKind.SameCustomer or LikenessKind.SamePhone);

    public static Likeness Of(Matter sought, Matter other)
    {
        var found = new List<(int Points, LikenessReason Reason)>();
        if (sought.CustomerKey is not null && sought.CustomerKey == other.CustomerKey)
            found.Add((Customer, new(LikenessKind.SameCustomer)));
        else if (sought.Phone is not null && sought.Phone == other.Phone)
            found.Add((Phone, new(LikenessKind.SamePhone)));
        var isSamePerson = found.Count > 0;
        if (sought.Category is not null && sought.Category == other.Category)
            found.Add((Category, new(LikenessKind.SameCategory)));
        found.AddRange(Words(sought, other, isSamePerson ? ShareOfOne : ShareOfMany));
        found.AddRange(Fields(sought, other));
        return new(found.Sum(one => one.Points), [.. found.OrderByDescending(one => one.Points).Select(one => one.Reason)]);
    }

    /// <summary>Words in common, twice, of all words of both.</summary>
    private static IEnumerable<(int, LikenessReason)> Words(Matter sought, Matter other, double least)
    {
        var common = sought.Words.Intersect(other.Words, StringComparer.Ordinal).ToList();
        var share = common.Count == 0 ? 0 : 2.0 * common.Count / (sought.Words.Count + other.Words.Count);
        if (share >= least)
            yield return (
                (int)Math.Round(WordsMax * share),
                new(LikenessKind.SimilarWords, string.Join(' ', Read(common).Take(WordsNamed)))
            );
    }

    /// <summary>The words of Chinese are pairs of characters that overlap; who reads them wants them put together again.</summary>
    private static List<string> Read(IEnumerable<string> words)
    {
        var read = new List<string>();
        foreach (var word in words)
        {
            if (word.Length == 2 && !char.IsAscii(word[0]) && read is [.., var last] && last[^1] == word[0])
                read[^1] = last + word[1];
            else
                read.Add(word);
        }
        return read;
    }

    private static IEnumerable<(int, LikenessReason)> Fields(Matter sought, Matter other) =>
        sought
            .Fields.Where(field => other.Fields.GetValueOrDefault(field.Key) == field.Value)
            .Take(FieldsMax / Field)
            .Select(field => (Field, new LikenessReason(LikenessKind.SameField, field.Key)));
}
