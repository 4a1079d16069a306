namespace Baton.Bpmn;

/// <summary>How bad a finding is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; the model can be deployed.</summary>
    Warning,

    /// <summary>The model is refused.</summary>
    Error,
}

/// <summary>
/// One finding in a BPMN resource. <see cref="Code"/> is stable and listed in docs/bpmn-diagnostics.md; the message says what is
/// wrong and what to do. Line and column count from 1; 0 means the resource as a whole.
/// </summary>
public sealed record BpmnDiagnostic(
    DiagnosticSeverity Severity,
    string Code,
    string ResourceName,
    string? ElementId,
    int Line,
    int Column,
    string Message
);
