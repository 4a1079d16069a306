using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Desk.Tests.Cases.Attachments;

/// <summary>Answers as ClamAV's daemon does to <c>zINSTREAM</c>, over TCP or the file of a socket; knows one virus.</summary>
internal sealed class InstreamServer : IAsyncDisposable
{
    public const string Virus = "this text plays the virus";
    public const string Threat = "Test-Signature";

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private InstreamServer(Socket listener, EndPoint address)
    {
        _listener = listener;
        _listener.Bind(address);
        _listener.Listen();
        Address = _listener.LocalEndPoint is IPEndPoint ip ? $"127.0.0.1:{ip.Port}" : "unix:" + address;
        _running = Run();
    }

    public string Address { get; }

    /// <summary>What was sent to be scanned.</summary>
    public ConcurrentQueue<string> Received { get; } = [];

    public static InstreamServer OnPort() => new(new Socket(SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0));

    public static InstreamServer OnSocketFile()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        return new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _running;
        _stopping.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptAsync(_stopping.Token);
                await using var stream = new NetworkStream(client, ownsSocket: false);
                await Serve(stream);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, _stopping.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stopping.Token);
            var piece = new byte[BinaryPrimitives.ReadUInt32BigEndian(length)];
            if (piece.Length == 0)
                break;
            await stream.ReadExactlyAsync(piece, _stopping.Token);
            await content.WriteAsync(piece, _stopping.Token);
        }
        var text = Encoding.UTF8.GetString(content.ToArray());
        Received.Enqueue(text);
        var answer = text.Contains(Virus, StringComparison.Ordinal) ? $"stream: {Threat} FOUND\0" : "stream: OK\0";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stopping.Token);
    }
}
