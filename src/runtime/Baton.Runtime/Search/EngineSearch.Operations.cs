using System.Data.Common;
using System.Globalization;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>Answers what an operator asks about many instances, in a time that does not grow with their number.</summary>
public sealed partial class EngineSearch
{
    /// <summary>Instances of one version, or at one element, are not counted further.</summary>
    public const int MostPresent = 100_000;

    /// <summary>What is open, each count up to one beyond <see cref="Page.MaxTotal"/>.</summary>
    public Task<OpenWork> OpenWork(CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<OpenWork>(
                new OpenWork
                {
                    Instances = Capped(connection, "engine_process_instance WHERE ended_at IS NULL"),
                    Incidents = Capped(connection, "engine_incident WHERE state = 'ACTIVE'"),
                    Jobs = Capped(connection, "engine_job WHERE is_open = 1"),
                    Timers = Capped(connection, "engine_timer"),
                    Subscriptions = Capped(connection, "engine_message_subscription WHERE is_open = 1"),
                    PendingLetters = Capped(connection, "engine_outbox WHERE state = 'PENDING'"),
                    DeadLetters = Capped(connection, "engine_outbox WHERE state = 'DEAD'"),
                }
            ),
            cancellationToken
        );

    /// <summary>The active instances that stand at an element; as <see cref="ProcessInstances"/>, with the fields standingDefinitionKey, standingElementId and standingRootKey.</summary>
    public Task<Outcome<SearchResult<ProcessInstanceRow>>> StandingInstances(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(OperationTables.Standing, request, cancellationToken);

    /// <summary>Jobs that are not done, or only the failed ones of them; as <see cref="Jobs"/>. Few are found along indexes, many by walking back from the newest.</summary>
    public Task<Outcome<SearchResult<JobRow>>> OpenJobs(
        SearchRequest request,
        bool failedOnly = false,
        CancellationToken cancellationToken = default
    ) =>
        Run(
            connection =>
                _tables.Jobs with
                {
                    From = _tables.Jobs.From.Replace(
                        "engine_job t",
                        failedOnly ? OperationTables.FailedJobs
                            : Capped(connection, "engine_job WHERE is_open = 1") > Page.MaxTotal ? OperationTables.ManyOpenJobs
                            : OperationTables.FewOpenJobs,
                        StringComparison.Ordinal
                    ),
                },
            request,
            cancellationToken
        );

    /// <summary>Timers of running instances; fields timerKey, dueDate, elementId, processInstanceKey, processDefinitionKey, processDefinitionId.</summary>
    public Task<Outcome<SearchResult<TimerRow>>> Timers(SearchRequest request, CancellationToken cancellationToken = default) =>
        Run(OperationTables.Timers, request, cancellationToken);

    /// <summary>Where the running instances of a definition stand now; each count up to one beyond <see cref="MostPresent"/>.</summary>
    public Task<IReadOnlyList<PresenceRow>> Presence(long definitionKey, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection =>
            {
                var incidents = connection
                    .List(
                        row => (Id: row.GetString(0), Count: row.GetInt64(1)),
                        "SELECT element_id, COUNT(*) FROM engine_incident WHERE definition_key = @p0 AND state = 'ACTIVE' GROUP BY element_id",
                        definitionKey
                    )
                    .ToDictionary(row => row.Id, row => row.Count, StringComparer.Ordinal);
                var rows = new List<PresenceRow>();
                for (var id = NextPresent(connection, definitionKey, ""); id is not null; id = NextPresent(connection, definitionKey, id))
                {
                    var active = connection.Number(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM engine_element_instance WHERE definition_key = @p0 AND element_id = @p1 AND ended_at IS NULL LIMIT @p2) counted",
                        definitionKey,
                        id,
                        (long)MostPresent + 1
                    );
                    rows.Add(new(id, active ?? 0, incidents.GetValueOrDefault(id)));
                }
                return new ValueTask<IReadOnlyList<PresenceRow>>(rows);
            },
            cancellationToken
        );

    /// <summary>How many instances of a version run, by its key, and how many of these an incident stops; each count up to one beyond <see cref="MostPresent"/>.</summary>
    public Task<IReadOnlyDictionary<long, (long Running, long Stopped)>> RunningByVersion(CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection =>
            {
                var stopped = connection
                    .List(
                        row => (Key: row.GetInt64(0), Count: row.GetInt64(1)),
                        """
                        SELECT p.definition_key, COUNT(*) FROM engine_process_instance p
                        WHERE p.ended_at IS NULL AND p.root_instance_key IN (SELECT i.root_instance_key FROM engine_incident i WHERE i.state = 'ACTIVE')
                        GROUP BY p.definition_key
                        """
                    )
                    .ToDictionary(row => row.Key, row => row.Count);
                var running = connection.List(
                    row => (Key: row.GetInt64(0), Count: row.GetInt64(1)),
                    """
                    SELECT d.definition_key, (SELECT COUNT(*) FROM (SELECT 1 FROM engine_process_instance p
                      WHERE p.definition_key = d.definition_key AND p.state = 'ACTIVE' LIMIT @p0) counted)
                    FROM engine_process_definition d
                    """,
                    (long)MostPresent + 1
                );
                return new ValueTask<IReadOnlyDictionary<long, (long, long)>>(
                    running.ToDictionary(row => row.Key, row => (row.Count, stopped.GetValueOrDefault(row.Key)))
                );
            },
            cancellationToken
        );

