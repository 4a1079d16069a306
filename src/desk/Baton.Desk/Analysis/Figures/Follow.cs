using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>Two steps one after the other.</summary>
internal readonly record struct Follow(TraceStep From, TraceStep To)
{
    /// <summary>The same for all that went from the one to the other.</summary>
    public string Name => From.ElementId + ">" + To.ElementId;

    /// <summary>All neighbours on a way.</summary>
    public static IEnumerable<Follow> Pairs(IReadOnlyList<TraceStep> path)
    {
        for (var index = 1; index < path.Count; index++)
            yield return new(path[index - 1], path[index]);
    }

    /// <summary>From the end of the one until somebody took up the other; null where that has not come yet.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Gap()
    {
        if (From.Ended is not { } left)
            return null;
        if (!To.IsForPeople)
            return (left, To.Began);
        if (To.Held.Count > 0)
            return (left, To.Held[0].From);
        return To.Ended is { } ended ? (left, ended) : null;
    }
}
