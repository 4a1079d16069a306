using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Where a clock stands.</summary>
public enum ClockState
{
    Running,
    Paused,

    /// <summary>Running past its due time.</summary>
    Late,

    /// <summary>Stopped in time.</summary>
    Met,

    /// <summary>Stopped late.</summary>
    Missed,
    Canceled,
}

/// <summary>All that is known of one clock. Never changes: the machine makes another one.</summary>
internal sealed record ClockRecord
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public ClockState State { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Code of the calendar that counted when it started, and goes on to; null for one that is always open.</summary>
    public string? Calendar { get; init; }

    /// <summary>The working time that it was given.</summary>
    public TimeSpan Target { get; init; }

    /// <summary>It was due while it ran; stays true while it rests.</summary>
    public bool IsLate { get; init; }

    /// <summary>Since when it rests; null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>The working time of all pauses that are over.</summary>
    public TimeSpan Paused { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last round that is over, whether it was told or skipped.</summary>
    public int Round { get; init; }

    /// <summary>When the next round is due; null before the clock is late, and after the last one.</summary>
    public DateTimeOffset? NextRoundAt { get; init; }

    /// <summary>What the condition that begins it anew yielded last.</summary>
    public string? Reset { get; init; }
    public IReadOnlyList<ClockSpan> Spans { get; init; } = [];

    /// <summary>The marks that are over.</summary>
    public IReadOnlyList<ClockMark> Marks { get; init; } = [];

    /// <summary>Since when it runs without a pause.</summary>
    [JsonIgnore]
    public DateTimeOffset RunsSince => Spans.Count == 0 ? StartedAt : Spans[^1].From;

    public bool Has(string mark) => Marks.Any(one => one.Id == mark);

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static ClockRecord Read(string json) => JsonSerializer.Deserialize<ClockRecord>(json, Options)!;
}

/// <summary>A time in which a clock ran or rested.</summary>
/// <param name="IsPause">It rested.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null where it goes on.</param>
/// <param name="Rule">The rule by which it began: FEEL, or one of <see cref="ClockRules"/>.</param>
internal sealed record ClockSpan(bool IsPause, DateTimeOffset From, DateTimeOffset? To, string Rule);

/// <summary>A mark that is over.</summary>
/// <param name="Id">Such as <c>warning:1</c>, <c>due</c>, <c>round:2</c>, <c>action:1</c>, <c>start</c>, <c>stop</c>.</param>
/// <param name="At">The instant that it was for.</param>
/// <param name="DoneAt">When it was over.</param>
/// <param name="Skipped">Why nobody was told; null where it fired. One of <see cref="ClockRules"/>.</param>
internal sealed record ClockMark(string Id, DateTimeOffset At, DateTimeOffset DoneAt, string? Skipped = null);

/// <summary>Rules of the desk's own, and reasons why marks are skipped.</summary>
internal static class ClockRules
{
    public const string Merged = "merged";
    public const string TaskDone = "task-done";
    public const string TaskCanceled = "task-canceled";
    public const string TaskHere = "task-here";
    public const string OtherUnit = "other-unit";
    public const string Rested = "rested-before";
    public const string PauseOver = "pause-over";
    public const string Promised = "promised";
    public const string Moved = "promise-moved";

    /// <summary>Later marks were overdue as well.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>It lay behind when the clock started.</summary>
    public const string Past = "past-at-start";

    public static IReadOnlyList<string> All { get; } =
    [Merged, TaskDone, TaskCanceled, TaskHere, OtherUnit, Rested, PauseOver, Promised, Moved, Overtaken, Past];
}

/// <summary>Names of marks.</summary>
internal static class ClockMarks
{
    public const string Start = "start";
    public const string Stop = "stop";
    public const string Due = "due";

    public static string Warning(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"warning:{index + 1}");

    public static string Round(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"round:{number}");

    public static string Action(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"action:{index + 1}");
}
