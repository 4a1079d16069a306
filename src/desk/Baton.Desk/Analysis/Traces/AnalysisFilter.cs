using System.Globalization;
using Baton.Runtime;

namespace Baton.Desk.Analysis.Traces;

/// <summary>Which instances of a process are looked at. Names bind from the query string.</summary>
public sealed record AnalysisFilter
{
    public const int UsualSample = 2_000;
    public const int MaxSample = 50_000;
    private const int TextMaxLength = 400;

    /// <summary>Numbers of versions, separated by commas; all when empty.</summary>
    public string? Versions { get; init; }

    /// <summary>Begun at or after that instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before that instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Code of a case type.</summary>
    public string? Type { get; init; }

    /// <summary>Code of a channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Code of a department; all below it are meant too.</summary>
    public string? Department { get; init; }

    /// <summary>True: only cases that missed a time limit, or are past one.</summary>
    public bool? Late { get; init; }

    /// <summary>True: times are working time of the desk's own calendar.</summary>
    public bool? WorkingTime { get; init; }

    /// <summary>So many instances at most, the newest; 1 to 50,000, 2,000 when empty.</summary>
    public int? Sample { get; init; }

    /// <summary>It asks for something that only cases have.</summary>
    internal bool AsksForCases => Type is { Length: > 0 } || Channel is { Length: > 0 } || Department is { Length: > 0 } || Late == true;

    internal IReadOnlyList<FieldProblem> Check(string language)
    {
        var wrong = new List<FieldProblem>();
        if (VersionNumbers() is null)
            wrong.Add(AnalysisTexts.Words.Field("versions", "format", "versions", language));
        if (From is { } from && To is { } to && to <= from)
            wrong.Add(AnalysisTexts.Words.Field("to", "order", "to", language));
        if (Sample is < 1 or > MaxSample)
            wrong.Add(
                AnalysisTexts.Words.Field("sample", "range", "sample", language, ("max", MaxSample.ToString(CultureInfo.InvariantCulture)))
            );
        foreach (var (field, text) in new[] { ("type", Type), ("channel", Channel), ("department", Department) })
            if (text?.Length > TextMaxLength)
                wrong.Add(AnalysisTexts.Words.Field(field, "maxLength", "length", language, ("max", "400")));
        return wrong;
    }

    /// <summary>Empty for all; null where they are no numbers.</summary>
    internal IReadOnlyList<int>? VersionNumbers()
    {
        var numbers = new List<int>();
        foreach (var part in (Versions ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || numbers.Count >= 100)
                return null;
            numbers.Add(number);
        }
        return numbers;
    }
}
