using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>Writes what instances wait for: timers, message and signal subscriptions.</summary>
internal static class WaitRows
{
    private static readonly RowShape NewTimer = RowShape.Insert(
        "engine_timer",
        "root_instance_key",
        "timer_key",
        "process_instance_key",
        "element_instance_key",
        "element_id",
        "due_at"
    );

    private static readonly RowShape NoTimer = RowShape.Delete("engine_timer", "root_instance_key", "timer_key");

    private static readonly RowShape NewSubscription = RowShape.Insert(
        "engine_message_subscription",
        "root_instance_key",
        "subscription_key",
        "process_instance_key",
        "definition_key",
        "process_id",
        "element_instance_key",
        "element_id",
        "message_name",
        "correlation_key",
        "state",
        "is_open",
        "updated_at"
    );

    private static readonly RowShape ChangedSubscription = new(
        RowVerb.Update,
        "engine_message_subscription",
        ["state", "is_open", "updated_at"],
        ["root_instance_key", "subscription_key"]
    );

    private static readonly RowShape NewSignal = RowShape.Insert(
        "engine_signal_subscription",
        "root_instance_key",
        "subscription_key",
        "process_instance_key",
        "element_instance_key",
        "element_id",
        "signal_name"
    );

    private static readonly RowShape NoSignal = RowShape.Delete("engine_signal_subscription", "root_instance_key", "subscription_key");

    public static void Write(RowWriters writers, IReadOnlyCollection<SignalEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row is { IsNew: true, IsGone: false })
            {
                writers[NewSignal]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.ElementInstanceKey)
                    .Bind(row.ElementId)
                    .Bind(row.SignalName)
                    .Add();
            }
            else if (row is { IsNew: false, IsGone: true })
            {
                writers[NoSignal].Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }

    public static void Write(RowWriters writers, IReadOnlyCollection<TimerEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row is { IsNew: true, IsGone: false })
            {
                writers[NewTimer]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.ElementInstanceKey)
                    .Bind(row.ElementId)
                    .Bind(row.DueAt)
                    .Add();
            }
            else if (row is { IsNew: false, IsGone: true })
            {
                writers[NoTimer].Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }

    public static void Write(RowWriters writers, IReadOnlyCollection<SubscriptionEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsNew)
            {
                writers[NewSubscription]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.DefinitionKey)
                    .Bind(row.ProcessId)
                    .Bind(row.ElementInstanceKey)
                    .Bind(row.ElementId)
                    .Bind(row.MessageName)
                    .Bind(row.CorrelationKey)
                    .Bind(row.State)
                    .Bind(row.IsOpen)
                    .Bind(row.UpdatedAt)
                    .Add();
            }
            else
            {
                writers[ChangedSubscription].Bind(row.State).Bind(row.IsOpen).Bind(row.UpdatedAt).Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }
}
