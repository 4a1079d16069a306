using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>One open thing of a migrated process instance: where it stands from now on.</summary>
internal sealed record MigratedRow(RowShape Shape, long Root, long Key, string ElementId, string? Name, DeployedProcess Definition);

/// <summary>Lets the rows of everything open in a process instance say where it stands in its new definition. What has ended stays as it was.</summary>
internal static class MigrationRows
{
    private static readonly RowShape Instance = Shape("process_instance", "process_instance_key", "definition_key", "process_id");
    private static readonly RowShape Element = Shape("element_instance", "element_instance_key", "element_id", "name", "definition_key");
    private static readonly RowShape UserTask = Shape("user_task", "user_task_key", "element_id", "name", "definition_key");
    private static readonly RowShape Job = Shape("job", "job_key", "element_id", "definition_key");
    private static readonly RowShape Incident = Shape("incident", "incident_key", "element_id", "definition_key");
    private static readonly RowShape Timer = Shape("timer", "timer_key", "element_id");
    private static readonly RowShape Signal = Shape("signal_subscription", "subscription_key", "element_id");

    private static readonly RowShape Message = Shape(
        "message_subscription",
        "subscription_key",
        "element_id",
        "definition_key",
        "process_id"
    );

    public static IEnumerable<MigratedRow> Of(long root, ElementInstance process)
    {
        var rows = new List<MigratedRow>();
        Gather(root, process, rows);
        return rows;
    }

    public static void Write(RowWriters writers, List<MigratedRow> rows)
    {
        foreach (var row in rows)
        {
            var writer = writers[row.Shape];
            foreach (var column in row.Shape.Columns)
            {
                writer = column switch
                {
                    "element_id" => writer.Bind(row.ElementId),
                    "name" => writer.Bind(row.Name),
                    "process_id" => writer.Bind(row.Definition.ProcessId),
                    _ => writer.Bind(row.Definition.Key),
                };
            }
            writer.Bind(row.Root).Bind(row.Key).Add();
        }
        rows.Clear();
    }

    private static void Gather(long root, ElementInstance instance, List<MigratedRow> rows)
    {
        var (id, name, definition) = (instance.Element.Id, instance.Element.Name, instance.Definition);
        rows.Add(new(instance.IsProcess ? Instance : Element, root, instance.Key, id, name, definition));
        if (instance.UserTask is { } task)
        {
            rows.Add(new(UserTask, root, task.Key, id, name ?? id, definition));
        }
        if (instance.Job is { } job)
        {
            rows.Add(new(Job, root, job.Key, id, name, definition));
        }
        rows.AddRange(instance.OpenIncidents.Select(each => new MigratedRow(Incident, root, each.Key, id, name, definition)));
        rows.AddRange(instance.OpenTimers.Select(each => new MigratedRow(Timer, root, each.Key, each.Target.Id, null, definition)));
        rows.AddRange(instance.OpenMessages.Select(each => new MigratedRow(Message, root, each.Key, each.Target.Id, null, definition)));
        rows.AddRange(instance.OpenSignals.Select(each => new MigratedRow(Signal, root, each.Key, each.Target.Id, null, definition)));
        foreach (var child in instance.Inside.Where(each => !each.IsProcess))
        {
            Gather(root, child, rows);
        }
    }

    private static RowShape Shape(string table, string key, params string[] columns) =>
        new(RowVerb.Update, "engine_" + table, columns, ["root_instance_key", key]);
}
