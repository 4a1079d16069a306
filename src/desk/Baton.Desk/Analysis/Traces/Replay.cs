namespace Baton.Desk.Analysis.Traces;

/// <summary>An arrow that was taken, and when its ends were.</summary>
internal readonly record struct FlowPass(string FlowId, DateTimeOffset Left, DateTimeOffset Arrived);

/// <summary>A visit that the drawing does not explain.</summary>
/// <param name="ElementId">The element that was visited.</param>
/// <param name="IsUnknown">The drawing has no such element; false: it has no way to it from where the work was.</param>
internal readonly record struct Deviation(string ElementId, bool IsUnknown);

/// <summary>What came of following an instance on a drawing.</summary>
internal sealed record Replayed(IReadOnlyList<FlowPass> Passes, IReadOnlyList<Deviation> Deviations);

/// <summary>
/// Follows an instance on a drawing, visit by visit. Pure. Each visit that ended leaves a mark on the arrows that lead on from it (on one of them
/// behind a choice), each visit that begins takes the mark of an arrow that leads to it; where there is none the drawing did not lead there.
/// </summary>
internal static class Replay
{
    /// <summary>Follows the instance.</summary>
    /// <param name="trace">The instance.</param>
    /// <param name="shape">The drawing.</param>
    /// <param name="taken">The arrows that it is known to have taken; null where any may be.</param>
    public static Replayed On(Trace trace, ProcessShape shape, IReadOnlySet<string>? taken = null)
    {
        var marks = new Marks(shape, taken);
        var passes = new List<FlowPass>();
        var deviations = new List<Deviation>();
        List<TraceStep> steps = [.. StepTypes.Drawn(trace.Steps)];
        List<TraceStep> ends =
        [
            .. steps.Where(step => step.State == TraceState.Completed).OrderBy(step => step.Ended).ThenBy(step => step.Key),
        ];
        var next = 0;
        foreach (var step in steps)
        {
            for (; next < ends.Count && ends[next].Ended <= step.Began; next++)
                marks.Leave(ends[next]);
            if (!shape.Nodes.TryGetValue(step.ElementId, out var node))
                deviations.Add(new(step.ElementId, IsUnknown: true));
            else if (node.In.Count > 0 && !marks.Enter(step, node, passes))
                deviations.Add(new(step.ElementId, IsUnknown: false));
        }
        return new(passes, deviations);
    }

    /// <summary>The marks that lie on the arrows, by scope, with the instants at which they were left.</summary>
    private sealed class Marks(ProcessShape shape, IReadOnlySet<string>? taken)
    {
        private readonly Dictionary<(long Scope, string Id), Queue<DateTimeOffset>> _left = [];

        public void Leave(TraceStep step)
        {
            if (!shape.Nodes.TryGetValue(step.ElementId, out var node) || step.Ended is not { } at)
                return;
            // Behind a choice one mark serves whichever arrow is taken.
            IEnumerable<string> places = node.Choice ? [node.Id] : node.Out.Select(flow => flow.Id);
            foreach (var place in places)
            {
                if (!_left.TryGetValue((step.Scope, place), out var queue))
                    _left[(step.Scope, place)] = queue = new();
                queue.Enqueue(at);
            }
        }

        public bool Enter(TraceStep step, ShapeNode node, List<FlowPass> passes)
        {
            List<(ShapeFlow Flow, Queue<DateTimeOffset> Queue)> marked =
            [
                .. node
                    .In.Where(flow => taken is null || taken.Contains(flow.Id))
                    .Select(flow => (flow, Queue(step.Scope, flow)))
                    .Where(one => one.Item2 is { Count: > 0 })
                    .Select(one => (one.flow, one.Item2!)),
            ];
            if (marked.Count == 0 || (node.Joins == ShapeJoin.All && marked.Count < node.In.Count))
                return false;
            // The mark that was left last is the way that led here; earlier ones were not followed.
            IEnumerable<(ShapeFlow Flow, Queue<DateTimeOffset> Queue)> used =
                node.Joins == ShapeJoin.Nothing ? [marked.MaxBy(one => one.Queue.Peek())] : marked;
            foreach (var (flow, queue) in used)
            {
                // Two arrows from one choice to one join share their marks.
                if (queue.TryDequeue(out var left))
                    passes.Add(new(flow.Id, left, step.Began));
            }
            return true;
        }

        private Queue<DateTimeOffset>? Queue(long scope, ShapeFlow flow) =>
            _left.GetValueOrDefault((scope, shape.Nodes.TryGetValue(flow.From, out var from) && from.Choice ? from.Id : flow.Id));
    }
}
