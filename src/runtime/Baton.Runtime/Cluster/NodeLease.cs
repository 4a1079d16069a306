using System.Data;
using System.Data.Common;
using System.Globalization;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Cluster;

/// <summary>
/// Says in the database that this process is alive, and knows who else is. A process that has not said so for a while counts as gone: what it
/// claimed is free, and its share of the due work goes to the others. The database's clock counts, so that clocks of machines may differ.
/// Safe for any number of threads.
/// </summary>
internal sealed partial class NodeLease : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>How long a silent process counts as alive: the time that taking over takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    private readonly BatonStorage _storage;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private View _view;
    private bool _isAbandoned;

    public NodeLease(BatonStorage storage, string? name, ILogger logger)
    {
        _storage = storage;
        _logger = logger;
        Id = Guid.NewGuid().ToString("N");
        _name = name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        _view = new([new(Id, _name, DateTimeOffset.UnixEpoch)], 0);
    }

    /// <summary>This process, for claims.</summary>
    public string Id { get; }

    /// <summary>Is called when somebody else has joined.</summary>
    public Action? Joined { get; set; }

    /// <summary>Who is alive, this process included.</summary>
    public IReadOnlyList<Node> Alive => Volatile.Read(ref _view).Nodes;

    /// <summary>Whether somebody else works on the database.</summary>
    public bool HasOthers => Alive.Count > 1;

    /// <summary>Whether due work with this key is this process's share. While processes come and go two may think so, or none.</summary>
    public bool IsMine(long key)
    {
        var view = Volatile.Read(ref _view);
        // Keys that are given one after the other are spread by their upper bits after the multiplication.
        return view.Nodes.Count <= 1 || (long)(unchecked((ulong)key * 0x9E37_79B9_7F4A_7C15) >> 32) % view.Nodes.Count == view.Index;
    }

    /// <summary>Says it for the first time, and goes on saying it where there may be others.</summary>
    public void Start()
    {
        using (var connection = _storage.OpenWriter())
        {
            if (_storage.IsExclusive)
            {
                Execute(connection, "DELETE FROM engine_node");
            }
            Volatile.Write(ref _view, Say(connection));
        }
        if (!_storage.IsExclusive)
        {
            _loop = Task.Run(Loop);
        }
    }

    /// <summary>Stops as if the process had died.</summary>
    public Task Abandon()
    {
        _isAbandoned = true;
        return DisposeAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private async Task Loop()
    {
        DbConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(Beat, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (connection is not { State: ConnectionState.Open })
                {
                    connection?.Dispose();
                    connection = _storage.OpenWriter();
                }
                if (!_stop.IsCancellationRequested)
                {
                    Look(connection);
                }
                else if (!_isAbandoned)
                {
                    Execute(connection, "DELETE FROM engine_node WHERE node_id = @p0", Id);
                }
            }
            catch (DbException error)
            {
                LogFailed(error);
            }
        }
        connection?.Dispose();
    }

    private void Look(DbConnection connection)
    {
        var before = Alive;
        var view = Say(connection);
        Volatile.Write(ref _view, view);
        foreach (var node in view.Nodes.ExceptBy(before.Select(one => one.Id), one => one.Id))
        {
            LogJoined(node.Name);
            Joined?.Invoke();
        }
        foreach (var node in before.ExceptBy(view.Nodes.Select(one => one.Id), one => one.Id))
        {
            LogGone(node.Name);
        }
    }

    private View Say(DbConnection connection)
    {
        var clock = _storage.ClockSql;
        Execute(
            connection,
            $"""
            INSERT INTO engine_node (node_id, name, started_at, alive_until) VALUES (@p0, @p1, {clock}, {clock} + @p2)
            ON CONFLICT (node_id) DO UPDATE SET alive_until = excluded.alive_until
            """,
            Id,
            _name,
            (long)Lease.TotalMilliseconds
        );
        Execute(connection, $"DELETE FROM engine_node WHERE alive_until < {clock}");
        var nodes = connection.List(
            row => new Node(row.GetString(0), row.GetString(1), Instant.FromMilliseconds(row.GetInt64(2))),
            "SELECT node_id, name, started_at FROM engine_node ORDER BY node_id"
        );
        return new(nodes, nodes.FindIndex(node => node.Id == Id));
    }

    private static void Execute(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process could not say that it is alive; others may take over its share.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Node} has joined.")]
    private partial void LogJoined(string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Node} is gone; the others take over its share.")]
    private partial void LogGone(string node);

    private sealed record View(IReadOnlyList<Node> Nodes, int Index);
}
