using System.Globalization;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>
/// The order in which deliveries leave: of one hook and case one after the other, each when the one before has arrived or was set aside. The outbox
/// holds those whose turn it is.
/// </summary>
internal static class WebhookQueue
{
    public const string OutboxChannel = "webhook";

    /// <summary>Hands the delivery to the outbox for its next attempt; the same version twice is one attempt.</summary>
    public static void Enqueue(UnitOfWork unit, WebhookDelivery row, DateTimeOffset at)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{row.Key}.{row.Version}");
        unit.Enqueue(new OutboxMessage(OutboxChannel, id, id, at));
    }

    /// <summary>Which version of which delivery an entry of the outbox is about.</summary>
    public static (long Key, int Version) Read(string payload)
    {
        var parts = payload.Split('.');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>True while an earlier one of the hook and case has still to arrive.</summary>
    public static Task<bool> IsBehind(DeskDb db, WebhookDelivery row, CancellationToken ct) =>
        row.CaseKey is null
            ? Task.FromResult(false)
            : Waiting(db, row.WebhookKey).AnyAsync(one => one.CaseKey == row.CaseKey && one.Sequence < row.Sequence, ct);

    /// <summary>Lets the next of the same hook and case leave; call it when one has arrived or was set aside, and that is saved.</summary>
    public static async Task Advance(UnitOfWork unit, DeskDb db, WebhookDelivery done, CancellationToken ct)
    {
        if (done.CaseKey is not { } caseKey)
            return;
        var next = await Waiting(db, done.WebhookKey)
            .Where(row => row.CaseKey == caseKey)
            .OrderBy(row => row.Sequence)
            .FirstOrDefaultAsync(ct);
        if (next is not null)
            Enqueue(unit, next, unit.Now);
    }

    /// <summary>Lets everything of a hook leave whose turn it is, once more; the caller saves.</summary>
    public static async Task Wake(UnitOfWork unit, DeskDb db, long webhookKey, CancellationToken ct)
    {
        var waiting = Waiting(db, webhookKey);
        var first = await waiting
            .Where(row => row.CaseKey == null || !waiting.Any(one => one.CaseKey == row.CaseKey && one.Sequence < row.Sequence))
            .OrderBy(row => row.Key)
            .ToListAsync(ct);
        foreach (var row in first)
        {
            row.NotBefore = null;
            row.Version++;
            Enqueue(unit, row, unit.Now);
        }
    }

    private static IQueryable<WebhookDelivery> Waiting(DeskDb db, long webhookKey) =>
        db.Set<WebhookDelivery>().Where(row => row.WebhookKey == webhookKey && row.State == WebhookDeliveryState.Waiting);
}
