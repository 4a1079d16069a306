namespace Baton.Runtime.Lanes;

/// <summary>
/// All writing goes through here. Units wait in a queue, from which each lane takes what there is, runs one unit after the other in one
/// transaction, and answers after its commit (group commit), so that many clients pay for one disk write together. There is one lane where the
/// database has one writer, otherwise several; then a unit waits for the lane that made what it is about, if that is known.
/// </summary>
internal sealed class WriteLane : IAsyncDisposable
{
    /// <summary>Whether the code that runs is part of a unit.</summary>
    internal static readonly AsyncLocal<bool> InsideUnit = new();

    private readonly LaneQueue _queue;
    private readonly KeyHomes? _homes;
    private readonly IReadOnlyList<LaneRunner> _lanes;
    private readonly int _unitsPerCommit;
    private Task? _loops;
    private volatile bool _isAbandoned;

    /// <param name="lanes">The lanes.</param>
    /// <param name="options">How much they take.</param>
    /// <param name="homes">Who made which keys, where there are several.</param>
    public WriteLane(IReadOnlyList<LaneRunner> lanes, RuntimeOptions options, KeyHomes? homes = null)
    {
        _homes = homes;
        _lanes = lanes;
        _unitsPerCommit = options.UnitsPerCommit;
        _queue = new(lanes.Count, options.LaneCapacity);
    }

    public int Length => _queue.Count;

    public void Start() => _loops = Task.WhenAll(_lanes.Select((lane, number) => Task.Run(() => Loop(lane, number))));

    public Task<Outcome<T>> Enqueue<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, UnitNeeds needs, CancellationToken cancellationToken)
    {
        if (InsideUnit.Value)
        {
            throw new InvalidOperationException("A unit of work waits for another one, which would wait for it. Use the unit at hand.");
        }
        var item = new LaneItem<T>(work, needs, cancellationToken);
        if (_queue.TryAdd(item, Home(needs)))
        {
            return item.Task;
        }
        throw _queue.IsCompleted || _isAbandoned || _loops is null
            ? new ObjectDisposedException(nameof(BatonRuntime), "The runtime does not run.")
            : new LaneBusyException();
    }

    /// <summary>Takes no more units, carries out those that wait, and ends.</summary>
    public async Task Drain()
    {
        _queue.Complete();
        if (_loops is not null)
        {
            await _loops.ConfigureAwait(false);
        }
    }

    /// <summary>Stops like a process that dies: what is not committed by now never is, and nobody is answered.</summary>
    public async Task Abandon()
    {
        _isAbandoned = true;
        foreach (var lane in _lanes)
        {
            lane.IsAbandoned = true;
        }
        await Drain().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await Drain().ConfigureAwait(false);

    private int? Home(UnitNeeds needs) =>
        (needs.UserTaskKey ?? needs.JobKey ?? needs.RootInstanceKey) is { } key ? _homes?.LaneOf(key) : null;

    private async Task Loop(LaneRunner lane, int number)
    {
        var items = new List<LaneItem>(_unitsPerCommit);
        while (await _queue.Take(number, _unitsPerCommit, items).ConfigureAwait(false))
        {
            items.RemoveAll(Abandoned);
            if (items.Count > 0 && !_isAbandoned)
            {
                await lane.Run(items).ConfigureAwait(false);
                // Behind those who were just answered: what they want next joins the next group, instead of waiting for a group of one or two.
                await Task.Yield();
            }
        }
    }

    private static bool Abandoned(LaneItem item)
    {
        if (!item.IsAbandoned)
        {
            return false;
        }
        item.Abandon();
        return true;
    }
}
