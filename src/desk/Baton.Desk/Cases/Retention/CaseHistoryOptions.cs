using Baton.Runtime.Retention;

namespace Baton.Desk.Cases.Retention;

/// <summary>How long closed cases are kept: section <c>Desk:History</c>. Without a period everything is kept.</summary>
public sealed class CaseHistoryOptions
{
    public const string Section = $"{DeskOptions.Section}:History";

    /// <summary>The period after the closing, as ISO 8601 such as <c>P3650D</c>; null or <c>forever</c> keeps everything. A month counts 30 days, a year 365.</summary>
    public string? Default { get; set; }

    /// <summary>Periods by the code of the case type, which go before <see cref="Default"/>.</summary>
    public Dictionary<string, string> CaseTypes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The folder where each case is written before it is deleted, as one line of JSON in a file a day; null writes nothing. A crash between the
    /// writing and the commit writes a case once more: readers go by its number.
    /// </summary>
    public string? ArchiveFolder { get; set; }

    /// <summary>Whether anything is ever deleted.</summary>
    internal bool Deletes => CaseTypes.Values.Append(Default).Any(text => HistoryPeriod.Parse(text) is not null);

    /// <summary>How long closed cases of a type are kept; null is forever.</summary>
    internal TimeSpan? Period(string typeCode) =>
        HistoryPeriod.Parse(CaseTypes.GetValueOrDefault(typeCode, Default ?? HistoryPeriod.Forever));

    /// <summary>What is wrong with the values, by key.</summary>
    internal IEnumerable<string> Errors() =>
        CaseTypes
            .Select(pair => HistoryPeriod.Problem($"{Section}:{nameof(CaseTypes)}:{pair.Key}", pair.Value))
            .Prepend(HistoryPeriod.Problem($"{Section}:{nameof(Default)}", Default))
            .OfType<string>();
}
