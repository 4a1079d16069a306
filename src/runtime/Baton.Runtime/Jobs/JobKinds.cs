using Baton.Engine.Jobs;

namespace Baton.Runtime.Jobs;

/// <summary>The spelling of job kinds outside the engine.</summary>
internal static class JobKinds
{
    public static string RestName(JobKind kind) =>
        kind switch
        {
            JobKind.ExecutionListener => "EXECUTION_LISTENER",
            JobKind.TaskListener => "TASK_LISTENER",
            JobKind.AdHocSubProcess => "AD_HOC_SUB_PROCESS",
            _ => "BPMN_ELEMENT",
        };
}
