using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>
/// Asks ClamAV's daemon about a file: the content goes to it in pieces, each after its length, and its answer is one line (INSTREAM, clamd(8)).
/// Safe for any number of threads.
/// </summary>
public sealed class VirusScanner(IOptions<ScannerOptions> options)
{
    private const int PieceLength = 65_536;
    private const int AnswerMaxLength = 1024;
    private const string FoundEnd = " FOUND";
    private const string StreamStart = "stream: ";

    internal ScannerOptions Options => options.Value;

    internal async Task<ScanResult> Scan(Stream content, CancellationToken ct)
    {
        if (Options.Kind == ScannerKind.None)
            return new(ScanVerdict.NotAsked);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(Options.TimeoutSeconds));
        try
        {
            return Understand(await Ask(content, patience.Token));
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return new(ScanVerdict.NoAnswer, error.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(ScanVerdict.NoAnswer, $"No answer within {Options.TimeoutSeconds} seconds.");
        }
    }

    private async Task<string> Ask(Stream content, CancellationToken ct)
    {
        var address = ScannerAddress.Read(Options.Address)!;
        using var socket =
            address is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, ct);
        await using var connection = new NetworkStream(socket, ownsSocket: false);
        await connection.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        await Send(content, connection, ct);
        return await Answer(connection, ct);
    }

    private static async Task Send(Stream content, NetworkStream connection, CancellationToken ct)
    {
        const int LengthLength = 4;
        var piece = ArrayPool<byte>.Shared.Rent(LengthLength + PieceLength);
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(piece.AsMemory(LengthLength, PieceLength), ct);
                BinaryPrimitives.WriteInt32BigEndian(piece, read);
                // The piece of length 0 is the end.
                await connection.WriteAsync(piece.AsMemory(0, LengthLength + read), ct);
            } while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task<string> Answer(NetworkStream connection, CancellationToken ct)
    {
        var answer = new byte[AnswerMaxLength];
        var length = 0;
        for (int read; length < answer.Length && (read = await connection.ReadAsync(answer.AsMemory(length), ct)) > 0; length += read)
        {
            if (answer[length + read - 1] == 0)
                return Encoding.UTF8.GetString(answer, 0, length + read - 1);
        }
        return Encoding.UTF8.GetString(answer, 0, length);
    }

    private static ScanResult Understand(string answer)
    {
        var text = answer.Trim();
        if (text.StartsWith(StreamStart, StringComparison.Ordinal))
            text = text[StreamStart.Length..];
        return text == "OK" ? new(ScanVerdict.Clean)
            : text.EndsWith(FoundEnd, StringComparison.Ordinal) ? new(ScanVerdict.Found, text[..^FoundEnd.Length])
            : new(ScanVerdict.NoAnswer, text.Length == 0 ? "The scanner hung up." : text);
    }
}
