using System.Text.Json;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Retention;

/// <summary>
/// Deletes the files of deleted cases from the outbox, so that none is left when the process dies. A content that another attachment has stays; one
/// that somebody uploads again at this moment is looked at later.
/// </summary>
internal sealed class CaseFiles(DeskReader reader, IFileStore files, TimeProvider clock)
{
    public const string Outbox = "case-files";

    /// <summary>From the upload of a content to its row there is some time; longer than this there is not.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>When a file may go that lost its row now.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset now, UnneededFile file) => file.Sha256 is null ? now : now + Pause;

    public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken ct)
    {
        var file = JsonSerializer.Deserialize<UnneededFile>(message.Payload)!;
        if (file.Sha256 is null)
        {
            await files.Delete(file.Name, DateTimeOffset.MaxValue, ct);
            return DeliveryResult.Delivered();
        }
        if (await reader.Read(db => db.Attachments.AnyAsync(row => row.Sha256 == file.Sha256 && row.DeletedAt == null, ct), ct))
            return DeliveryResult.Delivered();
        return await files.Delete(file.Name, clock.GetUtcNow() - Pause, ct)
            ? DeliveryResult.Delivered()
            : DeliveryResult.Retry($"{file.Name} was uploaded again a short while ago.");
    }
}

/// <summary>Delivers the outbox messages of <see cref="CaseFiles"/>.</summary>
/// <param name="files">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class CaseFilesOutbox(Lazy<CaseFiles> files) : IOutboxDriver
{
    public string Channel => CaseFiles.Outbox;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        files.Value.Deliver(message, cancellationToken);
}
