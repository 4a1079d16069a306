using Baton.Engine.Instances;
using Baton.Engine.Jobs;

namespace Baton.Engine.Listeners;

/// <summary>Asks the listeners of an event one after the other. Each is a job; the element waits for it.</summary>
internal static class ListenerJobs
{
    /// <summary>Creates the job of the next listener that was not asked yet.</summary>
    /// <returns>False when all were asked: go on. A listener whose job cannot be created raises an incident and counts as waiting.</returns>
    public static bool AskNext(Execution execution, ElementInstance instance, ListenerEvent listenerEvent)
    {
        if (ReferenceEquals(instance.Element.Listeners, ElementListeners.None))
        {
            return false;
        }
        ListenerDefinition[] listeners = instance.Element.Listeners.For(listenerEvent);
        int index = instance.ListenersDone;
        if (index >= listeners.Length)
        {
            return false;
        }
        JobDefinition definition = listeners[index].Job;
        if (JobProperties.Evaluate(execution, instance, definition, out JobValues values) is { } failure)
        {
            execution.Raise(instance, failure);
            return true;
        }
        JobCreation.CreateListener(execution, instance, values, listenerEvent, index);
        return true;
    }
}
