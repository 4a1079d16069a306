using System.Globalization;
using Baton.Dmn;
using Baton.Engine;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Tasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Desk.Sandbox;

/// <summary>What a run remembers of its events, and tells in words.</summary>
internal sealed class SandboxLog(SandboxModels models)
{
    private const int MaxValueLength = 120;

    private readonly List<(SandboxLogEntry Entry, List<string> Details)> _entries = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<string> _visitedInOrder = [];
    private readonly HashSet<(long Scope, string Name)> _written = [];
    private readonly Dictionary<string, (string Process, string? Name)> _names = new(StringComparer.Ordinal);
    private readonly List<ExecutableProcess> _processes = [];
    private int _step;

    /// <summary>What the process itself last held; still known when it has ended.</summary>
    public Dictionary<string, FeelValue> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>The elements in the order in which they began.</summary>
    public List<string> Path { get; } = [];

    /// <summary>The flows that were taken in the last step.</summary>
    public List<string> Travelled { get; } = [];

    /// <summary>Elements and flows that were passed.</summary>
    public IReadOnlyList<string> Visited => _visitedInOrder;

    public IReadOnlyList<SandboxLogEntry> Entries => [.. _entries.Select(one => one.Entry with { Details = [.. one.Details] })];

    /// <summary>Whether the last step wrote this variable.</summary>
    public bool IsWritten(long scope, string name) => _written.Contains((scope, name));

    public void StepBegins(int step)
    {
        _step = step;
        Travelled.Clear();
        _written.Clear();
    }

    public void Begin(DateTimeOffset at)
    {
        Know(models.Process.Process);
        Add(at, SandboxLogKind.Began, null, "began", ("process", NameOf(models.Process.Process.Root)));
    }

    public void Add(
        DateTimeOffset at,
        SandboxLogKind kind,
        ExecutableElement? element,
        string text,
        params ReadOnlySpan<(string Name, string Value)> parameters
    )
    {
        var name = element is null ? "" : NameOf(element);
        var sentence = SandboxTexts.Words.Get(text, models.Language, [("element", name), .. parameters]);
        _entries.Add((new(_step, at, kind, element?.Id, sentence, []), []));
    }

    /// <summary>Adds to the line that was written last.</summary>
    public void Detail(string text) => _entries[^1].Details.Add(text);

    public string NameOf(ExecutableElement element)
    {
        var root = element;
        while (root.Parent is { } parent)
            root = parent;
        return models.Name(root.Id, element.Id, element.Name);
    }

    public string NameOf(string elementId) =>
        _names.TryGetValue(elementId, out var known) ? models.Name(known.Process, elementId, known.Name) : elementId;

    /// <summary>Takes in what one command brought.</summary>
    public void Take(DateTimeOffset at, Decision decision, InstanceState state)
    {
        var asked = decision
            .Asked.GroupBy(one => one.ElementInstanceKey)
            .ToDictionary(group => group.Key, group => new Queue<DecisionAsked>(group));
        foreach (var @event in decision.Events)
        {
            switch (@event)
            {
                case InstanceCreated:
                    foreach (var process in state.ElementInstances.Where(one => one.IsProcess))
                        Know(process.Definition.Process);
                    break;
                case ElementActivated { ElementType: not (ElementType.Process or ElementType.MultiInstanceBody) } activated:
                    Path.Add(activated.ElementId);
                    Visit(activated.ElementId);
                    break;
                case ElementCompleted { ElementType: ElementType.EndEvent } end:
                    Tell(at, SandboxLogKind.Ended, end.ElementId, "reached-end");
                    break;
                case ElementCompleted { ElementType: ElementType.Process } ended when ended.ProcessInstanceKey == state.RootInstanceKey:
                    Tell(at, SandboxLogKind.Ended, null, "ended-well");
                    break;
                case ElementTerminated { ElementType: ElementType.Process } ended when ended.ProcessInstanceKey == state.RootInstanceKey:
                    Tell(at, SandboxLogKind.Ended, null, "ended-early");
                    break;
                case SequenceFlowTaken flow:
                    Travelled.Add(flow.FlowId);
                    Visit(flow.FlowId);
                    break;
                case VariableCreated variable:
                    Wrote(state, variable.ScopeKey, variable.Name, variable.Value);
                    break;
                case VariableUpdated variable:
                    Wrote(state, variable.ScopeKey, variable.Name, variable.Value);
                    break;
                case Baton.Engine.UserTasks.UserTaskCreated task:
                    Tell(at, SandboxLogKind.Waits, task.ElementId, "task-waits");
                    break;
                case Baton.Engine.Jobs.JobCreated job:
                    Tell(at, SandboxLogKind.Waits, job.ElementId, "job-waits", ("type", job.Type));
                    break;
                case DecisionEvaluated evaluated:
                    if (asked.GetValueOrDefault(evaluated.ElementInstanceKey)?.TryDequeue(out var answer) == true)
                        Tell(at, evaluated.ElementId, answer.Result);
                    break;
                case IncidentRaised incident:
                    if (asked.GetValueOrDefault(incident.ElementInstanceKey)?.TryDequeue(out var failed) == true)
                        Tell(at, incident.ElementId, failed.Result);
                    Tell(at, SandboxLogKind.Incident, incident.ElementId, "incident");
                    Detail(IncidentText(incident.ElementId, incident.Type, incident.Message));
                    break;
            }
        }
    }

