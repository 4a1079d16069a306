using System.Threading.Channels;

namespace Baton.Runtime.Lanes;

/// <summary>
/// All writing goes through here. Units wait in one queue, from which each lane takes what there is, runs one unit after the other in one
/// transaction, and answers after its commit (group commit), so that many clients pay for one disk write together. There is one lane where the
/// database has one writer, otherwise several.
/// </summary>
internal sealed class WriteLane : IAsyncDisposable
{
    /// <summary>Whether the code that runs is part of a unit.</summary>
    internal static readonly AsyncLocal<bool> InsideUnit = new();

    private readonly Channel<LaneItem> _queue;
    private readonly IReadOnlyList<LaneRunner> _lanes;
    private readonly int _unitsPerCommit;
    private Task? _loops;
    private volatile bool _isAbandoned;

    public WriteLane(IReadOnlyList<LaneRunner> lanes, RuntimeOptions options)
    {
        _lanes = lanes;
        _unitsPerCommit = options.UnitsPerCommit;
        _queue = Channel.CreateBounded<LaneItem>(new BoundedChannelOptions(options.LaneCapacity) { SingleReader = lanes.Count == 1 });
    }

    public int Length => _queue.Reader.Count;

    public void Start() => _loops = Task.WhenAll(_lanes.Select(lane => Task.Run(() => Loop(lane))));

    public Task<Outcome<T>> Enqueue<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, UnitNeeds needs, CancellationToken cancellationToken)
    {
        if (InsideUnit.Value)
        {
            throw new InvalidOperationException("A unit of work waits for another one, which would wait for it. Use the unit at hand.");
        }
        var item = new LaneItem<T>(work, needs, cancellationToken);
        if (_queue.Writer.TryWrite(item))
        {
            return item.Task;
        }
        throw _queue.Reader.Completion.IsCompleted || _isAbandoned || _loops is null
            ? new ObjectDisposedException(nameof(BatonRuntime), "The runtime does not run.")
            : new LaneBusyException();
    }

    /// <summary>Takes no more units, carries out those that wait, and ends.</summary>
    public async Task Drain()
    {
        _queue.Writer.TryComplete();
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

    private async Task Loop(LaneRunner lane)
    {
        var items = new List<LaneItem>(_unitsPerCommit);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            items.Clear();
            while (items.Count < _unitsPerCommit && _queue.Reader.TryRead(out var item))
            {
                if (item.IsAbandoned)
                {
                    item.Abandon();
                }
                else
                {
                    items.Add(item);
                }
            }
            if (items.Count > 0 && !_isAbandoned)
            {
                await lane.Run(items).ConfigureAwait(false);
            }
        }
    }
}
