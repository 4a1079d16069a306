using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>
/// Adds instances up to the figures of their process. Keeps no instance: only counts and durations. Used by one thread.
/// </summary>
/// <param name="now">What runs has come so far.</param>
/// <param name="measure">How time is measured.</param>
internal sealed class FigureBook(DateTimeOffset now, Measure measure)
{
    /// <summary>More variants are counted, not listed.</summary>
    public const int VariantsMax = 50;

    private const int FollowsMax = 200;

    private readonly Dictionary<string, StepSum> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FlowSum> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FollowSum> _follows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariantSum> _variants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _dropOuts = new(StringComparer.Ordinal);
    private readonly Dictionary<Deviation, int> _deviations = [];
    private readonly Dictionary<TraceState, int> _states = [];
    private readonly Durations _throughput = new();
    private readonly long[] _times = new long[4];
    private int _deviating;
    private int _changed;
    private int _migrated;

    public int Instances { get; private set; }

    public void Add(Examined one)
    {
        var trace = one.Trace;
        Instances++;
        _states[trace.State] = _states.GetValueOrDefault(trace.State) + 1;
        foreach (var group in StepTypes.Drawn(trace.Steps).GroupBy(step => step.ElementId, StringComparer.Ordinal))
            Sum(group.First()).Visit([.. group], trace.Case?.Department, now, measure);
        long? throughput = trace.Ended is { } ended ? Milliseconds(trace.Began, ended) : null;
        if (throughput is { } time)
        {
            _throughput.Add(time);
            foreach (var share in TimeSplit.Of(trace, trace.Ended!.Value, measure))
            {
                _times[(int)share.Use] += share.Milliseconds;
                if (share.ElementId is { } id && _steps.TryGetValue(id, out var step))
                    step.Share(share);
            }
        }
        Arrows(one);
        Neighbours(one.Path);
        if (!_variants.TryGetValue(one.VariantId, out var variant))
            _variants[one.VariantId] = variant = new(trace.State, one);
        variant.Add(throughput);
        foreach (var id in DropOut.Where(trace).Select(step => step.ElementId).Distinct(StringComparer.Ordinal))
            _dropOuts[id] = _dropOuts.GetValueOrDefault(id) + 1;
        foreach (var deviation in one.Deviations.Distinct())
            _deviations[deviation] = _deviations.GetValueOrDefault(deviation) + 1;
        _deviating += one.Deviations.Count > 0 ? 1 : 0;
        _changed += one.IsChanged ? 1 : 0;
        _migrated += trace.IsMigrated ? 1 : 0;
    }

    public ProcessFigures Figures()
    {
        var variants = _variants
            .Select(pair => pair.Value.Figures(pair.Key))
            .OrderByDescending(one => one.Instances)
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .ToList();
        return new()
        {
            Instances = Instances,
            Running = _states.GetValueOrDefault(TraceState.Running),
            Completed = _states.GetValueOrDefault(TraceState.Completed),
            Canceled = _states.GetValueOrDefault(TraceState.Canceled),
            Throughput = _throughput.Spread(),
            Times = new(_times[0], _times[1], _times[2], _times[3]),
            Steps =
            [
                .. _steps
                    .Values.Select(step => step.Figures())
                    .OrderByDescending(step => step.Share.Waiting)
                    .ThenByDescending(step => step.Share.All)
                    .ThenByDescending(step => step.Visits)
                    .ThenBy(step => step.ElementId, StringComparer.Ordinal),
            ],
            Flows = [.. _flows.Select(pair => pair.Value.Figures(pair.Key)).OrderBy(flow => flow.FlowId, StringComparer.Ordinal)],
            Follows =
            [
                .. _follows
                    .Values.Select(one => one.Figures())
                    .OrderByDescending(one => one.Count)
                    .ThenBy(one => one.From + ">" + one.To, StringComparer.Ordinal)
                    .Take(FollowsMax),
            ],
            Variants = [.. variants.Take(VariantsMax)],
            OtherVariants = Math.Max(0, variants.Count - VariantsMax),
            InOtherVariants = variants.Skip(VariantsMax).Sum(one => one.Instances),
            DropOuts =
            [
                .. _dropOuts
                    .Select(pair => new DropOutFigures(pair.Key, pair.Value))
                    .OrderByDescending(one => one.Instances)
                    .ThenBy(one => one.ElementId, StringComparer.Ordinal),
            ],
            Deviating = _deviating,
            Deviations =
            [
                .. _deviations
                    .Select(pair => new DeviationFigures(pair.Key.ElementId, pair.Key.IsUnknown, pair.Value))
                    .OrderByDescending(one => one.Instances)
                    .ThenBy(one => one.ElementId, StringComparer.Ordinal),
            ],
            Changed = _changed,
            Migrated = _migrated,
        };
    }

    private StepSum Sum(TraceStep step)
    {
        if (!_steps.TryGetValue(step.ElementId, out var sum))
            _steps[step.ElementId] = sum = new(step.ElementId, step.Type);
        return sum;
    }

    /// <summary>Which arrows were taken is known for certain; how often, from following the instance on them.</summary>
    private void Arrows(Examined one)
    {
        foreach (var id in one.Trace.Flows)
            Flow(id).Instances++;
        foreach (var pass in one.Passes)
            Flow(pass.FlowId).Times.Add(Milliseconds(pass.Left, pass.Arrived));

        FlowSum Flow(string id) => _flows.TryGetValue(id, out var sum) ? sum : _flows[id] = new();
    }

    private void Neighbours(IReadOnlyList<TraceStep> path)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in Follow.Pairs(path))
        {
            done.Add(pair.From.ElementId);
            if (!_follows.TryGetValue(pair.Name, out var sum))
                _follows[pair.Name] = sum = new(pair.From.ElementId, pair.To.ElementId);
            sum.Count++;
            sum.Backs += done.Contains(pair.To.ElementId) ? 1 : 0;
            sum.Instances += seen.Add(pair.Name) ? 1 : 0;
            if (pair.Gap() is { } gap)
                sum.Times.Add(Milliseconds(gap.From, gap.To));
        }
    }

    private long Milliseconds(DateTimeOffset from, DateTimeOffset to) => to <= from ? 0 : (long)measure(from, to).TotalMilliseconds;

    private sealed class FlowSum
    {
        public int Instances { get; set; }
        public Durations Times { get; } = new();

        public FlowFigures Figures(string id) => new(id, Instances, Math.Max(Times.Count, Instances), Times.Spread());
    }

    private sealed class FollowSum(string from, string to)
    {
        public int Count { get; set; }
        public int Backs { get; set; }
        public int Instances { get; set; }
        public Durations Times { get; } = new();

        public FollowFigures Figures() => new(from, to, Count, Instances, Backs > 0, Times.Spread());
    }

    private sealed class VariantSum(TraceState state, Examined first)
    {
        private const int ElementsMax = 200;

        private readonly string[] _elements = [.. first.Path.Take(ElementsMax).Select(step => step.ElementId)];
        private readonly string[] _passed =
        [
            .. first.Trace.Flows,
            .. first
                .Trace.Steps.Where(step => StepTypes.IsGateway(step.Type))
                .Select(step => step.ElementId)
                .Distinct(StringComparer.Ordinal),
        ];
        private readonly int _length = first.Path.Count;
        private readonly Durations _throughput = new();
        private int _count;

        public void Add(long? throughput)
        {
            _count++;
            if (throughput is { } time)
                _throughput.Add(time);
        }

        public VariantFigures Figures(string id) => new(id, state, _count, _elements, _length, _passed, _throughput.Spread());
    }
}
