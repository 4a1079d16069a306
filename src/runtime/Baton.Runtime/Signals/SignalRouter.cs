using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Signals;
using Baton.Feel;
using Baton.Runtime.Instances;

namespace Baton.Runtime.Signals;

/// <summary>
/// Gives a signal to all instances that wait for its name and starts the processes that begin with it. Those who wait when the signal is
/// thrown get it, nobody who begins to wait because of it.
/// </summary>
internal sealed class SignalRouter(UnitOfWork unit, InstanceTable instances)
{
    /// <summary>More signals than these in one unit of work set each other off without end.</summary>
    private const int MaxSignals = 1_000;

    private readonly Queue<(string Name, FeelContext Variables)> _thrown = [];
    private bool _isDelivering;
    private int _count;

    public Outcome<BroadcastedSignal> Broadcast(BroadcastSignalRequest request)
    {
        if (string.IsNullOrEmpty(request.Name))
        {
            return Problem.Invalid("signal.name", "Expected a signal with a name, but the name is empty.");
        }
        var key = unit.NextKey();
        Throw(request.Name, request.Variables);
        return new BroadcastedSignal(key);
    }

    /// <summary>Delivers the signal, behind those that are being delivered.</summary>
    /// <exception cref="SignalStormException">The signals of this unit set each other off without end.</exception>
    public void Throw(string name, FeelContext variables)
    {
        if (++_count > MaxSignals)
        {
            throw new SignalStormException(
                $"Signal '{name}' was not broadcast: more than {MaxSignals} signals followed from one command. "
                    + "Look for processes that throw the signal by which they are started or woken."
            );
        }
        _thrown.Enqueue((name, variables));
        if (_isDelivering)
        {
            return;
        }
        _isDelivering = true;
        try
        {
            while (_thrown.TryDequeue(out var signal))
            {
                Deliver(signal.Name, signal.Variables);
            }
        }
        finally
        {
            _isDelivering = false;
        }
    }

    private void Deliver(string name, FeelContext variables)
    {
        unit.Rows.Send();
        var waiting = Waiting(name);
        var starts = Starts(name);
        foreach (var (root, key) in waiting)
        {
            if (instances.Load(root) is { } instance && instance.State.SignalSubscription(key) is not null)
            {
                instances.Execute(instance, new BroadcastSignal(key, name, variables));
            }
        }
        foreach (var (elementId, definition) in starts)
        {
            instances.Start(definition, new CreateInstance(definition.Key, variables) { StartElementId = elementId }, null);
        }
    }

    private List<(long Root, long Key)> Waiting(string name)
    {
        var found = new List<(long, long)>();
        using var reader = unit
            .Group.Store.Query(
                "SELECT root_instance_key, subscription_key FROM engine_signal_subscription WHERE signal_name = @p0 ORDER BY subscription_key"
            )
            .With(name)
            .Read();
        while (reader.Read())
        {
            found.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }
        return found;
    }

    private List<(string ElementId, DeployedProcess Definition)> Starts(string name)
    {
        var found = new List<(string, DeployedProcess)>();
        using var reader = unit
            .Group.Store.Query(
                "SELECT element_id, definition_key FROM engine_signal_start WHERE signal_name = @p0 ORDER BY process_id, element_id"
            )
            .With(name)
            .Read();
        while (reader.Read())
        {
            if (instances.Catalog.Process(reader.GetInt64(1)) is { } definition)
            {
                found.Add((reader.GetString(0), definition));
            }
        }
        return found;
    }
}
