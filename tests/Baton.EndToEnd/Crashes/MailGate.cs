using System.Net;
using System.Net.Sockets;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// Stands between a server and its mailbox and lets so many bytes of the mail server through; what comes after is held back, in the middle of a mail.
/// Safe for any number of threads.
/// </summary>
internal sealed class MailGate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _counting = new();
    private readonly CancellationTokenSource _end = new();
    private readonly int _mailServer;
    private long _left = long.MaxValue;
    private TaskCompletionSource _opened = new();

    /// <param name="mailServer">Its port on this machine.</param>
    public MailGate(int mailServer)
    {
        _mailServer = mailServer;
        _listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether something is held back.</summary>
    public bool IsShut { get; private set; }

    /// <summary>Lets so many bytes through from now on.</summary>
    public void Open(long bytes)
    {
        lock (_counting)
        {
            (_left, IsShut) = (bytes, false);
            _opened.TrySetResult();
            _opened = new();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Task.Run(() => Serve(client, _end.Token));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client, CancellationToken end)
    {
        using (client)
        using (var mailServer = new TcpClient())
        using (var gone = CancellationTokenSource.CreateLinkedTokenSource(end))
        {
            try
            {
                await mailServer.ConnectAsync(IPAddress.Loopback, _mailServer, end);
                client.NoDelay = mailServer.NoDelay = true;
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(mailServer.GetStream(), gone.Token),
                    Pass(mailServer.GetStream(), client.GetStream(), gone.Token)
                );
                await gone.CancelAsync();
            }
            catch (Exception broken)
                when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // One side is gone; the other goes as well.
            }
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to, CancellationToken gone)
    {
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, gone)) > 0; )
        {
            for (int sent = 0; sent < read; )
            {
                int part = await May(read - sent, gone);
                await to.WriteAsync(buffer.AsMemory(sent, part), gone);
                sent += part;
            }
        }
    }

    /// <summary>How many of these bytes may pass; waits while none may.</summary>
    private async Task<int> May(int wanted, CancellationToken gone)
    {
        while (true)
        {
            Task opened;
            lock (_counting)
            {
                int part = (int)Math.Min(wanted, _left);
                _left -= part;
                if (part > 0)
                    return part;
                IsShut = true;
                opened = _opened.Task;
            }
            await opened.WaitAsync(gone);
        }
    }
}
