using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>Tells a Postfix to put receivers off once whose names begin with grey: its protocol of access policies.</summary>
internal sealed class GreyPolicy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly Task _work;

    public GreyPolicy()
    {
        _listener.Start();
        _work = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task Serve()
    {
        var talks = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                talks.Add(Talk(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(talks);
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\n", AutoFlush = true };
            var receiver = "";
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                if (line.StartsWith("recipient=", StringComparison.Ordinal))
                    receiver = line["recipient=".Length..];
                if (line.Length > 0)
                    continue;
                var isPutOff = receiver.StartsWith("grey", StringComparison.Ordinal) && _seen.TryAdd(receiver, true);
                await writer.WriteAsync(isPutOff ? "action=451 4.7.1 Greylisted, come again\n\n" : "action=dunno\n\n");
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The test is over, or the mail server is.
        }
    }
}
