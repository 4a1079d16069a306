using Baton.Engine.Compilation;
using Baton.Engine.Deployments;

namespace Baton.Engine.SubProcesses;

/// <summary>The process that a call activity runs, and which variables go there and back.</summary>
internal sealed record ProcessCall(
    TextExpression ProcessId,
    BindingKind Binding,
    string? VersionTag,
    bool PropagateAllParentVariables,
    bool PropagateAllChildVariables
);
