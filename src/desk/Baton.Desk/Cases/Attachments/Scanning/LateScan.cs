using System.Globalization;
using System.Text.Json;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>
/// Scans files that were accepted while the scanner did not answer: again and again until it does. In what is found then, the version is taken
/// off, the one before it is the latest again, and the content is deleted.
/// </summary>
internal sealed class LateScan(DeskReader reader, AttachmentStore store, VirusScanner scanner, DeskChanges changes)
{
    public const string Outbox = "attachment-scan";

    /// <summary>Puts a file that nobody has scanned on the list, in the unit that keeps its row.</summary>
    public static void Follow(UnitOfWork unit, Attachment row)
    {
        if (row.Scan == ScanStates.Waiting)
            Enqueue(unit, row.Key, TimeSpan.Zero);
    }

    private static void Enqueue(UnitOfWork unit, long key, TimeSpan pause, int round = 1)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"attachment-{key}-{round}");
        unit.Enqueue(new OutboxMessage(Outbox, id, JsonSerializer.Serialize(new Waiting(key, round)), unit.Now + pause));
    }

    public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken ct)
    {
        var waiting = JsonSerializer.Deserialize<Waiting>(message.Payload)!;
        var row = await reader.Read(
            db => db.Attachments.SingleOrDefaultAsync(one => one.Key == waiting.Key && one.DeletedAt == null, ct),
            ct
        );
        if (row is null || row.Scan != ScanStates.Waiting)
            return DeliveryResult.Delivered();
        await using var content = await store.Open(row.Sha256, ct);
        var result = await scanner.Scan(content, ct);
        return result.Verdict switch
        {
            ScanVerdict.NoAnswer => DeliveryResult.Delivered(unit => TryAgain(unit, waiting)),
            ScanVerdict.Found => DeliveryResult.Delivered(unit => TakeOff(unit, row.Key, result.Detail!)),
            _ => DeliveryResult.Delivered(unit => Mark(unit, row.Key, ScanStates.Of(result))),
        };
    }

    private ValueTask TryAgain(UnitOfWork unit, Waiting waiting)
    {
        Enqueue(unit, waiting.Key, TimeSpan.FromMinutes(scanner.Options.RetryMinutes), waiting.Round + 1);
        return ValueTask.CompletedTask;
    }

    private async ValueTask Mark(UnitOfWork unit, long key, string? state)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Attachments.SingleOrDefaultAsync(one => one.Key == key);
        if (row is null)
            return;
        row.Scan = state;
        await db.SaveChangesAsync();
        Publish(unit, row);
    }

    private async ValueTask TakeOff(UnitOfWork unit, long key, string threat)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Attachments.SingleOrDefaultAsync(one => one.Key == key && one.DeletedAt == null);
        if (row is null)
            return;
        row.DeletedAt = unit.Now;
        row.Scan = null;
        if (row.ReplacedAt is null && await Before(db, row) is { } before)
            before.ReplacedAt = null;
        db.SecurityEvents.Add(VirusFound.Event(unit, row.UploadedBy, row.FileName, row.Sha256, threat));
        if (row.CaseKey is { } caseKey)
            Timeline.Add(db, unit, caseKey, TimelineCodes.AttachmentInfected, null, null, ("file", row.FileName), ("threat", threat));
        var file = new UnneededFile($"infected-{row.Key}", AttachmentStore.NameOf(row.Sha256), row.Sha256);
        unit.Enqueue(new OutboxMessage(CaseFiles.Outbox, file.Owner, JsonSerializer.Serialize(file), CaseFiles.NotBefore(unit.Now, file)));
        await db.SaveChangesAsync();
        Publish(unit, row);
    }

    private static Task<Attachment?> Before(DeskDb db, Attachment row) =>
        AttachmentRows
            .Versions(db, row.VersionOf ?? row.Key)
            .Where(one => one.Version < row.Version)
            .OrderByDescending(one => one.Version)
            .FirstOrDefaultAsync();

    private void Publish(UnitOfWork unit, Attachment row)
    {
        if (row.CaseKey is { } caseKey)
            unit.AfterCommit(() => changes.Publish(DeskChanges.Case(caseKey)));
    }

    private sealed record Waiting(long Key, int Round);
}

/// <summary>Delivers the outbox messages of <see cref="LateScan"/>.</summary>
/// <param name="scan">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class LateScanOutbox(Lazy<LateScan> scan) : IOutboxDriver
{
    public string Channel => LateScan.Outbox;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        scan.Value.Deliver(message, cancellationToken);
}
