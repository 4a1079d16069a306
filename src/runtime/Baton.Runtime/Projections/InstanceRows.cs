using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>Writes process instances, element instances and taken sequence flows.</summary>
internal static class InstanceRows
{
    private static readonly RowShape NewInstance = RowShape.Insert(
        "engine_process_instance",
        "root_instance_key",
        "process_instance_key",
        "definition_key",
        "process_id",
        "parent_process_instance_key",
        "parent_element_instance_key",
        "business_id",
        "tags",
        "message_key",
        "state",
        "started_at",
        "ended_at"
    );

    private static readonly RowShape EndedInstance = new(
        RowVerb.Update,
        "engine_process_instance",
        ["state", "ended_at"],
        ["root_instance_key", "process_instance_key"]
    );

    private static readonly RowShape NewElement = RowShape.Insert(
        "engine_element_instance",
        "root_instance_key",
        "element_instance_key",
        "process_instance_key",
        "definition_key",
        "scope_key",
        "element_id",
        "name",
        "type",
        "state",
        "started_at",
        "ended_at"
    );

    private static readonly RowShape EndedElement = new(
        RowVerb.Update,
        "engine_element_instance",
        ["state", "ended_at"],
        ["root_instance_key", "element_instance_key"]
    );

    private static readonly RowShape NewFlow = RowShape.InsertNew(
        "engine_sequence_flow",
        "root_instance_key",
        "process_instance_key",
        "flow_id",
        "definition_key"
    );

    public static void Write(RowWriters writers, IReadOnlyCollection<ProcessInstanceEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsNew)
            {
                writers[NewInstance]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.Definition.Key)
                    .Bind(row.Definition.ProcessId)
                    .Bind(row.ParentProcessInstanceKey)
                    .Bind(row.ParentElementInstanceKey)
                    .Bind(row.BusinessId)
                    .Bind(Texts.Join(row.Tags))
                    .Bind(row.MessageKey)
                    .Bind(row.State)
                    .Bind(row.StartedAt)
                    .Bind(row.EndedAt)
                    .Add();
            }
            else
            {
                writers[EndedInstance].Bind(row.State).Bind(row.EndedAt).Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }

    public static void Write(RowWriters writers, IReadOnlyCollection<ElementInstanceEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsNew)
            {
                writers[NewElement]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.DefinitionKey)
                    .Bind(row.ScopeKey)
                    .Bind(row.ElementId)
                    .Bind(row.Name)
                    .Bind(row.Type)
                    .Bind(row.State)
                    .Bind(row.StartedAt)
                    .Bind(row.EndedAt)
                    .Add();
            }
            else
            {
                writers[EndedElement].Bind(row.State).Bind(row.EndedAt).Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }

    public static void Write(RowWriters writers, Dictionary<(long Root, long ProcessInstance, string Flow), long> flows)
    {
        foreach (var ((root, instance, flow), definition) in flows)
        {
            writers[NewFlow].Bind(root).Bind(instance).Bind(flow).Bind(definition).Add();
        }
    }
}
