using Baton.Engine.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Time;

namespace Baton.Runtime.Deployments;

/// <summary>Arms the timers, messages, signals and conditions by which the latest version of a process is started, and disarms those before.</summary>
internal sealed class StartEvents(UnitOfWork unit, EngineRoom room)
{
    /// <summary>Nothing starts the process by itself any more.</summary>
    public void Disarm(string processId)
    {
        room.Store.Query("DELETE FROM engine_start_timer WHERE process_id = @p0").With(processId).Execute();
        room.Store.Query("DELETE FROM engine_start_subscription WHERE process_id = @p0").With(processId).Execute();
        room.Store.Query("DELETE FROM engine_signal_start WHERE process_id = @p0").With(processId).Execute();
        room.Store.Query("DELETE FROM engine_condition_start WHERE process_id = @p0").With(processId).Execute();
    }

    public void Arm(DeployedProcess process)
    {
        Disarm(process.ProcessId);
        foreach (var condition in process.Process.StartConditions)
        {
            room.Store.Query("INSERT INTO engine_condition_start (process_id, element_id, definition_key) VALUES (@p0, @p1, @p2)")
                .With(process.ProcessId)
                .With(condition.ElementId)
                .With(process.Key)
                .Execute();
        }
        foreach (var signal in process.Process.StartSignals)
        {
            room.Store.Query(
                    "INSERT INTO engine_signal_start (signal_name, process_id, element_id, definition_key) VALUES (@p0, @p1, @p2, @p3)"
                )
                .With(signal.SignalName)
                .With(process.ProcessId)
                .With(signal.ElementId)
                .With(process.Key)
                .Execute();
        }
        foreach (var timer in process.Process.StartTimers)
        {
            var plan =
                timer.Arm(unit.Now, null, out var problem)
                ?? throw new InvalidOperationException($"The timer of start event '{timer.ElementId}' gives no due time: {problem}");
            room.Store.Query(
                    """
                    INSERT INTO engine_start_timer (definition_key, element_id, process_id, due_at, repetitions, cycle)
                    VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
                    """
                )
                .With(process.Key)
                .With(timer.ElementId)
                .With(process.ProcessId)
                .With(Instant.ToMilliseconds(plan.DueAt))
                .With((long)plan.Repetitions)
                .With(plan.Cycle)
                .Execute();
        }
        foreach (var message in process.Process.StartMessages)
        {
            room.Store.Query(
                    """
                    INSERT INTO engine_start_subscription (message_name, process_id, element_id, definition_key)
                    VALUES (@p0, @p1, @p2, @p3)
                    """
                )
                .With(message.MessageName)
                .With(process.ProcessId)
                .With(message.ElementId)
                .With(process.Key)
                .Execute();
        }
    }
}
