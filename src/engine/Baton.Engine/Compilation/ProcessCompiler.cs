using Baton.Bpmn;
using Baton.Engine.MultiInstance;
using Baton.Engine.StandardLoops;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>Turns one process of a model into its executable form: numbers the elements, ties them together, compiles the expressions.</summary>
internal sealed class ProcessCompiler
{
    private readonly BpmnProcess _process;
    private readonly ExpressionCompiler _expressions;
    private readonly TextExpression? _jobPriority;
    private readonly List<ExecutableElement> _elements = [];
    private readonly List<ExecutableFlow> _flows = [];

    /// <summary>By id, what flows and boundary events attach to: the body of a multi-instance activity.</summary>
    private readonly Dictionary<string, ExecutableElement> _outer = new(StringComparer.Ordinal);

    public ProcessCompiler(BpmnDefinitions definitions, BpmnProcess process)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(process);
        _process = process;
        _expressions = new ExpressionCompiler(definitions.ResourceName);
        _jobPriority = process.Extensions.JobPriority is { } priority
            ? _expressions.Text(priority, process.Id, process.Line, process.Column, "priority of the jobs")
            : null;
    }

    public CompileResult Compile()
    {
        ExecutableElement root = New(_process.Id, _process.Name, ElementType.Process, null);
        root.Listeners = new ListenerCompiler(_expressions, root).Compile(_process.Extensions, _process.Line, _process.Column);
        CompileScope(_process, root);
        foreach (ExecutableElement element in _elements)
        {
            if (BehaviorTable.For(element) is { } behavior)
            {
                element.Behavior = behavior;
            }
            else
            {
                _expressions.Report(element.Id, 0, 0, $"{element} is not executed by this engine. Use another element.");
            }
        }
        if (_expressions.HasErrors)
        {
            return new CompileResult(null, _expressions.Diagnostics);
        }
        var starts = new StartEventCompiler(_expressions, root, _elements);
        bool countsAll = _elements.Exists(element => element.InclusiveJoins.Length > 0);
        var executable = new ExecutableProcess(root, [.. _elements], [.. _flows])
        {
            StartTimers = starts.Timers(),
            StartMessages = starts.Messages(),
            StartSignals = starts.Signals(),
            StartConditions = starts.Conditions(),
            CountsAllFlows = countsAll,
        };
        return _expressions.HasErrors
            ? new CompileResult(null, _expressions.Diagnostics)
            : new CompileResult(executable, _expressions.Diagnostics);
    }

    private void CompileScope(IFlowElementsContainer container, ExecutableElement scope)
    {
        // Event sub-processes of an ad-hoc sub-process wait as long as it runs, not as long as one activity does.
        ExecutableElement owner = scope.Type == ElementType.AdHocSubProcessInnerInstance ? scope.Parent! : scope;
        foreach (FlowNode node in container.Nodes)
        {
            CompileNode(node, node is SubProcess { TriggeredByEvent: true } ? owner : scope);
        }
        foreach (SequenceFlow flow in container.SequenceFlows)
        {
            CompileFlow(flow);
        }
        foreach (FlowNode node in container.Nodes)
        {
            Tie(node, container, scope);
        }
        owner.EventSubProcesses =
        [
            .. container.Nodes.OfType<SubProcess>().Where(inner => inner.TriggeredByEvent).Select(inner => _outer[inner.Id]),
        ];
        owner.DataVariables =
        [
            .. container.DataObjects.Select(data => new DataVariable(
                data.Variable,
                data.Value is { } value ? _expressions.Text(value, data.Id, data.Line, data.Column, "value of the data object") : null
            )),
        ];
        scope.NoneStart = container
            .Nodes.OfType<StartEvent>()
            .Where(start => start.EventDefinition is null)
            .Select(start => _outer[start.Id])
            .FirstOrDefault();
        scope.InclusiveJoins =
        [
            .. container
                .Nodes.Where(node => node is InclusiveGateway or ComplexGateway)
                .Select(gateway => _outer[gateway.Id])
                .Where(gateway => gateway.IsJoin),
        ];
    }

    private void CompileNode(FlowNode node, ExecutableElement scope)
    {
        ExecutableElement parent = scope;
        ExecutableElement? body = null;
        if (node.Extensions.LoopCharacteristics is { } loop)
        {
            body = New(node.Id, node.Name, ElementType.MultiInstanceBody, scope);
            body.Loop = loop.IsMultiInstance ? Loop(node, loop) : null;
            body.StandardLoop = loop.IsMultiInstance ? null : StandardLoop(node, loop);
            parent = body;
        }
        ExecutableElement element = New(node.Id, node.Name, NodeCompiler.TypeOf(node), parent);
        new NodeCompiler(_expressions, node, element, _jobPriority).Fill();
        if (body is not null)
        {
            body.Repeated = element;
            body.Listeners = element.Listeners;
            body.Headers = element.Headers;
            body.Baton = element.Baton;
        }
        _outer[node.Id] = body ?? element;
        if (node is Event { EventDefinitions.Count: > 1 } multiple)
        {
            element.Parts = [.. multiple.EventDefinitions.Select((definition, index) => Part(node, element, definition, index))];
        }
        if (node is SubProcess inner)
        {
            CompileInside(inner, element);
            if (inner.TriggeredByEvent)
            {
                element.EventStart = inner.Nodes.OfType<StartEvent>().Select(start => _outer[start.Id]).FirstOrDefault();
            }
        }
    }

    private ExecutableElement Part(FlowNode node, ExecutableElement whole, EventDefinition definition, int index)
    {
        ExecutableElement part = New(FormattableString.Invariant($"{node.Id}#{index + 1}"), node.Name, whole.Type, whole.Parent);
        new NodeCompiler(_expressions, node, part, _jobPriority).FillPart(whole, definition);
        return part;
    }

    private void CompileInside(SubProcess inner, ExecutableElement element)
    {
        if (inner is not AdHocSubProcess adHoc)
        {
            CompileScope(inner, element);
            return;
        }
        ExecutableElement around = New(inner.Id + AdHocCompiler.InnerSuffix, inner.Name, ElementType.AdHocSubProcessInnerInstance, element);
        var compiler = new AdHocCompiler(_expressions, adHoc);
        element.AdHoc = compiler.Compile(around);
        CompileScope(inner, around);
        compiler.FindActivities(element.AdHoc, id => _outer[id]);
    }

    private void CompileFlow(SequenceFlow flow)
    {
        if (
            !_outer.TryGetValue(flow.SourceRef, out ExecutableElement? source)
            || !_outer.TryGetValue(flow.TargetRef, out ExecutableElement? target)
        )
        {
            _expressions.Report(
                flow.Id,
                flow.Line,
                flow.Column,
                $"The sequence flow '{flow.Id}' leads from or to an element that is not there."
            );
            return;
        }
        // Conditions have a meaning only behind gateways that choose.
        bool chooses = source.Type is ElementType.ExclusiveGateway or ElementType.InclusiveGateway or ElementType.ComplexGateway;
        TextExpression? condition =
            chooses && !string.IsNullOrWhiteSpace(flow.ConditionExpression)
                ? _expressions.Dynamic(flow.ConditionExpression, flow.Id, flow.Line, flow.Column, "condition of the sequence flow")
                : null;
        _flows.Add(new ExecutableFlow(_flows.Count, flow.Id, source, target, condition));
    }

    private void Tie(FlowNode node, IFlowElementsContainer container, ExecutableElement scope)
    {
        ExecutableElement element = _outer[node.Id];
        element.Outgoing = [.. _flows.Where(flow => ReferenceEquals(flow.Source, element))];
        element.Incoming = [.. _flows.Where(flow => ReferenceEquals(flow.Target, element))];
        element.IsJoin =
            element.Incoming.Length > 1
            && element.Type is ElementType.ParallelGateway or ElementType.InclusiveGateway or ElementType.ComplexGateway;
        string? defaultId = (node as ExclusiveGateway)?.Default ?? (node as InclusiveGateway)?.Default ?? (node as ComplexGateway)?.Default;
        element.DefaultFlow = Array.Find(element.Outgoing, flow => string.Equals(flow.Id, defaultId, StringComparison.Ordinal));
        if (node is BoundaryEvent boundary && _outer.TryGetValue(boundary.AttachedToRef, out ExecutableElement? activity))
        {
            element.AttachedTo = activity;
            if (boundary.EventDefinition is CompensateEventDefinition)
            {
                activity.Compensation = element;
                element.CompensationHandler = Handler(boundary, container);
            }
            else
            {
                activity.BoundaryEvents = [.. activity.BoundaryEvents, element];
            }
        }
        if (node is IntermediateThrowEvent { EventDefinition: LinkEventDefinition link })
        {
            element.LinkTarget = container
                .Nodes.OfType<IntermediateCatchEvent>()
                .Where(target => target.EventDefinition is LinkEventDefinition caught && caught.Name == link.Name)
                .Select(target => _outer[target.Id])
                .FirstOrDefault();
            if (element.LinkTarget is null)
            {
                _expressions.Report(
                    node.Id,
                    node.Line,
                    node.Column,
                    $"The link '{link.Name}' has no catch event of that name in '{scope.Id}'. Add one or correct the name."
                );
            }
        }
    }

    /// <summary>The activity that an association leads to; validation has seen that there is exactly one.</summary>
    private ExecutableElement Handler(BoundaryEvent boundary, IFlowElementsContainer container) =>
        container
            .Associations.Where(association => association.SourceRef == boundary.Id)
            .SelectMany(association => container.Nodes.Where(node => node.Id == association.TargetRef))
            .Where(node => node is Activity { IsForCompensation: true })
            .Select(node => _outer[node.Id])
            .First();

    private StandardLoopDefinition StandardLoop(FlowNode node, LoopCharacteristics loop) =>
        new(
            string.IsNullOrWhiteSpace(loop.LoopCondition)
                ? null
                : _expressions.Compile(loop.LoopCondition, node.Id, node.Line, node.Column, "loop condition"),
            loop.LoopMaximum is { } maximum ? _expressions.Text(maximum, node.Id, node.Line, node.Column, "loop maximum") : null,
            loop.TestBefore
        );

    private LoopDefinition Loop(FlowNode node, LoopCharacteristics loop)
    {
        FeelExpression? output = loop.OutputElement is { } element
            ? _expressions.Compile(element, node.Id, node.Line, node.Column, "output element")
            : null;
        string? variable =
            output is not null && output.Variables.Count == 1 && output.Variables.Contains(output.Source.Trim())
                ? output.Source.Trim()
                : null;
        return new LoopDefinition(
            loop.IsSequential,
            _expressions.Compile(loop.InputCollection, node.Id, node.Line, node.Column, "input collection"),
            Named(loop.InputElement),
            Named(loop.OutputCollection),
            output,
            variable,
            loop.CompletionCondition is { } condition
                ? _expressions.Compile(condition, node.Id, node.Line, node.Column, "completion condition")
                : null
        );
    }

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;

    private ExecutableElement New(string id, string? name, ElementType type, ExecutableElement? parent)
    {
        var element = new ExecutableElement(_elements.Count, id, name, type, parent);
        _elements.Add(element);
        return element;
    }
}
