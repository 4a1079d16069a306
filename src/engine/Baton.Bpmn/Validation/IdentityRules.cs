using System.Xml.Linq;
using Baton.Bpmn.Reading;

namespace Baton.Bpmn.Validation;

/// <summary>Every element can be named: ids are there and unique, and there is something to deploy.</summary>
internal static class IdentityRules
{
    public static void Check(BpmnDefinitions definitions, Findings findings)
    {
        if (!definitions.Processes.Any(process => process.IsExecutable))
        {
            XElement? first = definitions.Source.Root?.Element(Names.Bpmn + "process");
            findings.Error(
                DiagnosticCodes.NoExecutableProcess,
                first?.Text("id"),
                first?.LineOf() ?? 0,
                first?.ColumnOf() ?? 0,
                "The resource has no executable process. Mark one as executable (isExecutable=\"true\")."
            );
        }
        CheckProcessIds(definitions, findings);
        CheckUnique(definitions, findings);
        foreach (BpmnProcess process in definitions.Processes.Where(process => process.IsExecutable))
        {
            CheckPresent(process, findings);
        }
        CheckListedFlows(definitions, findings);
    }

    private static void CheckProcessIds(BpmnDefinitions definitions, Findings findings)
    {
        foreach (IGrouping<string, BpmnProcess> same in definitions.Processes.GroupBy(process => process.Id, StringComparer.Ordinal))
        {
            foreach (BpmnProcess process in same.Skip(1).Where(_ => same.Key.Length > 0))
            {
                string message =
                    $"The process id '{process.Id}' is used twice in this resource; the first is on line {same.First().Line}. Give each process an id of its own.";
                findings.Error(DiagnosticCodes.DuplicateProcessId, process, message);
            }
        }
    }

    private static void CheckUnique(BpmnDefinitions definitions, Findings findings)
    {
        var seen = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (XElement element in definitions.Source.Root!.DescendantsAndSelf().Where(element => element.Name.Namespace == Names.Bpmn))
        {
            string? id = element.Text("id");
            if (string.IsNullOrEmpty(id) || seen.TryAdd(id, element))
            {
                continue;
            }
            bool twoProcesses = element.Name.LocalName == "process" && seen[id].Name.LocalName == "process";
            if (!twoProcesses)
            {
                string message =
                    $"The id '{id}' of <{element.Name.LocalName}> is already used by <{seen[id].Name.LocalName}> on line {seen[id].LineOf()}. Give each element an id of its own.";
                findings.Error(DiagnosticCodes.DuplicateId, id, element.LineOf(), element.ColumnOf(), message);
            }
        }
    }

    private static void CheckPresent(BpmnProcess process, Findings findings)
    {
        if (process.Id.Length == 0)
        {
            findings.Error(DiagnosticCodes.MissingId, process, $"{Findings.The(process)} can't be deployed. Give it an id.");
        }
        foreach (FlowNode node in process.AllNodes().Where(node => node.Id.Length == 0))
        {
            findings.Error(DiagnosticCodes.MissingId, node, $"{Findings.The(node)} can't be executed. Give it an id.");
        }
        foreach (SequenceFlow flow in process.AllSequenceFlows().Where(flow => flow.Id.Length == 0))
        {
            findings.Error(DiagnosticCodes.MissingId, flow, $"{Findings.The(flow)} can't be followed. Give it an id.");
        }
    }

    /// <summary>Flows that a node lists but nobody declares do no harm to the run, but the drawing has lost something.</summary>
    private static void CheckListedFlows(BpmnDefinitions definitions, Findings findings)
    {
        IEnumerable<XElement> listed = definitions
            .Source.Root!.Elements(Names.Bpmn + "process")
            .Where(process => process.Flag("isExecutable", whenAbsent: false))
            .SelectMany(process => process.Descendants())
            .Where(element => element.Name == Names.Bpmn + "incoming" || element.Name == Names.Bpmn + "outgoing");
        HashSet<string> declared = definitions
            .Processes.SelectMany(process => process.AllSequenceFlows())
            .Select(flow => flow.Id)
            .ToHashSet();
        foreach (XElement reference in listed.Where(reference => !declared.Contains(WithoutPrefix(reference.Value.Trim()))))
        {
            string message =
                $"<{reference.Parent!.Name.LocalName}> lists the {reference.Name.LocalName} flow '{reference.Value.Trim()}', which no sequence flow declares. Draw the flow again or remove the entry.";
            findings.Warning(
                DiagnosticCodes.FlowNotDeclared,
                reference.Parent.Text("id"),
                reference.LineOf(),
                reference.ColumnOf(),
                message
            );
        }
    }

    private static string WithoutPrefix(string reference) => reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
