using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.UserTasks;

namespace Baton.Engine.Simulation;

/// <summary>Sees that no step is done before each of its listeners was asked, once.</summary>
internal sealed class ListenerWatch
{
    private readonly Dictionary<string, ExecutableElement> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Element, ListenerEvent Event), int> _asked = [];
    private readonly Dictionary<long, (long Element, ListenerEvent Event)> _open = [];
    private readonly Dictionary<long, string> _tasks = [];

    public void Know(ExecutableProcess process)
    {
        foreach (ExecutableElement each in process.Elements)
        {
            _elements.TryAdd(each.Id, each);
        }
    }

    public void Record(EngineEvent @event)
    {
        switch (@event)
        {
            case JobCreated { ListenerEvent: not ListenerEvent.None } job:
                _open.Add(job.Key, (job.ElementInstanceKey, job.ListenerEvent));
                break;
            case JobCompleted job when _open.Remove(job.Key, out var listened):
                _asked[listened] = _asked.GetValueOrDefault(listened) + 1;
                break;
            case IncidentResolved { JobKey: null } incident:
                // The step that failed begins again, with all of its listeners.
                Forget(incident.ElementInstanceKey);
                break;
            case ElementActivated { ElementType: ElementType.MultiInstanceBody } each:
                CheckAsked(each.Key, each.ElementId, ListenerEvent.BeforeAll);
                break;
            case ElementActivated { ElementType: not ElementType.Process } each:
                CheckAsked(each.Key, each.ElementId, ListenerEvent.Start);
                break;
            case ElementCompleted { ElementType: not (ElementType.Process or ElementType.MultiInstanceBody) } each:
                CheckAsked(each.Key, each.ElementId, ListenerEvent.End);
                break;
            case ElementTerminated { ElementType: not (ElementType.Process or ElementType.MultiInstanceBody) } each:
                CheckAsked(each.Key, each.ElementId, ListenerEvent.Cancel);
                break;
            default:
                RecordTask(@event);
                break;
        }
    }

    private void RecordTask(EngineEvent @event)
    {
        switch (@event)
        {
            case UserTaskCreated task:
                _tasks[task.Key] = task.ElementId;
                break;
            case UserTaskTransitionEnded ended:
                Forget(ended.ElementInstanceKey);
                break;
            case UserTaskCompleted task:
                CheckAsked(task.ElementInstanceKey, _tasks[task.Key], ListenerEvent.Completing);
                break;
            case UserTaskCanceled task:
                CheckAsked(task.ElementInstanceKey, _tasks[task.Key], ListenerEvent.Canceling);
                break;
        }
    }

    private void Forget(long element)
    {
        foreach (ListenerEvent each in Enum.GetValues<ListenerEvent>())
        {
            _asked.Remove((element, each));
        }
    }

    private void CheckAsked(long key, string elementId, ListenerEvent listenerEvent)
    {
        int wanted = _elements[elementId].Listeners.For(listenerEvent).Length;
        _asked.Remove((key, listenerEvent), out int asked);
        Check.That(wanted == asked, $"'{elementId}' ({key}) has {wanted} listeners for {listenerEvent}, but {asked} were asked");
    }
}
