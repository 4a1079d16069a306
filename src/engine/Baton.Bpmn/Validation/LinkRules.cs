namespace Baton.Bpmn.Validation;

/// <summary>A link throw event has exactly one place to go to in its scope.</summary>
internal static class LinkRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        var catches = scope
            .Container.Nodes.OfType<IntermediateCatchEvent>()
            .Where(node => node.EventDefinition is LinkEventDefinition)
            .ToLookup(node => ((LinkEventDefinition)node.EventDefinition!).Name, StringComparer.Ordinal);
        foreach (Event node in scope.Container.Nodes.OfType<Event>())
        {
            if (node.EventDefinition is not LinkEventDefinition link)
            {
                continue;
            }
            if (link.Name.Length == 0)
            {
                findings.Error(DiagnosticCodes.LinkWithoutName, node, $"{Findings.The(node)} is a link without a name. Name the link.");
            }
            else if (node is IntermediateThrowEvent && !catches.Contains(link.Name))
            {
                string message =
                    $"{Findings.The(node)} jumps to the link '{link.Name}', which has no catch event in the same process or sub-process. Draw one with that link name.";
                findings.Error(DiagnosticCodes.LinkUnmatched, node, message);
            }
        }
        foreach (IGrouping<string, IntermediateCatchEvent> same in catches.Where(group => group.Key.Length > 0))
        {
            foreach (IntermediateCatchEvent second in same.Skip(1))
            {
                string message =
                    $"{Findings.The(second)} is the second catch event of the link '{same.Key}', so the jump has two ends. Keep one or rename the link.";
                findings.Error(DiagnosticCodes.LinkUnmatched, second, message);
            }
        }
    }
}
