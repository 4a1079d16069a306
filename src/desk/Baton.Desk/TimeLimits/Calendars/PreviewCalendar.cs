using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>What to reckon with a calendar, be it kept or not.</summary>
/// <param name="Content">The hours; null for those of the calendar as it is.</param>
/// <param name="Code">A calendar that is kept, with the days of its subscription; null for hours that are just written.</param>
/// <param name="FirstDay">The first day to show; today when null.</param>
/// <param name="Days">How many days to show; 400 at most.</param>
/// <param name="From">When time begins to count; now when null.</param>
/// <param name="Amount">How much, such as <c>PT8H</c> or <c>P2D</c>; null reckons nothing.</param>
public sealed record PreviewCalendarRequest(
    CalendarContent? Content,
    string? Code = null,
    DateOnly? FirstDay = null,
    int Days = 31,
    DateTimeOffset? From = null,
    string? Amount = null
);

/// <summary>A calendar reckoned with.</summary>
/// <param name="Days">Each day that was asked for with its hours.</param>
/// <param name="From">When time begins to count.</param>
/// <param name="Due">When the amount has passed; null where none was asked for.</param>
/// <param name="Open">The first times of work in between, twenty at most.</param>
public sealed record CalendarPreview(
    IReadOnlyList<CalendarDay> Days,
    DateTimeOffset From,
    DateTimeOffset? Due,
    IReadOnlyList<OpenTime> Open
);

/// <summary>Time in which work is done.</summary>
public sealed record OpenTime(DateTimeOffset From, DateTimeOffset To);

/// <summary>Shows the days of a calendar and when an amount of working time from an instant on has passed; changes nothing.</summary>
public sealed class PreviewCalendar(DeskReader reader)
{
    private const int MaxDays = 400;
    private const int MaxSpans = 20;

    /// <summary>Farther than any time limit, and still a date that can be reckoned with.</summary>
    private const int MaxAmountDays = 3_660;

    public async Task<Outcome<CalendarPreview>> Handle(DeskUser user, PreviewCalendarRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        var amount = default(WorkingAmount);
        if (request.Amount is { } text && !(WorkingAmount.TryParse(text, out amount) && IsSane(amount)))
            return Problems.Invalid(
                user.Language,
                CalendarTexts.Words.Field("amount", "duration", "amount", user.Language, ("found", text))
            );
        if (request.Days is < 0 or > MaxDays)
            return Problems.Invalid(
                user.Language,
                CalendarTexts.Words.Field("days", "range", "days", user.Language, ("max", $"{MaxDays}"))
            );
        return await reader.Read<Outcome<CalendarPreview>>(
            async db =>
            {
                var row = request.Code is { } code ? await db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == code, ct) : null;
                if ((request.Content ?? row?.Hours()) is not { } content)
                    return CalendarTexts.Words.NotFound(user.Language);
                var reading = CalendarReading.Of(content, row?.ImportedDays(), db.Now);
                return reading.Calendar is { } calendar
                    ? Reckon(calendar, request, amount, db.Now, user.Language)
                    : Problems.Invalid(user.Language, [.. reading.Faults.Select(fault => CalendarTexts.Field(fault, user.Language))]);
            },
            ct
        );
    }

    private static CalendarPreview Reckon(
        WorkingCalendar calendar,
        PreviewCalendarRequest request,
        WorkingAmount amount,
        DateTimeOffset now,
        string language
    )
    {
        var from = request.From ?? now;
        DateTimeOffset? due = request.Amount is null ? null : calendar.Add(from, amount);
        var first = request.FirstDay ?? DateOnly.FromDateTime(from.ToOffset(calendar.OffsetAt(from)).DateTime);
        var days = Math.Min(request.Days, DateOnly.MaxValue.DayNumber - first.DayNumber);
        return new(
            [.. Enumerable.Range(0, days).Select(day => Day(calendar, first.AddDays(day), language))],
            from,
            due,
            due is null ? [] : [.. calendar.Spans(from, due.Value).Take(MaxSpans).Select(span => new OpenTime(span.From, span.To))]
        );
    }

    private static CalendarDay Day(WorkingCalendar calendar, DateOnly date, string language)
    {
        var (hours, special) = calendar.On(date);
        return new(date, [.. hours.Select(span => span.ToString())], special?.Name?.In(language), special is not null);
    }

    private static bool IsSane(WorkingAmount amount) =>
        amount.Days is >= 0 and <= MaxAmountDays && amount.Time >= TimeSpan.Zero && amount.Time.TotalDays <= MaxAmountDays;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/calendars/preview",
                async (PreviewCalendarRequest request, DeskUser user, PreviewCalendar handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "PreviewCalendar",
                "Open and closed days of a calendar, and when an amount of working time has passed",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<CalendarPreview>();
}
