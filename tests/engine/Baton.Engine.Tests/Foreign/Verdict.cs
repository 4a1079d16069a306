using Baton.Bpmn;
using Baton.Engine.Compilation;

namespace Baton.Engine.Tests.Foreign;

/// <summary>What becomes of a file that somebody else made: readable or not, accepted or refused, always with reasons and never an exception.</summary>
internal sealed record Verdict(
    string Name,
    bool IsReadable,
    IReadOnlyList<BpmnDiagnostic> Reasons,
    IReadOnlyList<ExecutableProcess> Processes
)
{
    private static readonly ValidationOptions EngineElements = new() { ExecutableKinds = ExecutableKinds.All };

    /// <summary>Whether the engine would run it.</summary>
    public bool IsAccepted => IsReadable && Processes.Count > 0;

    /// <summary>Reads, validates and compiles as a deployment does.</summary>
    public static Verdict On(string name, byte[] content)
    {
        BpmnReadResult read = BpmnReader.Read(new MemoryStream(content), name);
        CheckReasons(name, read.Diagnostics);
        if (read.Definitions is not { } definitions)
        {
            Assert.Contains(read.Diagnostics, reason => reason.Severity == DiagnosticSeverity.Error);
            return new Verdict(name, false, read.Diagnostics, []);
        }
        IReadOnlyList<BpmnDiagnostic> found = BpmnValidation.Validate(definitions, EngineElements);
        CheckReasons(name, found);
        if (found.Any(reason => reason.Severity == DiagnosticSeverity.Error))
        {
            return new Verdict(name, true, found, []);
        }
        List<CompileResult> compiled =
        [
            .. definitions
                .Processes.Where(process => process.IsExecutable)
                .Select(process => ExecutableProcess.Compile(definitions, process)),
        ];
        List<BpmnDiagnostic> reasons = [.. found, .. compiled.SelectMany(each => each.Diagnostics)];
        CheckReasons(name, reasons);
        foreach (CompileResult result in compiled)
        {
            bool isRefused = result.Diagnostics.Any(reason => reason.Severity == DiagnosticSeverity.Error);
            Assert.Equal(isRefused, result.Process is null);
        }
        return new Verdict(
            name,
            true,
            reasons,
            compiled.Any(each => each.Process is null) ? [] : [.. compiled.Select(each => each.Process!)]
        );
    }

    private static void CheckReasons(string name, IReadOnlyList<BpmnDiagnostic> reasons) =>
        Assert.All(
            reasons,
            reason =>
            {
                Assert.Equal(name, reason.ResourceName);
                Assert.False(string.IsNullOrWhiteSpace(reason.Code));
                Assert.EndsWith(".", reason.Message, StringComparison.Ordinal);
            }
        );
}
