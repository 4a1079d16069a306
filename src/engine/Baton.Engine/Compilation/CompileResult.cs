using Baton.Bpmn;

namespace Baton.Engine.Compilation;

/// <summary>What compiling gave: the executable process, or everything that stands against it.</summary>
/// <param name="Process">Null exactly when a diagnostic is an error.</param>
/// <param name="Diagnostics">All problems at once, with element and line.</param>
public sealed record CompileResult(ExecutableProcess? Process, IReadOnlyList<BpmnDiagnostic> Diagnostics);
