using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Baton.EndToEnd.Clusters;

/// <summary>Stands between one server and its database, and can cut the way: open connections break, fresh ones are closed at once.</summary>
internal sealed class DatabaseProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly int _database;
    private volatile bool _isCut;

    /// <param name="database">The port of the database on this machine.</param>
    public DatabaseProxy(int database)
    {
        _database = database;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        _isCut = true;
        foreach (TcpClient client in _open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => _isCut = false;

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (var database = new TcpClient())
        {
            try
            {
                _open[client] = true;
                _open[database] = true;
                if (_isCut)
                {
                    return;
                }
                await database.ConnectAsync(IPAddress.Loopback, _database);
                client.NoDelay = database.NoDelay = true;
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(database.GetStream()),
                    database.GetStream().CopyToAsync(client.GetStream())
                );
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One side is gone; the other goes as well.
            }
            finally
            {
                _open.TryRemove(client, out _);
                _open.TryRemove(database, out _);
            }
        }
    }
}
