using System.Data.Common;
using Baton.Engine.Journal;
using Baton.Feel;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Journal;
using Baton.Runtime.Projections;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Verification;

/// <summary>Compares what the journals say is open with what the rows say is open.</summary>
internal static class Verifier
{
    public static List<string> Compare(DbConnection connection, DefinitionCatalog catalog)
    {
        var differences = new List<string>();
        using var transaction = connection.BeginTransaction();
        var journal = new OpenThings();
        foreach (var root in connection.List(row => row.GetInt64(0), "SELECT DISTINCT root_instance_key FROM engine_journal"))
        {
            Replay(connection, catalog, root, journal, differences);
        }
        var rows = OpenThings.Read(connection);
        journal.Compare(rows, differences);
        return differences;
    }

    private static void Replay(DbConnection connection, DefinitionCatalog catalog, long root, OpenThings open, List<string> differences)
    {
        var instance = new CachedInstance(new Baton.Engine.InstanceState());
        long expected = 1;
        foreach (
            var (sequence, events) in connection.List(row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), JournalReading.Sql, root)
        )
        {
            if (sequence != expected)
            {
                differences.Add(
                    FormattableString.Invariant($"The journal of root instance {root} has row {sequence} where {expected} is expected.")
                );
            }
            expected = sequence + 1;
            JournalReading.Replay(instance, EventCodec.Read(events), catalog);
        }
        open.Add(instance.State);
    }
}

/// <summary>What is open in all instances, as short texts that can be compared.</summary>
internal sealed class OpenThings
{
    private readonly Dictionary<string, HashSet<string>> _byKind = new(StringComparer.Ordinal)
    {
        ["process instance"] = [],
        ["element instance"] = [],
        ["user task"] = [],
        ["job"] = [],
        ["timer"] = [],
        ["message subscription"] = [],
        ["signal subscription"] = [],
        ["incident"] = [],
        ["variable"] = [],
    };

    public void Add(Baton.Engine.InstanceState state)
    {
        foreach (var element in state.ElementInstances)
        {
            Add(element.IsProcess ? "process instance" : "element instance", $"{element.Key} {element.Element.Id}");
            foreach (var variable in element.Variables)
            {
                Add("variable", $"{variable.Key} {variable.Name} = {FeelJson.ToJson(variable.Value)}");
            }
        }
        foreach (var task in state.UserTasks)
        {
            Add("user task", $"{task.Key} assignee '{task.Assignee}' priority {task.Details.Priority}");
        }
        foreach (var job in state.Jobs)
        {
            Add("job", $"{job.Key} {job.Type} retries {job.Retries}");
        }
        foreach (var timer in state.Timers)
        {
            Add("timer", $"{timer.Key} due {timer.Plan.DueAt.ToUnixTimeMilliseconds()}");
        }
        foreach (var subscription in state.MessageSubscriptions)
        {
            Add("message subscription", $"{subscription.Key} {subscription.MessageName} '{subscription.CorrelationKey}'");
        }
        foreach (var subscription in state.SignalSubscriptions)
        {
            Add("signal subscription", $"{subscription.Key} {subscription.SignalName}");
        }
        foreach (var incident in state.Incidents)
        {
            Add("incident", $"{incident.Key} of {incident.Element.Key}");
        }
    }

    public static OpenThings Read(DbConnection connection)
    {
        var open = new OpenThings();
        open.Add(
            connection,
            "process instance",
            "process_instance_key, process_id FROM engine_process_instance WHERE ended_at IS NULL",
            "{0} {1}"
        );
        open.Add(
            connection,
            "element instance",
            "element_instance_key, element_id FROM engine_element_instance WHERE ended_at IS NULL",
            "{0} {1}"
        );
        open.Add(
            connection,
            "user task",
            "user_task_key, assignee, priority FROM engine_user_task WHERE completed_at IS NULL",
            "{0} assignee '{1}' priority {2}"
        );
        open.Add(connection, "job", "job_key, type, retries FROM engine_job WHERE ended_at IS NULL", "{0} {1} retries {2}");
        open.Add(connection, "timer", "timer_key, due_at FROM engine_timer", "{0} due {1}");
        open.Add(connection, "signal subscription", "subscription_key, signal_name FROM engine_signal_subscription", "{0} {1}");
        open.Add(
            connection,
            "message subscription",
            "subscription_key, message_name, correlation_key FROM engine_message_subscription WHERE is_open = 1",
            "{0} {1} '{2}'"
        );
        open.Add(connection, "incident", "incident_key, element_instance_key FROM engine_incident WHERE resolved_at IS NULL", "{0} of {1}");
        open.Add(
            connection,
            "variable",
            $"""
            v.variable_key, v.name, {CollectionPieces.ValueSql("v")} FROM engine_variable v
            WHERE EXISTS (SELECT 1 FROM engine_element_instance e WHERE e.root_instance_key = v.root_instance_key
                AND e.element_instance_key = v.scope_key AND e.ended_at IS NULL)
              OR EXISTS (SELECT 1 FROM engine_process_instance p WHERE p.root_instance_key = v.root_instance_key
                AND p.process_instance_key = v.scope_key AND p.ended_at IS NULL)
            """,
            "{0} {1} = {2}"
        );
        return open;
    }

    /// <summary>Adds a sentence for each thing that only one side has.</summary>
    public void Compare(OpenThings rows, List<string> differences)
    {
        foreach (var (kind, journal) in _byKind)
        {
            differences.AddRange(
                journal.Except(rows._byKind[kind]).Select(thing => $"The {kind} {thing} is in a journal, but not in the rows.")
            );
            differences.AddRange(
                rows._byKind[kind].Except(journal).Select(thing => $"The {kind} {thing} is in the rows, but in no journal.")
            );
        }
    }

    private void Add(DbConnection connection, string kind, string select, string format)
    {
        foreach (
            var thing in connection.List(
                row =>
                {
                    var values = new object[row.FieldCount];
                    row.GetValues(values);
                    return string.Format(System.Globalization.CultureInfo.InvariantCulture, format, values);
                },
                "SELECT " + select
            )
        )
        {
            _byKind[kind].Add(thing);
        }
    }

    private void Add(string kind, FormattableString thing) => _byKind[kind].Add(FormattableString.Invariant(thing));
}
