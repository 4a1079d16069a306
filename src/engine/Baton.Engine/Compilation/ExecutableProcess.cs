using Baton.Bpmn;

namespace Baton.Engine.Compilation;

/// <summary>A process compiled once for all its instances. Immutable; read by many threads.</summary>
public sealed class ExecutableProcess
{
    private readonly Dictionary<string, ExecutableElement> _elementsById;
    private readonly Dictionary<string, ExecutableFlow> _flowsById;

    internal ExecutableProcess(ExecutableElement root, ExecutableElement[] elements, ExecutableFlow[] flows)
    {
        Root = root;
        Elements = elements;
        Flows = flows;
        _flowsById = new(flows.Length, StringComparer.Ordinal);
        _elementsById = new(elements.Length, StringComparer.Ordinal);
        foreach (ExecutableElement element in elements)
        {
            // A multi-instance body comes before the activity that shares its id.
            _elementsById.TryAdd(element.Id, element);
        }
        foreach (ExecutableFlow flow in flows)
        {
            _flowsById.TryAdd(flow.Id, flow);
        }
    }

    /// <summary>The id of the BPMN process.</summary>
    public string ProcessId => Root.Id;

    /// <summary>The label of the process.</summary>
    public string? Name => Root.Name;

    /// <summary>The element that stands for the process itself.</summary>
    public ExecutableElement Root { get; }

    /// <summary>All elements, the process itself first.</summary>
    public IReadOnlyList<ExecutableElement> Elements { get; }

    /// <summary>All sequence flows.</summary>
    public IReadOnlyList<ExecutableFlow> Flows { get; }

    /// <summary>Whether an instance can be started without an event.</summary>
    public bool HasNoneStart => Root.NoneStart is not null;

    /// <summary>The timers that start instances; the runtime arms those of the latest version.</summary>
    public IReadOnlyList<StartTimer> StartTimers { get; internal set; } = [];

    /// <summary>The messages that start instances.</summary>
    public IReadOnlyList<StartMessage> StartMessages { get; internal set; } = [];

    /// <summary>The signals that start instances.</summary>
    public IReadOnlyList<StartSignal> StartSignals { get; internal set; } = [];

    /// <summary>The conditions that start instances; somebody asks for them to be looked at.</summary>
    public IReadOnlyList<StartCondition> StartConditions { get; internal set; } = [];

    /// <summary>Whether gateways ask which tokens are under way, so that all flows are counted.</summary>
    internal bool CountsAllFlows { get; init; }

    /// <summary>
    /// Compiles a process that passed <see cref="BpmnValidation"/>. Problems of expressions are reported all at once, with element and line.
    /// </summary>
    public static CompileResult Compile(BpmnDefinitions definitions, BpmnProcess process) =>
        new ProcessCompiler(definitions, process).Compile();

    /// <summary>The element with this id; the body when it is multi-instance. Null when there is none.</summary>
    public ExecutableElement? Element(string elementId) => _elementsById.GetValueOrDefault(elementId);

    internal ExecutableElement Element(string elementId, ElementType type)
    {
        ExecutableElement found = _elementsById[elementId];
        return found.Type == ElementType.MultiInstanceBody && type != ElementType.MultiInstanceBody ? found.Repeated! : found;
    }

    internal ExecutableFlow Flow(string flowId) => _flowsById[flowId];

    internal ExecutableFlow? FindFlow(string flowId) => _flowsById.GetValueOrDefault(flowId);
}
