namespace Baton.Bpmn.Validation;

/// <summary>Cancellation belongs to transactions.</summary>
internal static class TransactionRules
{
    public static void Check(FlowNode node, ScopeView scope, Findings findings)
    {
        if (node is EndEvent { EventDefinition: CancelEventDefinition } && scope.Container is not Transaction)
        {
            string message = $"{Findings.The(node)} cancels a transaction, but does not stand in one. Put it directly into a transaction.";
            findings.Error(DiagnosticCodes.EventNotAllowedHere, node, message);
        }
        if (node is not BoundaryEvent { EventDefinition: CancelEventDefinition } boundary)
        {
            return;
        }
        if (scope.Node(boundary.AttachedToRef) is not Transaction)
        {
            string message =
                $"{Findings.The(node)} catches the cancellation of a transaction, but is attached to something else. Attach it to a transaction.";
            findings.Error(DiagnosticCodes.EventNotAllowedHere, node, message);
        }
        if (!boundary.CancelActivity)
        {
            string message =
                $"{Findings.The(node)} catches a cancellation, which always interrupts. Make it interrupting (cancelActivity).";
            findings.Error(DiagnosticCodes.BoundaryCannotBeNonInterrupting, node, message);
        }
    }
}
