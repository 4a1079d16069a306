namespace Baton.Runtime.Lanes;

/// <summary>
/// The units that wait. Some wait for the lane that knows most of what they are about, the others for whichever lane is free. A lane that has
/// nothing to do helps another one that has been busy for long. Safe for any number of threads.
/// </summary>
internal sealed class LaneQueue
{
    /// <summary>A lane that has been in one group for longer does not keep the units that wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Queue<LaneItem> _any = new();
    private readonly Lane[] _lanes;
    private readonly int _capacity;
    private int _count;
    private bool _isCompleted;

    public LaneQueue(int lanes, int capacity)
    {
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => new Lane())];
        _capacity = capacity;
    }

    /// <summary>How many units wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Whether no more units are taken.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _isCompleted;
            }
        }
    }

    /// <summary>Adds a unit.</summary>
    /// <param name="item">The unit.</param>
    /// <param name="home">The lane that knows most of it; null for any.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryAdd(LaneItem item, int? home)
    {
        lock (_gate)
        {
            if (_isCompleted || _count == _capacity)
            {
                return false;
            }
            _count++;
            // A lane that is alone takes the units in the order in which they came.
            var lane = home is { } number && _lanes.Length > 1 ? _lanes[number] : null;
            (lane?.Own ?? _any).Enqueue(item);
            Wake(lane);
            return true;
        }
    }

    /// <summary>No more units come; those that wait are still given out.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            foreach (var lane in _lanes)
            {
                lane.Wake();
            }
        }
    }

    /// <summary>Gives a lane its next group, at most so many units; waits for some. The lane has ended its group before.</summary>
    /// <returns>False when there is nothing left and nothing more comes.</returns>
    public async ValueTask<bool> Take(int number, int most, List<LaneItem> items)
    {
        items.Clear();
        var lane = _lanes[number];
        while (true)
        {
            Task signal;
            bool othersWait;
            lock (_gate)
            {
                Fill(lane, most, items);
                if (items.Count > 0)
                {
                    lane.BusySince = Environment.TickCount64;
                    return true;
                }
                if (_isCompleted && _count == 0)
                {
                    return false;
                }
                othersWait = _count > 0;
                lane.BusySince = null;
                lane.IsWatching = othersWait;
                signal = lane.Rest();
            }
            if (othersWait)
            {
                await signal.WaitAsync(Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else
            {
                await signal.ConfigureAwait(false);
            }
        }
    }

    private void Fill(Lane lane, int most, List<LaneItem> items)
    {
        Move(lane.Own, most, items);
        Move(_any, most, items);
        foreach (var other in items.Count == 0 ? _lanes : [])
        {
            if (other.BusySince is { } since && Environment.TickCount64 - since >= Patience.TotalMilliseconds)
            {
                Move(other.Own, most, items);
            }
        }
    }

    private void Move(Queue<LaneItem> from, int most, List<LaneItem> to)
    {
        while (to.Count < most && from.TryDequeue(out var item))
        {
            to.Add(item);
            _count--;
        }
    }

    /// <summary>Wakes the lane that the unit waits for, or one that rests; a lane that is busy takes the unit when it has ended its group.</summary>
    private void Wake(Lane? home)
    {
        if (home is { BusySince: null })
        {
            home.Wake();
            return;
        }
        foreach (var lane in _lanes)
        {
            // One that watches already looks by itself whether the home of the unit is busy for too long.
            if (lane is { BusySince: null } && (home is null || !lane.IsWatching))
            {
                lane.Wake();
                return;
            }
        }
    }

    private sealed class Lane
    {
        private TaskCompletionSource? _signal;

        public Queue<LaneItem> Own { get; } = new();

        /// <summary>When it began its group, in milliseconds of the system; null while it rests.</summary>
        public long? BusySince { get; set; }

        /// <summary>It rests, and looks now and then whether another lane needs help.</summary>
        public bool IsWatching { get; set; }

        public Task Rest() => (_signal ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Wake()
        {
            _signal?.TrySetResult();
            _signal = null;
        }
    }
}