    /// <summary>The key of the root instance that so many rows of instances are older than; null where there are not so many.</summary>
    /// <param name="before">Only instances below this key of a root.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<long?> RootBack(long before, int count, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<long?>(
                connection.Number(
                    "SELECT root_instance_key FROM engine_process_instance WHERE root_instance_key < @p0 ORDER BY root_instance_key DESC LIMIT 1 OFFSET @p1",
                    before,
                    (long)count
                )
            ),
            cancellationToken
        );

    /// <summary>How long instances stay in each element, by the newest running and the newest completed instances of a definition.</summary>
    /// <param name="definitionKey">The definition.</param>
    /// <param name="sample">How many of each are looked at, at most.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ElementTimes> ElementTimes(long definitionKey, int sample, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sample);
        return _runtime.Read(connection => new ValueTask<ElementTimes>(Times(connection, definitionKey, sample, Now)), cancellationToken);
    }

    /// <summary>What happened in the tree of a process instance, the first first; null when there is no such instance.</summary>
    /// <param name="processInstanceKey">An instance of the tree.</param>
    /// <param name="limit">How many events at most.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<InstanceJournal?> Journal(long processInstanceKey, int limit, CancellationToken cancellationToken = default) =>
        _runtime.Read(connection => new ValueTask<InstanceJournal?>(Journal(connection, processInstanceKey, limit)), cancellationToken);

    private static InstanceJournal? Journal(DbConnection connection, long key, int limit)
    {
        if (
            connection.Number("SELECT root_instance_key FROM engine_process_instance WHERE process_instance_key = @p0", key) is not { } root
        )
        {
            return null;
        }
        var lines = new List<JournalLine>();
        using var command = connection.Command(
            "SELECT recorded_at, events FROM engine_journal WHERE root_instance_key = @p0 ORDER BY seq",
            root
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var at = Instant.FromMilliseconds(reader.GetInt64(0));
            foreach (EngineEvent @event in EventCodec.Read(reader.GetFieldValue<byte[]>(1)))
            {
                if (lines.Count == limit)
                {
                    return new(root, lines, true);
                }
                lines.Add(new(at, @event));
            }
        }
        return new(root, lines, false);
    }

    /// <summary>The next element, by its id, at which something of a definition stands: jumps along the index instead of reading it.</summary>
    private static string? NextPresent(DbConnection connection, long definitionKey, string after) =>
        connection
            .List(
                row => row.GetString(0),
                """
                SELECT element_id FROM engine_element_instance
                WHERE definition_key = @p0 AND ended_at IS NULL AND element_id > @p1 ORDER BY element_id LIMIT 1
                """,
                definitionKey,
                after
            )
            .FirstOrDefault();

    private static long Capped(DbConnection connection, string rows) =>
        connection.Number(
            string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM (SELECT 1 FROM {rows} LIMIT {Page.MaxTotal + 1}) counted")
        ) ?? 0;

    /// <summary>Each state by itself follows an index to its newest instances.</summary>
    private static ElementTimes Times(DbConnection connection, long definitionKey, int sample, long now)
    {
        var stays = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var instances = new HashSet<long>();
        foreach (var state in (ReadOnlySpan<string>)["ACTIVE", "COMPLETED"])
        {
            using var command = connection.Command(
                """
                SELECT e.process_instance_key, e.element_id, COALESCE(e.ended_at, @p2) - e.started_at
                FROM (SELECT root_instance_key, process_instance_key FROM engine_process_instance
                  WHERE definition_key = @p0 AND state = @p3 ORDER BY started_at DESC, process_instance_key DESC LIMIT @p1) p
                JOIN engine_element_instance e
                  ON e.root_instance_key = p.root_instance_key AND e.process_instance_key = p.process_instance_key
                WHERE e.type <> 'PROCESS'
                """,
                definitionKey,
                (long)sample,
                now,
                state
            );
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                instances.Add(reader.GetInt64(0));
                var id = reader.GetString(1);
                if (!stays.TryGetValue(id, out var times))
                {
                    stays[id] = times = [];
                }
                times.Add(Math.Max(0, reader.GetInt64(2)));
            }
        }
        return new(instances.Count, [.. stays.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Row(pair.Key, pair.Value))]);
    }

    private static ElementTimeRow Row(string elementId, List<long> times)
    {
        times.Sort();
        return new(elementId, times.Count, Within(times, 0.5), Within(times, 0.9));
    }

    private static TimeSpan Within(List<long> sorted, double share) =>
        TimeSpan.FromMilliseconds(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)]);
}
