using System.Globalization;
using Baton.Runtime.Outbox;

namespace Baton.EndToEnd.Courier;

/// <summary>
/// The world outside: a file of which each line is a delivery. It is on the disk before the delivery is confirmed, as with any receiver that
/// keeps what it gets.
/// </summary>
internal sealed class LetterBox(string path) : IOutboxDriver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    public string Channel => "letters";

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{message.Key} {message.IdempotencyKey} {message.Payload}\n");
        lock (_gate)
        {
            _file.Write(System.Text.Encoding.UTF8.GetBytes(line));
            _file.Flush(flushToDisk: true);
        }
        return Task.FromResult(DeliveryResult.Delivered());
    }

    public void Dispose() => _file.Dispose();
}
