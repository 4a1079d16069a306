using Baton.Bpmn;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;

namespace Baton.Engine.Compilation;

/// <summary>Compiles the listeners of an element or process, after the static headers of the element itself are known.</summary>
internal sealed class ListenerCompiler(ExpressionCompiler expressions, ExecutableElement element)
{
    public ElementListeners Compile(NodeExtensions extensions, int line, int column)
    {
        if (extensions.ExecutionListeners.Count == 0 && extensions.TaskListeners.Count == 0)
        {
            return ElementListeners.None;
        }
        return new ElementListeners([
            .. extensions.ExecutionListeners.Select(each =>
                (ListenerEvents.Parse(each.EventType), Listener(each.Type, each.Retries, each.Headers, line, column))
            ),
            .. extensions.TaskListeners.Select(each =>
                (ListenerEvents.Parse(each.EventType), Listener(each.Type, each.Retries, each.Headers, line, column))
            ),
        ]);
    }

    public static IReadOnlyDictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> inherited,
        IReadOnlyList<TaskHeader> headers
    )
    {
        if (headers.Count == 0)
        {
            return inherited;
        }
        var merged = new Dictionary<string, string>(inherited, StringComparer.Ordinal);
        foreach (TaskHeader header in headers)
        {
            merged[header.Key] = header.Value;
        }
        return merged;
    }

    private ListenerDefinition Listener(string type, string? retries, IReadOnlyList<TaskHeader> headers, int line, int column)
    {
        var job = new JobDefinition(
            expressions.Text(type, element.Id, line, column, "job type of the listener"),
            string.IsNullOrEmpty(retries) ? null : expressions.Text(retries, element.Id, line, column, "retries of the listener")
        );
        return new ListenerDefinition(job, Merge(element.Headers, headers));
    }
}
