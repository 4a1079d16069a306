namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A clock of a case, explained.</summary>
/// <param name="Key">Of the clock.</param>
/// <param name="Policy">Code of the policy.</param>
/// <param name="PolicyVersion">The version that it started with.</param>
/// <param name="Name">Of the policy, in the reader's words.</param>
/// <param name="Measures">What it measures.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsLate">It was due before it ended, or is.</param>
/// <param name="StartedAt">From where it counts.</param>
/// <param name="DueAt">When it is due; while it rests, as it was before.</param>
/// <param name="PausedAt">Since when it rests; null while it runs.</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="Target">The working time that it was given, an ISO 8601 duration.</param>
/// <param name="Remaining">The working time that is left, an ISO 8601 duration; zero once it is due.</param>
/// <param name="Paused">The working time of its pauses that are over, an ISO 8601 duration.</param>
/// <param name="Calendar">Code of its calendar; null for one that is always open.</param>
/// <param name="TaskKey">The task that it is about; null for the case as a whole.</param>
/// <param name="TaskName">The step, in the reader's words.</param>
/// <param name="Round">How many rounds of reminders are over.</param>
/// <param name="Next">What it does next; null where there is nothing, and while it rests.</param>
/// <param name="Spans">When it ran, rested, and stood still because nobody works then; oldest first.</param>
/// <param name="Marks">What fired, was skipped, or lies ahead; oldest first.</param>
public sealed record ClockView(
    long Key,
    string Policy,
    int PolicyVersion,
    string Name,
    string Measures,
    ClockState State,
    bool IsLate,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? PausedAt,
    DateTimeOffset? EndedAt,
    string Target,
    string Remaining,
    string Paused,
    string? Calendar,
    long? TaskKey,
    string? TaskName,
    int Round,
    ClockMarkView? Next,
    IReadOnlyList<ClockSpanView> Spans,
    IReadOnlyList<ClockMarkView> Marks
);

/// <summary>A time of a clock.</summary>
/// <param name="Kind">running, paused or closed.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null where it goes on.</param>
/// <param name="Reason">Why, in the reader's words.</param>
/// <param name="Rule">The rule by which it began; null where time alone did it, and where it looks at fields that the reader may not read.</param>
public sealed record ClockSpanView(string Kind, DateTimeOffset From, DateTimeOffset? To, string? Reason, string? Rule);

/// <summary>An instant at which a clock does something.</summary>
/// <param name="Mark">start, stop, due, warning:1, round:2, action:1.</param>
/// <param name="At">When.</param>
/// <param name="State">fired, skipped or ahead.</param>
/// <param name="DoneAt">When it was over; null where it lies ahead.</param>
/// <param name="Reason">Why it was skipped.</param>
/// <param name="Action">What is done, in the reader's words; null where people are told.</param>
/// <param name="Rules">Who is told, by the rules of the policy; without blind copies.</param>
/// <param name="People">Their names as things stand, where that was asked for: with the next mark.</param>
public sealed record ClockMarkView(
    string Mark,
    DateTimeOffset At,
    string State,
    DateTimeOffset? DoneAt,
    string? Reason,
    string? Action,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> People
);
