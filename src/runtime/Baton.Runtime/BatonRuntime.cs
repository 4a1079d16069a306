using System.Data.Common;
using Baton.Runtime.Batches;
using Baton.Runtime.Clockwork;
using Baton.Runtime.Cluster;
using Baton.Runtime.Decisions;
using Baton.Runtime.Deployments;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Documents;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Baton.Runtime.Outbox;
using Baton.Runtime.Retention;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Baton.Runtime.UserTasks;
using Baton.Runtime.Verification;
using Baton.Runtime.Workers;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime;

/// <summary>
/// The only loop: load, decide, apply, commit, carry out. One a process and database. Safe for any number of threads between
/// <see cref="Start"/> and <see cref="DisposeAsync"/>.
/// </summary>
public sealed class BatonRuntime : IAsyncDisposable
{
    private readonly RuntimeOptions _options;
    private readonly RuntimeParts _parts;
    private readonly ILogger<BatonRuntime> _logger;
    private readonly ReaderPool _readers;
    private readonly AsyncLocal<bool> _isReading = new();
    private readonly JobWaiters _jobs = new();
    private readonly EndWaiters _ends = new();
    private readonly SemaphoreSlim _pinning = new(1, 1);
    private readonly RunningWorkers _workers = new();
    private readonly List<LaneStore> _stores = [];
    private SharedCatalog? _catalog;
    private WriteLane? _lane;
    private TransitionWaiters? _transitions;
    private NodeLease? _node;
    private NodeWire? _wire;
    private DueClock? _due;
    private OutboxDispatcher? _outbox;
    private BatchRunner? _batches;
    private IDisposable? _watch;

    /// <summary>A runtime that is still to be started.</summary>
    public BatonRuntime(BatonStorage storage, BatonClock clock, RuntimeOptions options, RuntimeParts parts, ILogger<BatonRuntime> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        Storage = storage;
        Clock = clock;
        _options = options;
        _parts = parts;
        _logger = logger;
        _readers = new(storage, options);
        Search = new(this);
        Decisions = new(this);
        OutboxDesk = new(this);
        Batches = new(this, options);
        Documents = new(this, options);
        History = new(this, options.History);
    }

    /// <summary>The database.</summary>
    public BatonStorage Storage { get; }

    /// <summary>Whether disposing the runtime disposes the storage too; false where a container or a host does that.</summary>
    public bool OwnsStorage { get; init; }

    /// <summary>The time of the installation.</summary>
    public BatonClock Clock { get; }

    /// <summary>Finds instances, tasks, jobs and the rest.</summary>
    public EngineSearch Search { get; }

    /// <summary>Evaluates decisions outside of processes.</summary>
    public EngineDecisions Decisions { get; }

    /// <summary>What waits in the outbox, and the letters that nobody could deliver.</summary>
    public OutboxDesk OutboxDesk { get; }

    /// <summary>Operations on many instances, and the deletion of resources with their history.</summary>
    public BatchOperations Batches { get; }

    /// <summary>Documents that programs keep beside their variables.</summary>
    public DocumentStore Documents { get; }

    /// <summary>What would be deleted because its period is over.</summary>
    public HistoryPreview History { get; }

    /// <summary>The definitions as they were last committed.</summary>
    public DefinitionCatalog Catalog => (_catalog ?? throw NotRunning()).Newest.Catalog;

    /// <summary>The processes that work on the database, this one included.</summary>
    public IReadOnlyList<Node> Nodes => Node.Alive;

    /// <summary>The id of this process among <see cref="Nodes"/>.</summary>
    public string NodeId => Node.Id;

    /// <summary>
    /// Is called with what another process told by <see cref="Tell"/> and with what a unit told here or there by <see cref="UnitOfWork.Tell"/>; null means
    /// that anything may have changed. On the thread of a lane or of the wire, several at a time: it must be quick and must not throw.
    /// </summary>
    public Action<IReadOnlyCollection<string>?>? Told { get; set; }

    /// <summary>Whether it was started.</summary>
    public bool IsRunning => _lane is not null;

    /// <summary>Whether workers of this program were started and have not stopped.</summary>
    public bool HasWorkers => _workers.Any;

    /// <summary>How many lanes write.</summary>
    internal int Lanes => _stores.Count;

    /// <summary>This process among those on the database.</summary>
    internal NodeLease Node => _node ?? throw NotRunning();

