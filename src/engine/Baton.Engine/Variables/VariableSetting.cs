using Baton.Engine.Instances;
using Baton.Engine.Listeners;
using Baton.Engine.UserTasks;

namespace Baton.Engine.Variables;

/// <summary>Decides <see cref="SetVariables"/>.</summary>
internal static class VariableSetting
{
    public static Rejection? Start(Execution execution, SetVariables command)
    {
        if (execution.State.ElementInstance(command.ScopeKey) is not { } scope)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to set variables of element instance {command.ScopeKey}, but no such instance is active."
            );
        }
        foreach (var (name, _) in command.Variables.Entries)
        {
            if (name.Length == 0)
            {
                return new Rejection(RejectionKind.InvalidArgument, "Expected every variable to have a name, but one name is empty.");
            }
        }
        if (
            scope is { State: ElementState.Activated, UserTask: { } task }
            && task.Element.Element.Listeners.For(ListenerEvent.Updating).Length > 0
        )
        {
            return UserTaskWork.SetVariables(execution, task, command);
        }
        if (command.Local)
        {
            VariableWrites.Local(execution, scope, command.Variables);
        }
        else
        {
            VariableWrites.Propagate(execution, scope, command.Variables);
        }
        return null;
    }
}
