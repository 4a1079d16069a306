namespace Baton.Bpmn.Validation;

/// <summary>
/// No loop runs for ever: a loop only of elements that neither wait nor change a variable can never be left once it is
/// entered, so it is refused before it runs.
/// </summary>
internal static class LoopRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        var finished = new HashSet<FlowNode>();
        var path = new List<FlowNode>();
        foreach (FlowNode node in scope.Container.Nodes.Where(IsPassThrough))
        {
            if (Loop(node, scope, path, finished) is { } loop)
            {
                string members = string.Join(" > ", loop.Select(member => member.Id));
                string message =
                    $"The loop {members} > {loop[0].Id} only passes through and would run for ever. Put a step into it that waits or changes a variable.";
                findings.Error(DiagnosticCodes.PassThroughLoop, loop[0], message);
                return;
            }
        }
    }

    /// <summary>Depth first with an explicit stack: a flow may be a chain of thousands of elements.</summary>
    private static List<FlowNode>? Loop(FlowNode start, ScopeView scope, List<FlowNode> path, HashSet<FlowNode> finished)
    {
        if (finished.Contains(start))
        {
            return null;
        }
        path.Clear();
        var open = new Stack<IEnumerator<FlowNode>>();
        path.Add(start);
        open.Push(Next(start, scope).GetEnumerator());
        while (open.TryPeek(out IEnumerator<FlowNode>? next))
        {
            if (!next.MoveNext())
            {
                open.Pop();
                finished.Add(path[^1]);
                path.RemoveAt(path.Count - 1);
                continue;
            }
            int at = path.IndexOf(next.Current);
            if (at >= 0)
            {
                return path[at..];
            }
            if (!finished.Contains(next.Current))
            {
                path.Add(next.Current);
                open.Push(Next(next.Current, scope).GetEnumerator());
            }
        }
        return null;
    }

    private static IEnumerable<FlowNode> Next(FlowNode node, ScopeView scope)
    {
        IEnumerable<FlowNode> next = scope.TargetsOf(node);
        if (node is IntermediateThrowEvent { EventDefinition: LinkEventDefinition link })
        {
            next = scope.Container.Nodes.Where(other =>
                other is IntermediateCatchEvent { EventDefinition: LinkEventDefinition landing } && landing.Name == link.Name
            );
        }
        return next.Where(IsPassThrough);
    }

    /// <summary>Joins that may have to wait for another path, and nodes whose mappings change variables, do not count.</summary>
    private static bool IsPassThrough(FlowNode node)
    {
        NodeExtensions extensions = node.Extensions;
        if (extensions.IoMapping.Outputs.Count > 0 || extensions.LoopCharacteristics is not null || extensions.ExecutionListeners.Count > 0)
        {
            return false;
        }
        return node switch
        {
            UndefinedTask or ManualTask or ExclusiveGateway => true,
            ParallelGateway or InclusiveGateway => node.Incoming.Count < 2,
            IntermediateThrowEvent throwing => throwing.EventDefinition is null or LinkEventDefinition,
            IntermediateCatchEvent catching => catching.EventDefinition is LinkEventDefinition,
            _ => false,
        };
    }
}
