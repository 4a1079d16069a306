using Baton.Runtime.Journal;
using Baton.Runtime.Outbox;
using Baton.Runtime.Projections;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Lanes;

/// <summary>
/// The rows of one unit that are not yet in the database. Each row is kept once in its last state, so that what begins and ends inside a
/// unit costs one insert.
/// </summary>
internal sealed class UnitRows(LaneGroup group)
{
    public List<JournalEntry> Journal { get; } = [];

    public Dictionary<long, ProcessInstanceEntry> ProcessInstances { get; } = [];

    public Dictionary<long, ElementInstanceEntry> ElementInstances { get; } = [];

    public Dictionary<(long Root, long ProcessInstance, string Flow), long> SequenceFlows { get; } = [];

    public Dictionary<long, UserTaskEntry> UserTasks { get; } = [];

    public Dictionary<long, JobEntry> Jobs { get; } = [];

    public Dictionary<long, LeaseEntry> Leases { get; } = [];

    public Dictionary<long, TimerEntry> Timers { get; } = [];

    public Dictionary<long, SubscriptionEntry> Subscriptions { get; } = [];

    public Dictionary<long, SignalEntry> Signals { get; } = [];

    public Dictionary<long, VariableEntry> Variables { get; } = [];

    public Dictionary<long, IncidentEntry> Incidents { get; } = [];

    public List<MigratedRow> Migrated { get; } = [];

    public List<DecisionInstanceEntry> DecisionInstances { get; } = [];

    public List<CorrelatedMessageEntry> CorrelatedMessages { get; } = [];

    public List<MessageEntry> Messages { get; } = [];

    public List<MessageReachedEntry> MessagesReached { get; } = [];

    public List<OutboxMessage> Outbox { get; } = [];

    public Dictionary<string, DateTimeOffset?> Schedules { get; } = new(StringComparer.Ordinal);

    public long Now { get; init; }

    public bool IsEmpty =>
        Journal.Count == 0
        && ProcessInstances.Count == 0
        && ElementInstances.Count == 0
        && SequenceFlows.Count == 0
        && UserTasks.Count == 0
        && Jobs.Count == 0
        && Timers.Count == 0
        && Subscriptions.Count == 0
        && Signals.Count == 0
        && Variables.Count == 0
        && Incidents.Count == 0
        && Migrated.Count == 0
        && DecisionInstances.Count == 0
        && CorrelatedMessages.Count == 0
        && Leases.Count == 0
        && Messages.Count == 0
        && MessagesReached.Count == 0
        && Outbox.Count == 0
        && Schedules.Count == 0;

    /// <summary>Called before each write that goes past these rows, so that it can be taken back with the unit.</summary>
    public Action? Sending { get; set; }

    /// <summary>Puts what is known so far into the database, where SQL of the same unit sees it.</summary>
    public void Send()
    {
        Sending?.Invoke();
        group.Enter(this);
        WriteTo(group.Store.Writers);
    }

    /// <summary>The unit is done: its rows no longer look at instances, which later units change.</summary>
    public void Settle()
    {
        foreach (var row in Variables.Values)
        {
            row.Settle();
        }
    }

    /// <summary>Writes all rows and forgets them.</summary>
    public void WriteTo(RowWriters writers)
    {
        if (IsEmpty)
        {
            return;
        }
        group.Facts.Change(this);
        JournalRows.Write(writers, Journal, Now);
        InstanceRows.Write(writers, ProcessInstances.Values);
        InstanceRows.Write(writers, ElementInstances.Values);
        InstanceRows.Write(writers, SequenceFlows);
        UserTaskRows.Write(writers, UserTasks.Values);
        LeaseRows.Write(writers, Leases.Values, Now);
        JobRows.Write(writers, Jobs.Values);
        WaitRows.Write(writers, Timers.Values);
        WaitRows.Write(writers, Subscriptions.Values);
        WaitRows.Write(writers, Signals.Values);
        DataRows.Write(writers, Variables.Values);
        DataRows.Write(writers, Incidents.Values);
        MigrationRows.Write(writers, Migrated);
        DecisionInstanceRows.Write(writers, DecisionInstances, Now);
        CorrelatedMessageRows.Write(writers, CorrelatedMessages, Now);
        MessageRows.Write(writers, Messages, Now);
        MessageRows.Write(writers, MessagesReached);
        OutboxRows.Write(writers, Outbox, Now);
        foreach (var (name, dueAt) in Schedules)
        {
            group
                .Store.Query(
                    "INSERT INTO engine_schedule (name, due_at, failures) VALUES (@p0, @p1, 0) "
                        + "ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at, failures = 0"
                )
                .With(name)
                .With(Instant.ToMilliseconds(dueAt))
                .Execute();
        }
        Clear();
    }

    private void Clear()
    {
        Journal.Clear();
        ProcessInstances.Clear();
        ElementInstances.Clear();
        SequenceFlows.Clear();
        UserTasks.Clear();
        Leases.Clear();
        Jobs.Clear();
        Timers.Clear();
        Subscriptions.Clear();
        Signals.Clear();
        Variables.Clear();
        Incidents.Clear();
        Migrated.Clear();
        DecisionInstances.Clear();
        CorrelatedMessages.Clear();
        Messages.Clear();
        MessagesReached.Clear();
        Outbox.Clear();
        Schedules.Clear();
    }
}