    /// <summary>What stopped, in words that whoever draws can use.</summary>
    public string IncidentText(string elementId, IncidentType type, string message) =>
        type == IncidentType.LoopDetected
            ? SandboxTexts.Words.Get(
                "endless",
                models.Language,
                ("element", NameOf(elementId)),
                ("max", string.Create(CultureInfo.InvariantCulture, $"{SandboxLimits.Engine.MaxActivationsPerCommand:N0}"))
            )
            : message;

    private void Tell(DateTimeOffset at, string elementId, DecisionResult result)
    {
        foreach (var decision in result.Evaluated)
        {
            var rules = string.Join(", ", decision.MatchedRules.Select(rule => rule.Number.ToString(CultureInfo.InvariantCulture)));
            var text =
                decision.Kind != DecisionKind.DecisionTable ? "decided"
                : rules.Length > 0 ? "decided-by-rules"
                : "decided-by-none";
            Tell(
                at,
                SandboxLogKind.Decision,
                elementId,
                text,
                ("decision", decision.Name),
                ("rules", rules),
                ("output", Short(decision.Output))
            );
            foreach (var input in decision.Inputs.Take(20))
                Detail($"{input.Name}: {Short(input.Value)}");
        }
    }

    private void Tell(
        DateTimeOffset at,
        SandboxLogKind kind,
        string? elementId,
        string text,
        params ReadOnlySpan<(string Name, string Value)> parameters
    )
    {
        var name = elementId is null ? "" : NameOf(elementId);
        var sentence = SandboxTexts.Words.Get(text, models.Language, [("element", name), .. parameters]);
        _entries.Add((new(_step, at, kind, elementId, sentence, []), []));
    }

    private void Wrote(InstanceState state, long scope, string name, FeelValue value)
    {
        if (scope == state.RootInstanceKey)
            Held[name] = value;
        // What it begins with is not news.
        if (_step > 0)
            _written.Add((scope, name));
        // What the run began with is told there; what a step writes stands with the step.
        if (_step > 0 && _entries is [.., var (_, details)] && details.Count < 20)
            details.Add($"{name} = {Short(value)}");
    }

    private void Visit(string id)
    {
        if (_visited.Add(id))
            _visitedInOrder.Add(id);
    }

    /// <summary>The processes that ran, in the order in which they began; the first is the one that is played.</summary>
    public IReadOnlyList<ExecutableProcess> Processes => _processes;

    private void Know(ExecutableProcess process)
    {
        if (_processes.TrueForAll(known => known.ProcessId != process.ProcessId))
            _processes.Add(process);
        foreach (var element in process.Elements)
            _names.TryAdd(element.Id, (process.ProcessId, element.Name));
    }

    internal static string Short(FeelValue value) => Short(FeelJson.ToJson(value));

    internal static string Short(string json) => json.Length <= MaxValueLength ? json : json[..MaxValueLength] + "…";
}
