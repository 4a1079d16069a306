using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.EndToEnd.Stories;

/// <summary>Another system on a free loopback port that takes every web hook, says thanks and keeps what it was told.</summary>
internal sealed class HookCatcher : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _accepting;

    public HookCatcher()
    {
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>The requests so far with their headers.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _talks]);
        _end.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _talks.Add(Talk(client));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>One request a connection is enough.</summary>
    private async Task Talk(TcpClient client)
    {
        using var line = client;
        try
        {
            await using var stream = client.GetStream();
            var bytes = new byte[64 * 1024];
            var count = 0;
            while (!IsWhole(Encoding.UTF8.GetString(bytes, 0, count)))
            {
                var read = await stream.ReadAsync(bytes.AsMemory(count), _end.Token);
                if (read == 0)
                    return;
                count += read;
            }
            _requests.Enqueue(Encoding.UTF8.GetString(bytes, 0, count));
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nThanks"u8.ToArray(), _end.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return;
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = request[..end]
            .Split("\r\n")
            .First(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Split(':')[1];
        return Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse(length, CultureInfo.InvariantCulture);
    }
}
