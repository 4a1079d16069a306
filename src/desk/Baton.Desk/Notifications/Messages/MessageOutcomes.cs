using System.Globalization;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Jobs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// Writes what became of messages, in one unit of work: the row, the time line of the case, the next message of the case, and the process that waits for it.
/// </summary>
internal sealed class MessageOutcomes(IOptions<MessageOptions> options)
{
    private const int ErrorMax = 1_000;
    private const int ProviderIdMax = 200;

    /// <summary>What the driver said of an attempt; nothing where the message was changed meanwhile and did not leave.</summary>
    public async ValueTask Write(UnitOfWork unit, long key, int version, MessageDelivery delivery)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key);
        var isOut = delivery.Verdict is MessageVerdict.Delivered or MessageVerdict.Accepted;
        if (row is null || row.FinishedAt is not null && row.State != MessageState.Canceled)
            return;
        // What left is out, though somebody took it back at the same time.
        if (row.Version != version && !isOut)
            return;
        row.Attempts++;
        row.LastAttemptAt = unit.Now;
        row.HeldFor = null;
        row.NotBefore = null;
        row.Version++;
        row.LastError = Short(delivery.Reason, ErrorMax);
        row.ProviderId = Short(delivery.ProviderId, ProviderIdMax) ?? row.ProviderId;
        switch (delivery.Verdict)
        {
            case MessageVerdict.Delivered:
                row.SentAt = unit.Now;
                await Finish(unit, db, row, MessageState.Delivered);
                break;
            case MessageVerdict.Accepted:
                row.SentAt = unit.Now;
                row.State = MessageState.Accepted;
                await Tell(unit, db, row, MessageCodes.Sent);
                await MessageQueue.Advance(unit, db, row, CancellationToken.None);
                break;
            case MessageVerdict.Retry when row.Attempts < options.Value.Attempts:
                row.State = MessageState.Queued;
                row.NotBefore = unit.Now + options.Value.Pause(row.Attempts);
                MessageQueue.Enqueue(unit, row, row.NotBefore.Value);
                break;
            default:
                await Finish(unit, db, row, MessageState.Failed);
                break;
        }
        await db.SaveChangesAsync();
        Changed(unit, row);
    }

    /// <summary>Its rest is over, but its turn has not come: whatever leaves before it lets it go.</summary>
    public static async ValueTask Wait(UnitOfWork unit, long key, int version)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key && one.Version == version);
        if (row is null)
            return;
        (row.State, row.HeldFor, row.NotBefore) = (MessageState.Queued, null, null);
        row.Version++;
        await MessageQueue.Add(unit, db, row, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    /// <summary>The channel is not set up: the message rests until it is.</summary>
    public static async ValueTask Hold(UnitOfWork unit, long key, int version)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key && one.Version == version);
        if (row is null)
            return;
        (row.State, row.HeldFor, row.NotBefore) = (MessageState.Held, HoldReasons.NotSetUp, null);
        row.Version++;
        await db.SaveChangesAsync();
        await MessageQueue.Advance(unit, db, row, CancellationToken.None);
        Changed(unit, row);
    }

    /// <summary>
    /// What a gateway reports later of a message that it took, found by the gateway's own name for it or by what the driver was given as the id. The same report
    /// again, and one of a message that is finished, changes nothing.
    /// </summary>
    /// <returns>False where the desk sent no such message.</returns>
    public static async ValueTask<bool> Report(
        UnitOfWork unit,
        string channel,
        string? providerId,
        string? deliveryId,
        bool isDelivered,
        string? reason,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var ofChannel = db.Set<Message>().Where(one => one.Channel == channel);
        Message? row = null;
        if (deliveryId is { } id && long.TryParse(id.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            row = await ofChannel.SingleOrDefaultAsync(one => one.Key == key, ct);
        if (row is not null && row.DeliveryId != deliveryId)
            // It was sent again since: what became of the earlier sending is no news.
            return true;
        if (row is null && providerId is not null)
            row = await ofChannel.Where(one => one.ProviderId == providerId).OrderByDescending(one => one.Key).FirstOrDefaultAsync(ct);
        if (row is null)
            return false;
        if (row.State != MessageState.Accepted)
            return true;
        row.LastError = Short(reason, ErrorMax);
        row.Version++;
        await Finish(unit, db, row, isDelivered ? MessageState.Delivered : MessageState.Failed);
        await db.SaveChangesAsync(ct);
        Changed(unit, row);
        return true;
    }

    /// <summary>A mail server returned a mail that had gone out: it failed after all.</summary>
    public static async ValueTask Bounced(UnitOfWork unit, long key, string? reason, CancellationToken ct)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key, ct);
        if (row is null || row.State is not (MessageState.Delivered or MessageState.Accepted or MessageState.Queued))
            return;
        row.LastError = Short(reason, ErrorMax);
        row.DeliveredAt = null;
        row.Version++;
        await Finish(unit, db, row, MessageState.Failed);
        await db.SaveChangesAsync(ct);
        Changed(unit, row);
    }

    /// <summary>An operator takes back what has not left yet; the caller saves.</summary>
    public static async Task Cancel(UnitOfWork unit, DeskDb db, Message row)
    {
        row.Version++;
        await End(unit, db, row, MessageState.Canceled);
        Changed(unit, row);
    }

    private static async Task Finish(UnitOfWork unit, DeskDb db, Message row, MessageState state)
    {
        var wasAccepted = row.State == MessageState.Accepted;
        if (state == MessageState.Delivered)
            row.DeliveredAt = unit.Now;
        if (state == MessageState.Failed)
            await Tell(unit, db, row, MessageCodes.Failed);
        else if (!wasAccepted)
            await Tell(unit, db, row, MessageCodes.Sent);
        await End(unit, db, row, state);
    }

    private static async Task End(UnitOfWork unit, DeskDb db, Message row, MessageState state)
    {
        row.State = state;
        row.HeldFor = null;
        row.NotBefore = null;
        row.FinishedAt = unit.Now;
        await db.SaveChangesAsync();
        await MessageQueue.Advance(unit, db, row, CancellationToken.None);
        if (row.JobKey is { } job)
            await MessageJobs.Settle(unit, db, job);
    }

    /// <summary>Writes on the time line of the case; who got a blind copy never stands there.</summary>
    private static async Task Tell(UnitOfWork unit, DeskDb db, Message row, string code)
    {
        var people = MessageReceiver.Read(row.To).Concat(MessageReceiver.Read(row.Cc)).Select(one => one.Name ?? one.Address).ToList();
        if (row.CaseKey is not { } caseKey || people.Count == 0)
            return;
        var hasTitle = row.Author is not null || await HasTitle(db, caseKey);
        if (row.Author is not null && code == MessageCodes.Sent)
            code = TimelineCodes.AnswerSent;
        Timeline.Add(
            db,
            unit,
            caseKey,
            hasTitle ? code : code + MessageCodes.Untitled,
            row.Author,
            row.TaskKey,
            (TimelineWords.Channel, row.Channel),
            (TimelineWords.To, string.Join(TimelineWords.Comma, people)),
            ("subject", hasTitle ? row.Subject : null),
            ("reason", code == MessageCodes.Failed ? row.LastError : null),
            (TimelineWords.Message, string.Create(CultureInfo.InvariantCulture, $"{row.Key}"))
        );
    }

    /// <summary>False where a subject may hold what not everybody may read of the case: the time line has one text for all.</summary>
    private static async Task<bool> HasTitle(DeskDb db, long caseKey)
    {
        var type = await db.Cases.Where(one => one.Key == caseKey).Select(one => one.TypeCode).SingleAsync();
        return (await FieldRights.Of(db, type, CancellationToken.None)).Guarded.Count == 0;
    }

    private static void Changed(UnitOfWork unit, Message row)
    {
        if (row.CaseKey is { } caseKey)
            unit.Tell(DeskChanges.Case(caseKey));
    }

    private static string? Short(string? text, int max) => text?.Length > max ? text[..max] : text;
}

/// <summary>What messages write on the time line of a case.</summary>
internal static class MessageCodes
{
    public const string Sent = "message-sent";
    public const string Failed = "message-failed";

    /// <summary>Behind either where the subject is not told.</summary>
    public const string Untitled = "-untitled";
}
