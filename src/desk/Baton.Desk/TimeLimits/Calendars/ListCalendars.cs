using System.Text.Json;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>Lists the calendars, those in use first.</summary>
public sealed class ListCalendars(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<CalendarView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var rows = await db.Set<DeskCalendar>().OrderBy(row => row.IsRetired).ThenBy(row => row.Code).ToListAsync(ct);
                var (units, tiers) = await Users(db, ct);
                return Outcome.Of<IReadOnlyList<CalendarView>>(rows.ConvertAll(row => View(row, units, tiers, db.Now, user.Language)));
            },
            ct
        );
    }

    /// <summary>One calendar.</summary>
    public async Task<Outcome<CalendarView>> Show(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<CalendarView>>(
            async db =>
            {
                var row = await db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == code, ct);
                return row is null ? CalendarTexts.Words.NotFound(user.Language) : await View(db, row, user.Language, ct);
            },
            ct
        );
    }

    internal static async Task<CalendarView> View(DeskDb db, DeskCalendar row, string language, CancellationToken ct)
    {
        var (units, tiers) = await Users(db, ct);
        return View(row, units, tiers, db.Now, language);
    }

    private static async Task<(ILookup<string, string> Units, ILookup<string, string> Tiers)> Users(DeskDb db, CancellationToken ct)
    {
        var units = await db
            .Departments.Where(row => row.CalendarCode != null)
            .OrderBy(row => row.Code)
            .Select(row => new { row.Code, row.CalendarCode })
            .ToListAsync(ct);
        var tiers = await db
            .CustomerTiers.Where(row => row.CalendarCode != null)
            .OrderBy(row => row.Code)
            .Select(row => new { row.Code, row.CalendarCode })
            .ToListAsync(ct);
        return (units.ToLookup(row => row.CalendarCode!, row => row.Code), tiers.ToLookup(row => row.CalendarCode!, row => row.Code));
    }

    private static CalendarView View(
        DeskCalendar row,
        ILookup<string, string> units,
        ILookup<string, string> tiers,
        DateTimeOffset now,
        string language
    )
    {
        var content = row.Hours();
        var calendar = CalendarReading.Of(content, row.ImportedDays()).Calendar ?? WorkingCalendar.Always;
        return new(
            row.Code,
            row.Name.In(language),
            row.Name,
            content,
            row.IsDefault,
            row.IsRetired,
            row.Pack,
            Subscription(row, language),
            [.. units[row.Code]],
            [.. tiers[row.Code]],
            calendar.IsOpen(now),
            row.Version
        );
    }

    private static SubscriptionView? Subscription(DeskCalendar row, string language)
    {
        if (row.Address is not { } address)
            return null;
        var passedOver = row.NotUnderstood is { } json ? JsonSerializer.Deserialize<List<NotUnderstood>>(json, CalendarContent.Json) : null;
        return new(
            address,
            HolidayWords.Split(row.MakeUpWords),
            row.MakeUpLike ?? CalendarContent.Weekdays[0],
            row.ReadAt,
            row.NextReadAt,
            row.FailedAt,
            row.Failure is { } failure ? CalendarTexts.Words.Get("failure." + failure, language) : null,
            row.ImportedDays(),
            [.. (passedOver ?? []).Select(one => NotUnderstoodView.Of(one, language))]
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/calendars",
                async (DeskUser user, ListCalendars handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ListCalendars", "Calendars of working hours")
            .Produces<IReadOnlyList<CalendarView>>();
        routes
            .MapGet(
                "/calendars/{code}",
                async (string code, DeskUser user, ListCalendars handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Show(user, code, ct), context, view => view.Version)
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ShowCalendar", "One calendar of working hours", StatusCodes.Status404NotFound)
            .Produces<CalendarView>();
    }
}