    /// <summary>
    /// After this, loops look again whether something is due: where this process is alone only the system's clock may have been set forward,
    /// elsewhere another process may have made something due whose word got lost.
    /// </summary>
    internal TimeSpan LongestSleep => Storage.IsExclusive ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5);

    private WriteLane Lane => _lane ?? throw NotRunning();

    /// <summary>Brings the schema up to date, loads the definitions and begins to work, overdue work included.</summary>
    /// <exception cref="SchemaException">The database was written by a newer program.</exception>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        if (_lane is not null)
        {
            throw new InvalidOperationException("The runtime was started before.");
        }
        if (_options.Problems() is { Count: > 0 } problems)
        {
            throw new InvalidOperationException(string.Join(' ', problems));
        }
        Schema.Migrate(Storage);
        foreach (var preparation in _parts.Preparations)
        {
            await preparation.Run(Storage, cancellationToken).ConfigureAwait(false);
        }
        _node = new(Storage, _options.NodeName, _logger);
        _node.Start();
        if (Storage.OpenChannel() is { } channel)
        {
            _wire = new(channel, _node, Hear, _logger);
            _node.Joined = _wire.Welcome;
        }
        var homes = Storage.IsExclusive ? null : new KeyHomes(Storage.KeysAtOnce);
        _lane = new([.. OpenLanes(homes)], _options, homes);
        _due = new(this, _options, [.. _parts.Schedules, .. HistoryWork.For(_options.History, _logger)], _jobs, _logger);
        _outbox = new(this, _options, _parts.Drivers, _logger);
        _batches = new(this, _options, _logger);
        _watch = RuntimeTelemetry.Watch(() => _lane.Length, () => _readers.Waiting, () => _node.Alive.Count);
        _wire?.Start();
        _lane.Start();
        if (_options.DueWork)
        {
            await _due.Prepare().ConfigureAwait(false);
            _due.Loop.Start();
            _outbox.Loop.Start();
            _batches.Loop.Start();
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> as one unit and answers after its commit. A problem or an exception takes the unit back, alone. The work
    /// must use nothing but the unit to write, and must not wait for other units.
    /// </summary>
    /// <exception cref="LaneBusyException">Too many units wait; nothing happened.</exception>
    public Task<Outcome<T>> Write<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken = default) =>
        Lane.Enqueue(work, UnitNeeds.Unknown, cancellationToken);

    /// <summary>The same for work whose caller knows what it is about; see <see cref="UnitNeeds"/>.</summary>
    /// <exception cref="LaneBusyException">Too many units wait; nothing happened.</exception>
    public Task<Outcome<T>> Write<T>(
        UnitNeeds needs,
        Func<UnitOfWork, ValueTask<Outcome<T>>> work,
        CancellationToken cancellationToken = default
    ) => Lane.Enqueue(work, needs, cancellationToken);

    /// <summary>
    /// Reads with a pooled connection; sees everything that was acknowledged before. Where the connection broke meanwhile it is read again with
    /// a fresh one. While <see cref="RuntimeOptions.MaxReaders"/> read it waits for its turn; who reads within a reading or within a unit of work has one.
    /// </summary>
    /// <exception cref="StorageUnreachableException">The database cannot be reached.</exception>
    /// <exception cref="ReadersBusyException">Too many read and wait.</exception>
    public async Task<T> Read<T>(Func<DbConnection, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        cancellationToken.ThrowIfCancellationRequested();
        if (_isReading.Value || WriteLane.InsideUnit.Value)
        {
            return await ReadAtOnce(read, cancellationToken).ConfigureAwait(false);
        }
        using var turn = await _readers.Wait(cancellationToken).ConfigureAwait(false);
        _isReading.Value = true;
        return await ReadAtOnce(read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same without waiting for a turn; for the loops of the runtime, of which there are few and which should not be late where many read.</summary>
    internal async Task<T> ReadAtOnce<T>(Func<DbConnection, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var reader = _readers.Rent();
            return await read(reader.Connection).ConfigureAwait(false);
        }
        catch (Exception error) when (Storage.IsUnreachable(error))
        {
            _readers.Clear();
        }
        try
        {
            using var reader = _readers.Rent();
            return await read(reader.Connection).ConfigureAwait(false);
        }
        catch (Exception error) when (Storage.IsUnreachable(error))
        {
            throw new StorageUnreachableException("The database cannot be reached. Try again later.", error);
        }
    }

    /// <summary>
    /// Leases available jobs of a type. Where there are none it waits up to <paramref name="requestTimeout"/> for one: zero means the default
    /// time, a negative one does not wait. The waiting time is real time, even when the clock is pinned.
    /// </summary>
    public Task<Outcome<IReadOnlyList<ActivatedJob>>> ActivateJobs(
        ActivateJobsRequest request,
        TimeSpan requestTimeout,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var patience = requestTimeout == TimeSpan.Zero ? _options.JobPollDefault : requestTimeout;
        return JobPolling.Activate(this, _jobs, request, patience, cancellationToken);
    }

    /// <summary>
    /// Lets a worker work on jobs until the returned object is disposed, or the runtime. Disposing waits for the jobs at work, as long as
    /// <see cref="JobWorkerOptions.StopPatience"/>.
    /// </summary>
    /// <param name="worker">The worker; the runtime does not dispose it.</param>
    /// <param name="logger">Where it writes its log; null is the log of the runtime.</param>
    /// <exception cref="ArgumentException">The options of the worker are wrong.</exception>
    public RunningWorker StartWorker(IJobWorker worker, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(worker);
        if (worker.Options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException($"{worker.GetType().Name}: {string.Join(' ', problems)}", nameof(worker));
        }
        return _lane is null ? throw NotRunning() : _workers.Add(new(this, worker, logger ?? _logger));
    }

    /// <summary>Lets a function work on jobs of a type; see <see cref="StartWorker(IJobWorker, ILogger?)"/>.</summary>
    public RunningWorker StartWorker(string jobType, Func<ActivatedJob, CancellationToken, Task<JobAnswer>> work) =>
        StartWorker(new FunctionWorker(new(jobType) { Name = jobType }, work));

    /// <summary>Waits until a process instance has ended, at most <paramref name="patience"/> of real time.</summary>
    /// <returns>Whether it has ended.</returns>
    public Task<bool> AwaitEnd(long processInstanceKey, TimeSpan patience, CancellationToken cancellationToken = default) =>
        _ends.Await(this, processInstanceKey, patience, cancellationToken);

    /// <summary>
    /// Sets the time of the installation to an instant and lets it stand still. Returns when everything that is due by then was carried out:
    /// timers, back-offs, leases, expiries, schedules, the outbox and operations on many instances, and what follows from them.
    /// </summary>
    public async Task PinClock(DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        await _pinning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Clock.PinTo(at);
            await RunDue(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _pinning.Release();
        }
    }

    /// <summary>Lets the time of the system count again.</summary>
    public void ResetClock()
    {
        Clock.Run();
        _due?.Loop.Wake();
        _outbox?.Loop.Wake();
    }

    /// <summary>Carries out everything that is due now and returns when nothing is.</summary>
    public async Task RunDue(CancellationToken cancellationToken = default)
    {
        var due = (_due ?? throw NotRunning()).Loop;
        var outbox = _outbox!.Loop;
        var batches = _batches!.Loop;
        long before;
        do
        {
            // The loops in the background may carry something out meanwhile, which may make more due: it counts as well.
            before = due.Rounds + outbox.Rounds + batches.Rounds;
            await due.RunAll(cancellationToken).ConfigureAwait(false);
            await outbox.RunAll(cancellationToken).ConfigureAwait(false);
            await batches.RunAll(cancellationToken).ConfigureAwait(false);
        } while (due.Rounds + outbox.Rounds + batches.Rounds != before);
        _jobs.WakeAll();
    }

    /// <summary>
    /// Tells other processes on the database something that their hosts understand, soon and without waiting, after the commit that it is about. It may
    /// get lost while a connection is down; then <see cref="Told"/> is called with null there.
    /// </summary>
    public void Tell(IReadOnlyCollection<string> topics) => _wire?.Tell(new() { Topics = new(topics, StringComparer.Ordinal) });

    /// <summary>
    /// Replays every journal and compares the result with the rows. Meant for tests and for operators in doubt: it reads everything.
    /// </summary>
    /// <returns>The differences, each as a sentence; empty when all is well.</returns>
    public Task<IReadOnlyList<string>> Verify(CancellationToken cancellationToken = default) =>
        Read(connection => new ValueTask<IReadOnlyList<string>>(Verifier.Compare(connection, Catalog)), cancellationToken);

    /// <summary>Stops the workers, takes no more work, finishes what was accepted, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _workers.Stop().ConfigureAwait(false);
        if (_lane is not null)
        {
            await _due!.Loop.DisposeAsync().ConfigureAwait(false);
            await _outbox!.Loop.DisposeAsync().ConfigureAwait(false);
            await _batches!.Loop.DisposeAsync().ConfigureAwait(false);
            await _lane.Drain().ConfigureAwait(false);
            await CloseCluster().ConfigureAwait(false);
        }
        Close();
    }

    /// <summary>Stops as if the process had died at this moment: nothing that is not committed is kept, nobody is answered.</summary>
    internal async Task Abandon()
    {
        _workers.Abandon();
        await Lane.Abandon().ConfigureAwait(false);
        await _due!.Loop.DisposeAsync().ConfigureAwait(false);
        await _outbox!.Loop.DisposeAsync().ConfigureAwait(false);
        await _batches!.Loop.DisposeAsync().ConfigureAwait(false);
        await _node!.Abandon().ConfigureAwait(false);
        await CloseCluster().ConfigureAwait(false);
        Close();
    }

    /// <summary>Somebody waits for jobs of the type.</summary>
    internal void WatchJobs(string type) => _due?.Watch(type);

    /// <summary>There is an operation to carry out.</summary>
    internal void WakeBatches() => _batches?.Loop.Wake();

    private void Close()
    {
        _watch?.Dispose();
        _jobs.WakeAll();
        _readers.Dispose();
        _stores.ForEach(store => store.Dispose());
        _stores.Clear();
        if (OwnsStorage)
        {
            Storage.Dispose();
        }
    }

    private async Task CloseCluster()
    {
        if (_wire is not null)
        {
            await _wire.DisposeAsync().ConfigureAwait(false);
        }
        await _node!.DisposeAsync().ConfigureAwait(false);
    }

    private IEnumerable<LaneRunner> OpenLanes(KeyHomes? homes)
    {
        var transitions = new TransitionWaiters();
        _transitions = transitions;
        // A database with one writer has one lane, whatever the options say.
        for (var lane = 0; lane < (Storage.IsExclusive ? 1 : _options.Lanes); lane++)
        {
            var number = lane;
            var store = new LaneStore(Storage, first => homes?.Note(first, number));
            _stores.Add(store);
            _catalog ??= new(ReadCatalog(store.Connection));
            var wakeups = new Wakeups(Act, news => _wire?.Tell(news), transitions);
            var room = new EngineRoom(store, _catalog, _parts.Participants, wakeups, _options)
            {
                Keepers = _parts.Keepers,
                Endings = _parts.Endings,
            };
            yield return new(
                store,
                _logger,
                (group, needs) => new(group, needs, Clock.GetUtcNow(), unit => new EngineSession(unit, room)),
                (group, needs) => room.GroupBegins(group, needs, Clock.GetUtcNow()),
                room.GroupEnded
            );
        }
    }

    private static VersionedCatalog ReadCatalog(DbConnection connection)
    {
        // The number first: what is deployed in between is read twice rather than never.
        var version = connection.Number("SELECT version FROM engine_catalog WHERE id = 1") ?? 0;
        return new(DefinitionCatalog.Load(connection), version);
    }

    /// <summary>Wakes everybody here whom a commit concerns.</summary>
    private void Act(NodeNews news)
    {
        if (news.Transitions.Count > 0)
        {
            _transitions!.End(news.Transitions);
        }
        if (news.JobTypes.Count > 0)
        {
            _jobs.Wake(news.JobTypes);
        }
        if (news.Ended.Count > 0)
        {
            _ends.Wake(news.Ended);
        }
        if (news.DueAt is { } dueAt)
        {
            _due?.Loop.Wake(dueAt);
        }
        if (news.Outbox)
        {
            _outbox?.Loop.Wake();
        }
        if (news.Topics.Count > 0)
        {
            Told?.Invoke(news.Topics);
        }
    }

    /// <summary>Another process tells what it committed, or texts may have been lost.</summary>
    private void Hear(NodeNews news)
    {
        Act(news);
        if (news.Catalog || news.All)
        {
            using var reader = _readers.Rent();
            if (reader.Connection.Number("SELECT version FROM engine_catalog WHERE id = 1") > _catalog!.Newest.Version)
            {
                _catalog.Offer(ReadCatalog(reader.Connection));
            }
        }
        if (news.All)
        {
            _jobs.WakeAll();
            _due?.Loop.Wake();
            _outbox?.Loop.Wake();
            Told?.Invoke(null);
        }
    }

    private static InvalidOperationException NotRunning() => new("The runtime does not run yet. Start it first.");
}
