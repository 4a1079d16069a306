using Baton.Bpmn.Validation;

namespace Baton.Bpmn;

/// <summary>Checks a model against the rules of deployment.</summary>
public static class BpmnValidation
{
    /// <summary>
    /// All problems of the executable processes at once, in document order. FEEL syntax is not checked here; see
    /// <see cref="BpmnExpressions"/>.
    /// </summary>
    public static IReadOnlyList<BpmnDiagnostic> Validate(BpmnDefinitions definitions, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(options);
        var findings = new Findings(definitions.ResourceName);
        IdentityRules.Check(definitions, findings);
        foreach (BpmnProcess process in definitions.Processes.Where(process => process.IsExecutable))
        {
            ListenerRules.Check(process, findings);
            ExtensionRules.Check(process, findings);
            var elsewhere = process.AllNodes().Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
            foreach (IFlowElementsContainer container in process.Scopes())
            {
                var scope = new ScopeView(container, elsewhere);
                FlowRules.Check(scope, findings);
                LoopRules.Check(scope, findings);
                StartRules.Check(scope, findings);
                BoundaryRules.Check(scope, findings);
                LinkRules.Check(scope, findings);
                DataObjectRules.Check(scope, findings);
                foreach (FlowNode node in container.Nodes)
                {
                    SupportRules.Check(node, options, findings);
                    MultipleEventRules.Check(node, scope, findings);
                    TransactionRules.Check(node, scope, findings);
                    EventRules.Check(node, scope, findings);
                    EventGatewayRules.Check(node, scope, findings);
                    ActivityRules.Check(node, findings);
                    ExtensionRules.Check(node, findings);
                    ListenerRules.Check(node, findings);
                    UserTaskRules.Check(node, findings);
                }
            }
        }
        return findings.InDocumentOrder;
    }
}
