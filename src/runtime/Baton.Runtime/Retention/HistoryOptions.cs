namespace Baton.Runtime.Retention;

/// <summary>
/// How long ended process instances are kept. Bound from the section <c>Runtime:History</c>; without a period everything is kept. A root instance
/// goes with all that it called, by the period of its own process.
/// </summary>
public sealed record HistoryOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = $"{RuntimeOptions.Section}:History";

    /// <summary>The word for no end.</summary>
    public const string Forever = HistoryPeriod.Forever;

    /// <summary>The period after the end, as ISO 8601 such as <c>P180D</c>; null or <c>forever</c> keeps everything. A month counts 30 days, a year 365.</summary>
    public string? Default { get; set; }

    /// <summary>Periods by process id, which go before <see cref="Default"/>.</summary>
    public Dictionary<string, string> Processes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The folder where each instance is written before it is deleted, as one line of JSON in a file a day; null writes nothing. A crash between the
    /// writing and the commit writes an instance once more: readers go by its key.
    /// </summary>
    public string? ArchiveFolder { get; set; }

    /// <summary>Whether anything is ever deleted.</summary>
    internal bool Deletes =>
        HistoryPeriod.Parse(Default) is not null || Processes.Values.Any(text => HistoryPeriod.Parse(text) is not null);

    /// <summary>How long ended instances of a process are kept; null is forever.</summary>
    internal TimeSpan? Period(string processId) => HistoryPeriod.Parse(Processes.GetValueOrDefault(processId, Default ?? Forever));

    /// <summary>The shortest of all periods; null is forever.</summary>
    internal TimeSpan? Shortest() => Processes.Values.Append(Default).Select(HistoryPeriod.Parse).Min();

    /// <summary>What is wrong with the values, by key.</summary>
    internal IEnumerable<string> Problems() =>
        Processes
            .Select(pair => HistoryPeriod.Problem($"{Section}:{nameof(Processes)}:{pair.Key}", pair.Value))
            .Prepend(HistoryPeriod.Problem($"{Section}:{nameof(Default)}", Default))
            .OfType<string>();
}
