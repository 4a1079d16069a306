using Baton.Engine.Instances;
using Baton.Engine.Listeners;

namespace Baton.Engine.Jobs;

/// <summary>Creates the jobs of elements and of their listeners.</summary>
internal static class JobCreation
{
    /// <summary>The work of the element itself.</summary>
    /// <param name="execution">The running command.</param>
    /// <param name="instance">The element instance.</param>
    /// <param name="kind">What the work is for.</param>
    /// <param name="values">What the model says of the job.</param>
    /// <param name="headers">Headers that only this job has, beside the static ones of the element.</param>
    public static void Create(
        Execution execution,
        ElementInstance instance,
        JobKind kind,
        JobValues values,
        IReadOnlyDictionary<string, string>? headers = null
    ) => Emit(execution, instance, kind, values, ListenerEvent.None, 0, headers ?? JobHeaders.None);

    /// <summary>The work of one of its listeners.</summary>
    public static void CreateListener(
        Execution execution,
        ElementInstance instance,
        JobValues values,
        ListenerEvent listenerEvent,
        int index
    )
    {
        JobKind kind = listenerEvent >= ListenerEvent.Creating ? JobKind.TaskListener : JobKind.ExecutionListener;
        Emit(execution, instance, kind, values, listenerEvent, index, JobHeaders.None);
    }

    private static void Emit(
        Execution execution,
        ElementInstance instance,
        JobKind kind,
        JobValues values,
        ListenerEvent listenerEvent,
        int index,
        IReadOnlyDictionary<string, string> headers
    ) =>
        execution.Emit(
            new JobCreated(
                instance.ProcessInstance.Key,
                execution.NextKey(),
                instance.Key,
                instance.Element.Id,
                kind,
                values.Type,
                values.Retries,
                listenerEvent,
                index
            )
            {
                Priority = values.Priority,
                Headers = headers,
            }
        );
}
