namespace Baton.Bpmn.Validation;

/// <summary>Every element is of a kind that the engine executes.</summary>
internal static class SupportRules
{
    public static void Check(FlowNode node, ValidationOptions options, Findings findings)
    {
        if (node is UnknownFlowNode)
        {
            string message =
                $"<{node.ElementName}> '{node.Id}' is not an element that a process can execute. Replace it by a task, event, gateway or sub-process.";
            findings.Error(DiagnosticCodes.UnknownElement, node, message);
            return;
        }
        if (node is BoundaryEvent { EventDefinition: null })
        {
            return; // the boundary rules say it better
        }
        foreach (string kind in ElementKinds.Of(node).Where(kind => !options.ExecutableKinds.Contains(kind)))
        {
            findings.Error(DiagnosticCodes.UnsupportedElement, node, $"{Findings.The(node)} {WhyNot(kind)}");
        }
        if (node is EventBasedGateway { IsParallel: true })
        {
            string message =
                $"{Findings.The(node)} needs all of its events (eventGatewayType Parallel), but nothing says which of them belong to the same instance before one is there. Start by one event and wait for the others behind a parallel gateway, with correlation keys.";
            findings.Error(DiagnosticCodes.UnsupportedElement, node, message);
        }
    }

    private static string WhyNot(string kind) =>
        kind switch
        {
            "intermediateCatchEvent" => "waits for nothing. Give it a timer, message, signal, link or condition.",
            ElementKinds.MultiInstance => "is multi-instance, which this engine does not execute yet. Remove the marker.",
            ElementKinds.Compensation => "is for compensation, which this engine does not execute yet. Remove it.",
            _ when ElementKinds.Dialect.Contains(kind) =>
                $"is of kind '{kind}', which this engine does not execute yet. Use another element.",
            _ => $"is of kind '{kind}', which cannot be executed. Use another element.",
        };
}
