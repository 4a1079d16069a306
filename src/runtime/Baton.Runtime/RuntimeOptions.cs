using Baton.Runtime.Retention;

namespace Baton.Runtime;

/// <summary>How the runtime behaves; the defaults suit a single server. Bound from the section <c>Runtime</c>.</summary>
public sealed record RuntimeOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Runtime";

    /// <summary>How many units may wait on the write lane; more are refused.</summary>
    public int LaneCapacity { get; set; } = 4_096;

    /// <summary>How many lanes write at the same time, where the database takes more than one writer. Each keeps instances in memory for itself.</summary>
    public int Lanes { get; set; } = 2;

    /// <summary>What operators call this process among those on the same database; null is the machine's name with the process id.</summary>
    public string? NodeName { get; set; }

    /// <summary>How many units one commit may hold.</summary>
    public int UnitsPerCommit { get; set; } = 256;

    /// <summary>
    /// How large the variables of one command may be, in bytes of their JSON; more are refused. The jobs of one activation are as many as fit;
    /// one that alone does not fit becomes an incident. Large documents belong into a store of their
    /// own, with a reference as the variable: each change of a variable is written as a whole, to the journal and to its row.
    /// </summary>
    public int MaxCommandBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How large a document may be that a program keeps, in bytes; larger ones are refused.</summary>
    public int MaxDocumentBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>How many root instances stay in memory between commands.</summary>
    public int CachedInstances { get; set; } = 10_000;

    /// <summary>How many reading connections stay open.</summary>
    public int PooledReaders { get; set; } = 16;

    /// <summary>How many may read at the same time; the others wait. On PostgreSQL each has a connection of its own, beside those of the lanes.</summary>
    public int MaxReaders { get; set; } = 32;

    /// <summary>How many may wait until they can read; more are refused.</summary>
    public int WaitingReaders { get; set; } = 1_024;

    /// <summary>How long they wait before they are refused.</summary>
    public TimeSpan ReaderPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many due timers, messages, outbox entries or items of an operation are taken at a time.</summary>
    public int DueBatch { get; set; } = 100;

    /// <summary>How often an outbox message is tried before it becomes a dead letter.</summary>
    public int OutboxAttempts { get; set; } = 12;

    /// <summary>The pause after the first failed delivery; it doubles with each further one.</summary>
    public TimeSpan OutboxFirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two deliveries.</summary>
    public TimeSpan OutboxLongestPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many messages are delivered at the same time.</summary>
    public int OutboxConcurrency { get; set; } = 8;

    /// <summary>How long one delivery may take before it counts as failed.</summary>
    public TimeSpan OutboxDeliveryLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many items of an operation on many instances are written at a time, before it begins.</summary>
    public int BatchPage { get; set; } = 1_000;

    /// <summary>How many items of operations on many instances may be on the write lane at the same time.</summary>
    public int BatchConcurrency { get; set; } = 8;

    /// <summary>How long a request for jobs waits when it does not say.</summary>
    public TimeSpan JobPollDefault { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Carries out timers, schedules, the outbox and operations on many instances. False leaves them to another process on the same database, as the commands of the
    /// command line do while a server may be running.
    /// </summary>
    public bool DueWork { get; set; } = true;

    /// <summary>How long ended process instances are kept; forever where nothing is said.</summary>
    public HistoryOptions History { get; set; } = new();

    /// <summary>What is wrong with the values, by key; empty when they are usable.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        AtLeast(1, LaneCapacity, nameof(LaneCapacity));
        AtLeast(1, Lanes, nameof(Lanes));
        AtLeast(1, UnitsPerCommit, nameof(UnitsPerCommit));
        AtLeast(1_024, MaxCommandBytes, nameof(MaxCommandBytes));
        AtLeast(1, MaxDocumentBytes, nameof(MaxDocumentBytes));
        AtLeast(1, CachedInstances, nameof(CachedInstances));
        AtLeast(1, PooledReaders, nameof(PooledReaders));
        AtLeast(1, MaxReaders, nameof(MaxReaders));
        AtLeast(1, WaitingReaders, nameof(WaitingReaders));
        AtLeast(1, DueBatch, nameof(DueBatch));
        AtLeast(1, OutboxAttempts, nameof(OutboxAttempts));
        AtLeast(1, OutboxConcurrency, nameof(OutboxConcurrency));
        AtLeast(1, BatchPage, nameof(BatchPage));
        AtLeast(1, BatchConcurrency, nameof(BatchConcurrency));
        Positive(OutboxFirstPause, nameof(OutboxFirstPause));
        Positive(OutboxLongestPause, nameof(OutboxLongestPause));
        Positive(OutboxDeliveryLimit, nameof(OutboxDeliveryLimit));
        Positive(JobPollDefault, nameof(JobPollDefault));
        Positive(ReaderPatience, nameof(ReaderPatience));
        problems.AddRange(History.Problems());
        return problems;

        void AtLeast(int least, int value, string name)
        {
            if (value < least)
            {
                problems.Add(string.Create(Invariant, $"{Section}:{name} is {value}, but must be at least {least}."));
            }
        }

        void Positive(TimeSpan value, string name)
        {
            if (value <= TimeSpan.Zero)
            {
                problems.Add(string.Create(Invariant, $"{Section}:{name} is {value}, but must be longer than zero."));
            }
        }
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
