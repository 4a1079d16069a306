using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>What time went by with.</summary>
public enum TimeUse
{
    /// <summary>Somebody had a task.</summary>
    Working,

    /// <summary>A task was there and nobody had taken it up.</summary>
    Waiting,

    /// <summary>Nobody was asked: it waited for an answer, a date or a machine.</summary>
    Outside,

    /// <summary>Nothing was open.</summary>
    Between,
}

/// <summary>Time that went by at a step; no step for time between steps.</summary>
internal readonly record struct TimeShare(string? ElementId, TimeUse Use, long Milliseconds);

/// <summary>Measures the time between two instants: by the clock on the wall, or in working time. What follows each other adds up.</summary>
internal delegate TimeSpan Measure(DateTimeOffset from, DateTimeOffset to);

/// <summary>
/// Says for each moment of an instance that has ended what it went by with, so that all shares add up to its throughput time. Pure. Where several
/// things were open at a time, work counts before waiting, waiting before what lies outside, and those alike share the moment equally.
/// </summary>
internal static class TimeSplit
{
    public static List<TimeShare> Of(Trace trace, DateTimeOffset end, Measure measure)
    {
        var pieces = Pieces(trace, end);
        List<DateTimeOffset> cuts =
        [
            .. pieces.SelectMany(piece => new[] { piece.From, piece.To }).Append(trace.Began).Append(end).Distinct().Order(),
        ];
        var opening = pieces.OrderBy(piece => piece.From).ToList();
        var open = new List<Piece>();
        var next = 0;
        var shares = new Dictionary<(string? ElementId, TimeUse Use), long>();
        var passed = 0L;
        for (var index = 0; index + 1 < cuts.Count; index++)
        {
            var (from, to) = (cuts[index], cuts[index + 1]);
            open.RemoveAll(piece => piece.To <= from);
            for (; next < opening.Count && opening[next].From <= from; next++)
                open.Add(opening[next]);
            // Counted from the beginning, so that what is rounded off does not add up.
            var until = (long)measure(trace.Began, to).TotalMilliseconds;
            Share(open, until - passed, shares);
            passed = until;
        }
        return [.. shares.Select(share => new TimeShare(share.Key.ElementId, share.Key.Use, share.Value))];
    }

    private static void Share(List<Piece> open, long length, Dictionary<(string?, TimeUse), long> shares)
    {
        if (length == 0)
            return;
        if (open.Count == 0)
        {
            Add(null, TimeUse.Between, length);
            return;
        }
        var use = open.Min(piece => piece.Use);
        var alike = open.Where(piece => piece.Use == use).ToList();
        for (var index = 0; index < alike.Count; index++)
            Add(alike[index].ElementId, use, (length / alike.Count) + (index < length % alike.Count ? 1 : 0));

        void Add(string? elementId, TimeUse kind, long time) =>
            shares[(elementId, kind)] = shares.GetValueOrDefault((elementId, kind)) + time;
    }

    private static List<Piece> Pieces(Trace trace, DateTimeOffset end)
    {
        var pieces = new List<Piece>();
        foreach (var step in trace.Steps.Where(step => StepTypes.TakesTime(step.Type)))
        {
            var (from, to) = (step.Began, Earlier(step.Ended, end));
            if (!step.IsForPeople)
            {
                Add(step.ElementId, TimeUse.Outside, from, to);
                continue;
            }
            foreach (var held in step.Held)
            {
                Add(step.ElementId, TimeUse.Waiting, from, Earlier(held.From, to));
                from = Earlier(held.To, to);
                Add(step.ElementId, TimeUse.Working, held.From, from);
            }
            Add(step.ElementId, TimeUse.Waiting, from, to);
        }
        return pieces;

        void Add(string id, TimeUse use, DateTimeOffset from, DateTimeOffset to)
        {
            if (to > from)
                pieces.Add(new(id, use, from, to));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;

    private readonly record struct Piece(string ElementId, TimeUse Use, DateTimeOffset From, DateTimeOffset To);
}
