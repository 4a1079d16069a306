using System.Text;

namespace Baton.Bpmn.Validation;

/// <summary>Collects what the rules find, so that all problems are told at once.</summary>
internal sealed class Findings(string resourceName)
{
    private readonly List<BpmnDiagnostic> _found = [];

    /// <summary>In the order of the file; what was found at one place stays in the order of the rules.</summary>
    public IReadOnlyList<BpmnDiagnostic> InDocumentOrder =>
        [.. _found.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];

    public void Error(string code, FlowNode node, string message) => Error(code, node.Id, node.Line, node.Column, message);

    public void Error(string code, SequenceFlow flow, string message) => Error(code, flow.Id, flow.Line, flow.Column, message);

    public void Error(string code, IFlowElementsContainer scope, string message) =>
        Error(code, scope.Id, scope.Line, scope.Column, message);

    public void Error(string code, string? elementId, int line, int column, string message) =>
        Add(DiagnosticSeverity.Error, code, elementId, line, column, message);

    public void Warning(string code, string? elementId, int line, int column, string message) =>
        Add(DiagnosticSeverity.Warning, code, elementId, line, column, message);

    /// <summary>How a message names a node: <c>The service task 'send'</c>.</summary>
    public static string The(FlowNode node) => $"The {Words(node)} {Quoted(node.Id, node.Name)}";

    public static string The(SequenceFlow flow) => $"The sequence flow {Quoted(flow.Id, flow.Name)}";

    public static string The(IFlowElementsContainer scope) =>
        scope is FlowNode node ? The(node) : $"The process {Quoted(scope.Id, (scope as BpmnProcess)?.Name)}";

    private void Add(DiagnosticSeverity severity, string code, string? elementId, int line, int column, string message) =>
        _found.Add(
            new BpmnDiagnostic(severity, code, resourceName, string.IsNullOrEmpty(elementId) ? null : elementId, line, column, message)
        );

    private static string Quoted(string id, string? name) =>
        (id.Length > 0, string.IsNullOrEmpty(name)) switch
        {
            (true, true) => $"'{id}'",
            (true, false) => $"'{id}' ({name})",
            (false, false) => $"({name})",
            _ => "without id",
        };

    private static string Words(FlowNode node)
    {
        if (node is SubProcess { TriggeredByEvent: true })
        {
            return "event sub-process";
        }
        var words = new StringBuilder();
        foreach (char letter in node.ElementName)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }
        return words.ToString();
    }
}
