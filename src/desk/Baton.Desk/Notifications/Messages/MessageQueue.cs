using System.Globalization;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// The order in which messages leave: of one case and channel one after the other, each when those before it are out or given up. The outbox holds those
/// whose turn it is; a message that rests keeps nobody waiting.
/// </summary>
internal static class MessageQueue
{
    public const string OutboxChannel = "message";

    /// <summary>Lets a new message leave when its turn comes, or rest as its row says.</summary>
    public static Task Add(UnitOfWork unit, DeskDb db, Message row, CancellationToken ct) =>
        Add(unit, db, row, new MessageTurns(db, [row.CaseKey]), ct);

    /// <summary>The same where the turns of its case are known.</summary>
    public static async Task Add(UnitOfWork unit, DeskDb db, Message row, MessageTurns turns, CancellationToken ct)
    {
        if (row is { State: MessageState.Held, HeldFor: HoldReasons.Digest, NotBefore: { } at })
            await DigestWork.Schedule(unit, db, at, ct);
        else if (row is { State: MessageState.Held, NotBefore: { } until })
            Enqueue(unit, row, until);
        else if (row.State == MessageState.Queued && !await turns.IsBehind(row, ct))
            Enqueue(unit, row, unit.Now);
    }

    /// <summary>Hands the message to the outbox for its next attempt.</summary>
    public static void Enqueue(UnitOfWork unit, Message row, DateTimeOffset at) =>
        unit.Enqueue(
            new(
                OutboxChannel,
                string.Create(CultureInfo.InvariantCulture, $"{row.Key}.{row.Version}"),
                string.Create(CultureInfo.InvariantCulture, $"{row.Key}.{row.Version}"),
                at
            )
        );

    /// <summary>Which version of which message an entry of the outbox is about: an entry of an older version is void.</summary>
    public static (long Key, int Version) Read(string payload)
    {
        var parts = payload.Split('.');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Lets the next of the same case and channel leave; call it when a message is out, given up or taken back.</summary>
    public static async Task Advance(UnitOfWork unit, DeskDb db, Message done, CancellationToken ct)
    {
        if (done.CaseKey is not { } caseKey)
            return;
        var waiting = await db.Set<Message>()
            .Where(row => row.CaseKey == caseKey && row.Channel == done.Channel && row.Key != done.Key && row.State == MessageState.Queued)
            .OrderBy(row => row.Key)
            .FirstOrDefaultAsync(ct);
        // One that was tried before has an attempt of its own in the outbox.
        if (waiting is { Attempts: 0 } next)
            Enqueue(unit, next, unit.Now);
    }
}
