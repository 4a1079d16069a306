namespace Baton.Bpmn;

/// <summary>What reading gave: the definitions, or the reason why there are none.</summary>
public sealed class BpmnReadResult(BpmnDefinitions? definitions, IReadOnlyList<BpmnDiagnostic> diagnostics)
{
    /// <summary>Null exactly when the resource is not well-formed XML, not BPMN or over a limit.</summary>
    public BpmnDefinitions? Definitions { get; } = definitions;

    public IReadOnlyList<BpmnDiagnostic> Diagnostics { get; } = diagnostics;

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
