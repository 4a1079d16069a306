namespace Baton.Desk.Versions.Differences;

/// <summary>What stands elsewhere in the drawing. A drawing that was shifted as a whole has not moved.</summary>
internal sealed class DrawingMoves
{
    /// <summary>Less than this nobody sees.</summary>
    private const double Visible = 2;

    private readonly ProcessShape _before;
    private readonly ProcessShape _after;
    private readonly Dictionary<string, string> _matches;
    private readonly double _x;
    private readonly double _y;

    public DrawingMoves(ProcessShape before, ProcessShape after, Dictionary<string, string> matches)
    {
        (_before, _after, _matches) = (before, after, matches);
        var shift = matches
            .Select(pair => (Old: before.Drawing.GetValueOrDefault(pair.Key), Fresh: after.Drawing.GetValueOrDefault(pair.Value)))
            .Where(pair => pair.Old is { Length: 4 } && pair.Fresh is { Length: 4 })
            .GroupBy(pair => (Math.Round(pair.Fresh![0] - pair.Old![0]), Math.Round(pair.Fresh[1] - pair.Old[1])))
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key == (0, 0))
            .FirstOrDefault();
        (_x, _y) = shift?.Key ?? (0, 0);
    }

    public bool Moved(string oldId, string freshId)
    {
        if (!_before.Drawing.TryGetValue(oldId, out var old) || !_after.Drawing.TryGetValue(freshId, out var fresh))
            return false;
        if (_before.Find(oldId) is { IsFlow: true } flow)
            return !EndsMoved(flow) && !SamePoints(old, fresh);
        return Math.Abs(fresh[0] - old[0] - _x) > Visible
            || Math.Abs(fresh[1] - old[1] - _y) > Visible
            || Math.Abs(fresh[2] - old[2]) > Visible
            || Math.Abs(fresh[3] - old[3]) > Visible;
    }

    /// <summary>A line that follows what it joins has not been moved by anybody.</summary>
    private bool EndsMoved(ShapeElement flow) =>
        new[] { flow.Before[0], flow.Behind[0] }.Any(end => !_matches.TryGetValue(end, out var match) || Moved(end, match));

    private bool SamePoints(double[] old, double[] fresh) =>
        old.Length == fresh.Length && !old.Where((value, at) => Math.Abs(fresh[at] - value - (at % 2 == 0 ? _x : _y)) > Visible).Any();
}
