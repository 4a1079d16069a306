using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Tests.Analysis;

/// <summary>An instance made up for a test: visits with minutes from nine in the morning.</summary>
internal sealed class Tale(long key = 1)
{
    public const long Version1 = 1001;
    public const long Version2 = 1002;

    private static readonly DateTimeOffset Nine = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly List<TraceStep> _steps = [];
    private readonly HashSet<string> _flows = [];
    private long _next = (key * 1_000) + 1;

    public static DateTimeOffset At(double minute) => Nine.AddMinutes(minute);

    /// <summary>By the clock on the wall.</summary>
    public static TimeSpan Clock(DateTimeOffset from, DateTimeOffset to) => to - from;

    public static long Minutes(double minutes) => (long)TimeSpan.FromMinutes(minutes).TotalMilliseconds;

    /// <summary>Something that nobody does.</summary>
    public Tale Passes(string id, string type, double from, double? to = null, bool canceled = false) =>
        Step(id, type, from, to ?? from, canceled);

    /// <summary>A task that somebody takes up at one minute and has done at another.</summary>
    public Tale Task(string id, double from, double? taken, double? to, string? group = "agent", bool canceled = false)
    {
        Step(id, "USER_TASK", from, to, canceled);
        _steps[^1] = _steps[^1] with
        {
            Group = group,
            By = taken is null ? null : "amy",
            Held = taken is { } at ? [new(At(at), to is { } end ? At(end) : null)] : [],
        };
        return this;
    }

    public Tale Flows(params string[] ids)
    {
        _flows.UnionWith(ids);
        return this;
    }

    public Trace Ends(double minute, TraceState state = TraceState.Completed) => Made(state, minute);

    public Trace Runs() => Made(TraceState.Running, null);

    private Tale Step(string id, string type, double from, double? to, bool canceled)
    {
        var state =
            to is null ? TraceState.Running
            : canceled ? TraceState.Canceled
            : TraceState.Completed;
        _steps.Add(new(_next++, key, Version1, id, type, state, At(from), to is { } end ? At(end) : null));
        return this;
    }

    private Trace Made(TraceState state, double? minute) =>
        new(
            key,
            key,
            Version1,
            state,
            _steps.Count > 0 ? _steps.Min(step => step.Began) : At(0),
            minute is { } end ? At(end) : null,
            [.. _steps.OrderBy(step => step.Began).ThenBy(step => step.Key)],
            _flows
        );
}
