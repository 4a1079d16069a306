using System.Text.Json;

namespace Baton.Bench.Soak;

/// <summary>One line of a long run: what was done since the line before, and what the process holds at its end.</summary>
internal sealed record SoakSample
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Minutes since the beginning.</summary>
    public required double Minute { get; init; }

    /// <summary>Units of work that were answered.</summary>
    public required double UnitsPerSecond { get; init; }

    /// <summary>Milliseconds of a turn.</summary>
    public required double LatencyP50 { get; init; }

    /// <summary>Milliseconds of a turn.</summary>
    public required double LatencyP99 { get; init; }

    /// <summary>Turns that failed since the beginning.</summary>
    public required int Failures { get; init; }

    public required double WorkingSetMegabytes { get; init; }

    /// <summary>The managed heap, with what nobody uses any more.</summary>
    public required double HeapMegabytes { get; init; }

    /// <summary>The managed heap as the last collection left it.</summary>
    public required double CollectedHeapMegabytes { get; init; }

    /// <summary>Full collections since the process began.</summary>
    public required int Gen2Collections { get; init; }

    /// <summary>Open files and sockets.</summary>
    public required int Handles { get; init; }

    public required int Threads { get; init; }

    /// <summary>The write-ahead log; of PostgreSQL that of the whole server.</summary>
    public required double LogMegabytes { get; init; }

    /// <summary>The database, which grows with what is done.</summary>
    public required double DatabaseMegabytes { get; init; }

    /// <summary>Units that wait for a lane.</summary>
    public required long LaneQueue { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
