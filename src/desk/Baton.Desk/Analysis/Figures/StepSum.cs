using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>Adds up the visits of one element.</summary>
internal sealed class StepSum(string elementId, string type)
{
    private readonly PartSum _all = new();
    private readonly Durations _whole = new();
    private readonly Dictionary<string, PartSum> _departments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartSum> _groups = new(StringComparer.Ordinal);
    private readonly long[] _share = new long[4];
    private int _visits;
    private int _instances;
    private int _repeated;
    private int _open;
    private int _canceled;

    /// <summary>All visits of one instance.</summary>
    public void Visit(IReadOnlyList<TraceStep> visits, string? department, DateTimeOffset now, Measure measure)
    {
        _visits += visits.Count;
        _instances++;
        _repeated += visits.Count > 1 ? 1 : 0;
        foreach (var visit in visits)
        {
            _open += visit.State == TraceState.Running ? 1 : 0;
            _canceled += visit.State == TraceState.Canceled ? 1 : 0;
            if (visit.State != TraceState.Completed)
                continue;
            var ended = visit.Ended ?? now;
            var whole = Milliseconds(visit.Began, ended);
            _whole.Add(whole);
            if (!visit.IsForPeople)
                continue;
            var working = visit.Held.Sum(held => Milliseconds(held.From, held.To is { } to && to < ended ? to : ended));
            var waiting = Math.Max(0, whole - working);
            _all.Add(waiting, working);
            Part(_departments, department).Add(waiting, working);
            Part(_groups, visit.Group).Add(waiting, working);
        }

        long Milliseconds(DateTimeOffset from, DateTimeOffset to) => to <= from ? 0 : (long)measure(from, to).TotalMilliseconds;
    }

    public void Share(TimeShare share) => _share[(int)share.Use] += share.Milliseconds;

    public StepFigures Figures() =>
        new(elementId, type)
        {
            IsForPeople = type == StepTypes.UserTask,
            Visits = _visits,
            Instances = _instances,
            Repeated = _repeated,
            Open = _open,
            Canceled = _canceled,
            Waiting = _all.Waiting.Spread(),
            Working = _all.Working.Spread(),
            Whole = _whole.Spread(),
            Share = new(_share[0], _share[1], _share[2], _share[3]),
            Departments = Parts(_departments),
            Groups = Parts(_groups),
        };

    private static PartSum Part(Dictionary<string, PartSum> parts, string? code)
    {
        if (!parts.TryGetValue(code ?? "", out var part))
            parts[code ?? ""] = part = new();
        return part;
    }

    private static List<StepPart> Parts(Dictionary<string, PartSum> parts) =>
        [
            .. parts
                .Select(pair => new StepPart(
                    pair.Key.Length == 0 ? null : pair.Key,
                    pair.Value.Waiting.Spread(),
                    pair.Value.Working.Spread()
                ))
                .OrderByDescending(part => part.Waiting.Total)
                .ThenBy(part => part.Code, StringComparer.Ordinal),
        ];

    private sealed class PartSum
    {
        public Durations Waiting { get; } = new();
        public Durations Working { get; } = new();

        public void Add(long waiting, long working)
        {
            Waiting.Add(waiting);
            Working.Add(working);
        }
    }
}
