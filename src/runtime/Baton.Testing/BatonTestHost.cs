using System.Text;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Baton.Runtime.Embedding;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Messages;
using Baton.Runtime.Search;
using Baton.Runtime.Signals;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Testing;

/// <summary>
/// A runtime for tests: a database of its own, a clock that stands still until it is advanced, and short forms of what a test does. A refusal
/// becomes an exception with the refusal's text.
/// </summary>
public sealed class BatonTestHost : IAsyncDisposable
{
    /// <summary>A negative time does not wait.</summary>
    private static readonly TimeSpan WithoutWaiting = TimeSpan.FromMilliseconds(-1);

    private readonly BatonStorage _storage;

    private BatonTestHost(BatonStorage storage, BatonRuntime runtime)
    {
        _storage = storage;
        Runtime = runtime;
    }

    /// <summary>The instant at which the clock of a test host stands first.</summary>
    public static DateTimeOffset FirstInstant { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The runtime, for what has no short form here.</summary>
    public BatonRuntime Runtime { get; }

    /// <summary>Finds instances, tasks, jobs and the rest.</summary>
    public EngineSearch Search => Runtime.Search;

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => Runtime.Clock.GetUtcNow();

    /// <summary>Starts a host.</summary>
    /// <param name="file">The SQLite file; null is a fresh database in memory.</param>
    /// <param name="parts">Participants, drivers and schedules of the test.</param>
    /// <param name="options">How the runtime behaves.</param>
    /// <param name="logger">Where the runtime writes its log.</param>
    /// <param name="at">Where the clock stands first.</param>
    public static async Task<BatonTestHost> Start(
        string? file = null,
        RuntimeParts? parts = null,
        RuntimeOptions? options = null,
        ILogger<BatonRuntime>? logger = null,
        DateTimeOffset? at = null
    )
    {
        var storage = new SqliteStorage(
            file is null ? new() { InMemory = true } : new() { ConnectionString = $"Data Source={file}", Durable = false }
        );
        return await Start(storage, parts, options, logger, at).ConfigureAwait(false);
    }

    /// <summary>Starts a host on a storage, which it then owns.</summary>
    public static async Task<BatonTestHost> Start(
        BatonStorage storage,
        RuntimeParts? parts = null,
        RuntimeOptions? options = null,
        ILogger<BatonRuntime>? logger = null,
        DateTimeOffset? at = null
    )
    {
        var clock = BatonClock.Pinned(at ?? FirstInstant);
        var runtime = new BatonRuntime(
            storage,
            clock,
            options ?? new(),
            parts ?? RuntimeParts.None,
            logger ?? NullLogger<BatonRuntime>.Instance
        );
        await runtime.Start().ConfigureAwait(false);
        await runtime.RunDue().ConfigureAwait(false);
        return new(storage, runtime);
    }

    /// <summary>Deploys a BPMN text.</summary>
    public Task<Deployment> Deploy(string bpmn, string name = "process.bpmn") => DeployAll((name, bpmn));

    /// <summary>Deploys several texts as one.</summary>
    public Task<Deployment> DeployAll(params (string Name, string Text)[] resources) =>
        Write(unit =>
            unit.Engine.Deploy([.. resources.Select(file => new DeploymentResource(file.Name, Encoding.UTF8.GetBytes(file.Text)))])
        );

    /// <summary>Deploys files as one; the ending of a name says what a file is: .bpmn, .dmn, .form.</summary>
    /// <param name="files">Paths, from the folder of the test program where they are relative.</param>
    public Task<Deployment> DeployFiles(params string[] files) =>
        Runtime.DeployFiles([.. files.Select(file => Path.Combine(AppContext.BaseDirectory, file))]);

    /// <summary>Starts the latest version of a process and answers the instance, to be driven and looked at.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="variables">Any object whose properties are the variables, a JSON text, or null.</param>
    public async Task<TestInstance> Start(string processId, object? variables = null) =>
        new(this, await Runtime.StartProcess(processId, variables).ConfigureAwait(false), processId);

    /// <summary>Starts the latest version of a process and answers its key.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="variables">A JSON object.</param>
    public async Task<long> StartProcess(string processId, string variables = "{}")
    {
        var request = new CreateInstanceRequest { ProcessId = processId, Variables = Json(variables) };
        return (await Write(unit => unit.Engine.CreateInstance(request)).ConfigureAwait(false)).ProcessInstanceKey;
    }

    /// <summary>The open user tasks, oldest first; of one instance or of all.</summary>
    public async Task<IReadOnlyList<UserTaskRow>> OpenTasks(long? processInstanceKey = null)
    {
        var filter = new List<Filter> { new Filter.Where("state", "CREATED") };
        if (processInstanceKey is { } key)
        {
            filter.Add(new Filter.Where("processInstanceKey", key));
        }
        return (await Search.UserTasks(new() { Filter = new Filter.All(filter) }).ConfigureAwait(false)).Value.Items;
    }

    /// <summary>Completes the one open user task of an instance.</summary>
    public async Task CompleteTask(long processInstanceKey, string variables = "{}", string? action = null)
    {
        var open = await OpenTasks(processInstanceKey).ConfigureAwait(false);
        if (open.Count != 1)
        {
            throw new InvalidOperationException(
                $"Expected one open user task of instance {processInstanceKey}, but there are {open.Count}: {string.Join(", ", open.Select(task => task.ElementId))}."
            );
        }
        var task = open[0].UserTaskKey;
        await Write(unit => unit.Engine.CompleteUserTask(task, Json(variables), action), UnitNeeds.UserTask(task)).ConfigureAwait(false);
    }

    /// <summary>Leases available jobs of a type for five minutes, without waiting.</summary>
    public Task<IReadOnlyList<ActivatedJob>> TakeJobs(string type, int max = 100) =>
        Do(Runtime.ActivateJobs(new(type, max, TimeSpan.FromMinutes(5), "test"), WithoutWaiting));

    /// <summary>Takes one job of a type and completes it.</summary>
    public async Task CompleteJob(string type, string variables = "{}")
    {
        var jobs = await TakeJobs(type, 1).ConfigureAwait(false);
        if (jobs.Count == 0)
        {
            throw new InvalidOperationException($"Expected an available job of type '{type}', but there is none.");
        }
        var job = jobs[0].JobKey;
        await Write(unit => unit.Engine.CompleteJob(job, Json(variables)), UnitNeeds.Job(job)).ConfigureAwait(false);
    }

    /// <summary>Publishes a message.</summary>
    public Task<PublishedMessage> Publish(
        string name,
        string correlationKey = "",
        string variables = "{}",
        TimeSpan timeToLive = default
    ) =>
        Write(
            unit => unit.Engine.PublishMessage(new(name, correlationKey) { Variables = Json(variables), TimeToLive = timeToLive }),
            UnitNeeds.Message(name, correlationKey)
        );

    /// <summary>Broadcasts a signal.</summary>
    public Task<BroadcastedSignal> Broadcast(string name, string variables = "{}") =>
        Write(unit => unit.Engine.BroadcastSignal(new(name) { Variables = Json(variables) }));

    /// <summary>Moves the clock and carries out everything that becomes due.</summary>
    public Task Advance(TimeSpan by) => Runtime.PinClock(Now + by);

    /// <summary>The state of a process instance: ACTIVE, COMPLETED or TERMINATED.</summary>
    public async Task<string> StateOf(long processInstanceKey) =>
        (await Search.ProcessInstance(processInstanceKey).ConfigureAwait(false))?.State
        ?? throw new InvalidOperationException($"There is no process instance {processInstanceKey}.");

    /// <summary>The variables of the root scope of an instance, as JSON by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> VariablesOf(long processInstanceKey) =>
        (await Search.VisibleVariables(processInstanceKey, innermostOnly: true).ConfigureAwait(false)).ToDictionary(
            row => row.Name,
            row => row.Value,
            StringComparer.Ordinal
        );

    /// <summary>Runs a unit of work and answers its value.</summary>
    /// <exception cref="InvalidOperationException">The unit ended with a problem.</exception>
    /// <param name="work">The work.</param>
    /// <param name="needs">What it is about, where that is known.</param>
    public Task<T> Write<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, UnitNeeds? needs = null) =>
        Do(Runtime.Write(needs ?? UnitNeeds.Unknown, work));

    /// <summary>Stops the runtime and deletes the database if it was in memory.</summary>
    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync().ConfigureAwait(false);
        _storage.Dispose();
    }

    private static async Task<T> Do<T>(Task<Outcome<T>> work) => (await work.ConfigureAwait(false)).Value;

    private static FeelContext Json(string text) => FeelJson.Parse(text).AsContext();
}
