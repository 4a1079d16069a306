using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Until when somebody must have decided about a contact, in the working time of those who see to it.</summary>
internal sealed class InboxClock(CalendarShelf calendars, IOptions<InboxOptions> options)
{
    public int UrgeTimes => options.Value.UrgeTimes;

    public Task<DateTimeOffset> Due(DeskDb db, string channel, string? unit, DateTimeOffset from, CancellationToken ct) =>
        After(db, unit, from, options.Value.DecideWithinMinutesOf.GetValueOrDefault(channel, options.Value.DecideWithinMinutes), ct);

    public Task<DateTimeOffset> NextUrge(DeskDb db, string? unit, DateTimeOffset from, CancellationToken ct) =>
        After(db, unit, from, options.Value.UrgeEveryMinutes, ct);

    private async Task<DateTimeOffset> After(DeskDb db, string? unit, DateTimeOffset from, int minutes, CancellationToken ct)
    {
        var found = await calendars.For(db, null, unit, null, ct);
        return found.Calendar.Add(from, new WorkingAmount(0, TimeSpan.FromMinutes(minutes)));
    }
}
