using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>LISTEN and NOTIFY on a connection for each direction. NOTIFY runs outside of the lanes' transactions, which it would line up.</summary>
internal sealed class PostgresChannel(NpgsqlDataSource source) : NodeChannel
{
    private const string Channel = "baton";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a silent connection is trusted.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private NpgsqlConnection? _sender;
    private Task _loop = Task.CompletedTask;

    /// <summary>The limit of a payload is 8000 bytes.</summary>
    public override int LongestText => 7_900;

    public override void Listen(Action<string> received, Action reconnected, Action<Exception> broken) =>
        _loop = Task.Run(() => Loop(received, reconnected, broken));

    public override async Task Send(string text, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _sender ??= await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", _sender);
            await using var ignored = command.ConfigureAwait(false);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            await CloseSender().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _sending.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await CloseSender().ConfigureAwait(false);
    }

    private async Task Loop(Action<string> received, Action reconnected, Action<Exception> broken)
    {
        var isFirst = true;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(_stop.Token).ConfigureAwait(false);
                await using var ignored = connection.ConfigureAwait(false);
                connection.Notification += (_, told) => received(told.Payload);
                await Execute(connection, $"LISTEN {Channel}").ConfigureAwait(false);
                if (!isFirst)
                {
                    reconnected();
                }
                isFirst = false;
                while (true)
                {
                    if (!await connection.WaitAsync(KeepAlive, _stop.Token).ConfigureAwait(false))
                    {
                        await Execute(connection, "SELECT 1").ConfigureAwait(false);
                    }
                }
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                broken(error);
                isFirst = false;
                await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Execute(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var ignored = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(_stop.Token).ConfigureAwait(false);
    }

    private async ValueTask CloseSender()
    {
        if (_sender is { } sender)
        {
            _sender = null;
            await sender.DisposeAsync().ConfigureAwait(false);
        }
    }
}
