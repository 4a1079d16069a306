using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>
/// Writes what became of a delivery, in one unit of work: the row, how the hook goes, the next delivery of the case, and the alarm. A receiver that does
/// not answer is left alone as a whole, with growing pauses; one that refuses a single delivery gets the others meanwhile.
/// </summary>
internal sealed class WebhookOutcomes(IOptions<WebhookOptions> options)
{
    private const int ErrorMax = 1_000;
    private const int Gone = 410;

    private readonly WebhookOptions _options = options.Value;

    /// <summary>An attempt was made; nothing where the delivery was changed meanwhile and did not arrive.</summary>
    public async ValueTask Write(UnitOfWork unit, long key, int version, WebhookAttempt attempt)
    {
        await using var db = DeskDb.In(unit);
        var row = await db.Set<WebhookDelivery>().SingleOrDefaultAsync(one => one.Key == key);
        if (row is not { State: WebhookDeliveryState.Waiting } || (row.Version != version && !attempt.Succeeded))
            return;
        var hook = await db.Set<Webhook>().SingleOrDefaultAsync(one => one.Key == row.WebhookKey);
        Keep(unit, row, attempt);
        if (attempt.Succeeded)
        {
            Finish(unit, row, WebhookDeliveryState.Delivered);
            if (hook is not null)
                Works(unit, hook);
        }
        else
        {
            await Failed(unit, db, row, hook, attempt);
        }
        await Save(unit, db, row);
    }

    /// <summary>An earlier one of the case has still to arrive, and lets it leave then.</summary>
    public static async ValueTask Wait(UnitOfWork unit, long key, int version)
    {
        await using var db = DeskDb.In(unit);
        if (await Find(db, key, version) is not { } row)
            return;
        row.Version++;
        if (!await WebhookQueue.IsBehind(db, row, CancellationToken.None))
            WebhookQueue.Enqueue(unit, row, unit.Now);
        await db.SaveChangesAsync();
    }

    /// <summary>The receiver does not answer: it is left alone for now. What waited too long is set aside without a further attempt.</summary>
    public async ValueTask Defer(UnitOfWork unit, long key, int version)
    {
        await using var db = DeskDb.In(unit);
        if (await Find(db, key, version) is not { } row)
            return;
        var hook = await db.Set<Webhook>().SingleOrDefaultAsync(one => one.Key == row.WebhookKey);
        row.Version++;
        if (hook?.PausedUntil > unit.Now && IsTooLate(unit, row))
        {
            row.Error ??= hook.LastError;
            Finish(unit, row, WebhookDeliveryState.Aside);
            await Alarm(unit, db, hook, Notifier.WebhookAside);
        }
        else
        {
            row.NotBefore = hook?.PausedUntil > unit.Now ? hook.PausedUntil : null;
            WebhookQueue.Enqueue(unit, row, row.NotBefore ?? unit.Now);
        }
        await Save(unit, db, row);
    }

    private async Task Failed(UnitOfWork unit, DeskDb db, WebhookDelivery row, Webhook? hook, WebhookAttempt attempt)
    {
        if (hook is null || row.Event == WebhookEvents.Ping)
        {
            Finish(unit, row, WebhookDeliveryState.Aside);
            return;
        }
        hook.FailingSince ??= unit.Now;
        hook.LastError = row.Error ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {row.StatusCode}");
        if (attempt.StatusCode == Gone)
        {
            Finish(unit, row, WebhookDeliveryState.Aside);
            if (!hook.IsActive)
                return;
            (hook.IsActive, hook.GoneAt) = (false, unit.Now);
            hook.Version++;
            unit.Tell(DeskChanges.Webhooks);
            await Alarm(unit, db, hook, Notifier.WebhookGone);
            return;
        }
        var pause = Pause(row, attempt);
        // Several may have been under way when it stopped answering: they are one failure.
        if (SaysThatAllFails(attempt) && !(hook.PausedUntil > unit.Now))
        {
            hook.Failures++;
            var ofHook = _options.Pause(hook.Failures);
            hook.PausedUntil = unit.Now + (attempt.RetryAfter is { } wish && wish > ofHook ? Bounded(wish) : ofHook);
        }
        if (IsTooLate(unit, row))
        {
            Finish(unit, row, WebhookDeliveryState.Aside);
            await Alarm(unit, db, hook, Notifier.WebhookAside);
            return;
        }
        var next = unit.Now + pause;
        row.NotBefore = SaysThatAllFails(attempt) && hook.PausedUntil is { } until ? until : next;
        WebhookQueue.Enqueue(unit, row, row.NotBefore.Value);
    }

