using System.Text.Json;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>
/// Reads the holidays of each calendar that has an address once a day, and an hour after it failed. What was read before stays until a reading succeeds.
/// </summary>
internal sealed class ReadSubscription(DeskReader reader, HolidaySource source, TimeProvider clock)
{
    public const string Schedule = "calendar-holidays";

    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <summary>Asks the outbox to read what is due; rests until the next one is.</summary>
    public static ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    private static async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var now = unit.Now;
        foreach (var row in await db.Set<DeskCalendar>().Where(row => row.Address != null && row.NextReadAt <= now).ToListAsync())
        {
            unit.Enqueue(
                new OutboxMessage(
                    HolidayOutbox.CalendarChannel,
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Code}:{now.ToUnixTimeMilliseconds()}"),
                    row.Code
                )
            );
            row.NextReadAt = now + Daily;
        }
        await db.SaveChangesAsync();
        return await Next(db);
    }

    public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = await reader.Read(
            db => db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == message.Payload, cancellationToken),
            cancellationToken
        );
        if (row?.Address is not { } address)
            return DeliveryResult.Delivered();
        var answer = await source.Read(address, cancellationToken);
        var words = new HolidayWords(HolidayWords.Split(row.MakeUpWords), row.MakeUpLike ?? CalendarContent.Weekdays[0]);
        var file = answer.Text is { } text ? HolidayFile.Read(text, words, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) : null;
        return DeliveryResult.Delivered(unit => Keep(unit, row, file, answer.Failure ?? "no-calendar"));
    }

    private static async ValueTask Keep(UnitOfWork unit, DeskCalendar read, HolidayFile? file, string failure)
    {
        await using var db = DeskDb.In(unit);
        // Another address may have been given meanwhile, which is read on its own.
        var row = await db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == read.Code);
        if (row is null || row.Address != read.Address || row.MakeUpWords != read.MakeUpWords || row.MakeUpLike != read.MakeUpLike)
            return;
        if (file is null)
        {
            (row.FailedAt, row.Failure) = (row.FailedAt ?? unit.Now, failure);
            row.NextReadAt = unit.Now + AfterFailure;
        }
        else
        {
            (row.ReadAt, row.FailedAt, row.Failure) = (unit.Now, null, null);
            row.Imported = JsonSerializer.Serialize(file.Days, CalendarContent.Json);
            row.NotUnderstood = JsonSerializer.Serialize(file.NotUnderstood, CalendarContent.Json);
        }
        await db.SaveChangesAsync();
        unit.SetSchedule(Schedule, await Next(db));
    }

    private static Task<DateTimeOffset?> Next(DeskDb db) =>
        db.Set<DeskCalendar>().Where(row => row.Address != null).MinAsync(row => row.NextReadAt);
}
