namespace Baton.Engine.Instances;

/// <summary>Decides <see cref="CancelInstance"/>.</summary>
internal static class InstanceCancellation
{
    public static Rejection? Start(Execution execution, CancelInstance command)
    {
        if (execution.State.ElementInstance(command.ProcessInstanceKey) is not { IsProcess: true } instance)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to cancel process instance {command.ProcessInstanceKey}, but no such instance is active."
            );
        }
        if (instance.Scope is { } caller)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to cancel a root instance, but {instance.Key} was started by a call activity of process instance "
                    + $"{caller.ProcessInstance.Key}. Cancel root instance {execution.State.RootInstanceKey} instead."
            );
        }
        execution.QueueTermination(instance);
        return null;
    }
}