    /// <summary>No answer, a broken server, or one that wants to be left alone; anything else may be due to this one delivery.</summary>
    private static bool SaysThatAllFails(WebhookAttempt attempt) => attempt.StatusCode is null or >= 500 or 429 or 408;

    private TimeSpan Pause(WebhookDelivery row, WebhookAttempt attempt)
    {
        var pause = _options.Pause(row.Attempts);
        return attempt.RetryAfter is { } wish && wish > pause ? Bounded(wish) : pause;
    }

    private TimeSpan Bounded(TimeSpan wish)
    {
        var longest = TimeSpan.FromMinutes(_options.LongestPauseMinutes);
        return wish > longest ? longest : wish;
    }

    private bool IsTooLate(UnitOfWork unit, WebhookDelivery row) => unit.Now - row.QueuedAt >= TimeSpan.FromHours(_options.GiveUpHours);

    private static Task<WebhookDelivery?> Find(DeskDb db, long key, int version) =>
        db.Set<WebhookDelivery>()
            .SingleOrDefaultAsync(one => one.Key == key && one.Version == version && one.State == WebhookDeliveryState.Waiting);

    private static void Keep(UnitOfWork unit, WebhookDelivery row, WebhookAttempt attempt)
    {
        row.Attempts++;
        row.Version++;
        row.LastAttemptAt = unit.Now;
        row.NotBefore = null;
        (row.StatusCode, row.DurationMilliseconds, row.Answer) = (attempt.StatusCode, attempt.Milliseconds, attempt.Answer);
        row.Error = attempt.Error?.Length > ErrorMax ? attempt.Error[..ErrorMax] : attempt.Error;
    }

    private static void Finish(UnitOfWork unit, WebhookDelivery row, WebhookDeliveryState state)
    {
        (row.State, row.FinishedAt, row.NotBefore) = (state, unit.Now, null);
    }

    private static void Works(UnitOfWork unit, Webhook hook)
    {
        (hook.Failures, hook.FailingSince, hook.PausedUntil, hook.LastError, hook.AlarmedAt) = (0, null, null, null, null);
        hook.LastSuccessAt = unit.Now;
    }

    private static async Task Save(UnitOfWork unit, DeskDb db, WebhookDelivery row)
    {
        await db.SaveChangesAsync();
        if (row.State != WebhookDeliveryState.Waiting)
            await WebhookQueue.Advance(unit, db, row, CancellationToken.None);
        unit.Tell(DeskChanges.Webhook(row.WebhookKey));
    }

    /// <summary>Once until it works again: an hour of failures is one piece of news.</summary>
    private static async Task Alarm(UnitOfWork unit, DeskDb db, Webhook hook, string code)
    {
        if (hook.AlarmedAt is not null && code == Notifier.WebhookAside)
            return;
        hook.AlarmedAt = unit.Now;
        var people = await DeskUsers.Allowed(db, Permissions.ManageIntegrations).Select(user => user.UserName).ToListAsync();
        Notifier.Add(
            db,
            unit,
            people,
            code,
            null,
            null,
            ("webhook", hook.Name),
            (Notifier.WebhookKey, hook.Key.ToString(CultureInfo.InvariantCulture))
        );
        foreach (var name in people)
            unit.Tell(DeskChanges.Notifications(name));
    }
}
