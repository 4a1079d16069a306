using System.Collections.Concurrent;
using System.Globalization;

namespace Baton.EndToEnd.Crashes;

/// <summary>What the clients know of a command.</summary>
internal enum Fate
{
    /// <summary>It was never sent.</summary>
    Unsent,

    /// <summary>It was sent, and nobody said what became of it.</summary>
    Unknown,

    /// <summary>The server said that it happened.</summary>
    Acknowledged,
}

/// <summary>One instance as its clients know it; the business id names it.</summary>
internal sealed class LedgerEntry(string processId, string id)
{
    public string ProcessId => processId;

    public string Id => id;

    /// <summary>The command that starts it.</summary>
    public Fate Start { get; set; }

    /// <summary>The command that lets it go on from its middle, where one is needed.</summary>
    public Fate Continue { get; set; }

    /// <summary>The key that the server gave with its acknowledgement.</summary>
    public string? Key { get; set; }
}

/// <summary>Everything that the clients of a storm were told. Safe for any number of threads.</summary>
internal sealed class Ledger
{
    private int _commands;
    private int _acknowledged;
    private int _unknown;

    public ConcurrentBag<LedgerEntry> Entries { get; } = [];

    /// <summary>How often each job was acknowledged as completed.</summary>
    public ConcurrentDictionary<string, int> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that no command of the storm may get.</summary>
    public ConcurrentBag<string> Wrong { get; } = [];

    public int Commands => _commands;

    public int Acknowledged => _acknowledged;

    public int Unknown => _unknown;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Commands} commands, {Acknowledged} acknowledged, {Unknown} unknown");

    public LedgerEntry Open(string processId)
    {
        var entry = new LedgerEntry(processId, Guid.NewGuid().ToString("N"));
        Entries.Add(entry);
        return entry;
    }

    public void Count(Fate fate)
    {
        Interlocked.Increment(ref _commands);
        Interlocked.Increment(ref fate == Fate.Acknowledged ? ref _acknowledged : ref _unknown);
    }
}
