using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>The calendar that counts for a unit or a tier.</summary>
/// <param name="Calendar">Its code; null for none of its own.</param>
public sealed record AssignCalendarRequest(string? Calendar);

/// <summary>Says which calendar counts for a unit and those below it, or for the customers of a tier.</summary>
public sealed class AssignCalendar(BatonRuntime runtime)
{
    public Task<Outcome<Done>> ToUnit(DeskUser user, string unit, AssignCalendarRequest request, CancellationToken ct) =>
        Assign(
            user,
            request,
            async (db, code) =>
            {
                var row = await db.Departments.SingleOrDefaultAsync(one => one.Code == unit, ct);
                if (row is null || row.CalendarCode == code)
                    return row is not null;
                (row.CalendarCode, row.Version) = (code, row.Version + 1);
                return true;
            },
            ct
        );

    public Task<Outcome<Done>> ToTier(DeskUser user, string tier, AssignCalendarRequest request, CancellationToken ct) =>
        Assign(
            user,
            request,
            async (db, code) =>
            {
                var row = await db.CustomerTiers.SingleOrDefaultAsync(one => one.Code == tier, ct);
                if (row is not null)
                    row.CalendarCode = code;
                return row is not null;
            },
            ct
        );

    private async Task<Outcome<Done>> Assign(
        DeskUser user,
        AssignCalendarRequest request,
        Func<DeskDb, string?, Task<bool>> assign,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        var code = string.IsNullOrWhiteSpace(request.Calendar) ? null : request.Calendar.Trim();
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (code is not null && !await db.Set<DeskCalendar>().AnyAsync(row => row.Code == code && !row.IsRetired, ct))
                    return Problems.Invalid(
                        user.Language,
                        CalendarTexts.Words.Field("calendar", "unknown", "unknown", user.Language, ("code", code))
                    );
                if (!await assign(db, code))
                    return CalendarTexts.Words.NotFound(user.Language);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut(
                "/departments/{code}/calendar",
                async (string code, AssignCalendarRequest request, DeskUser user, AssignCalendar handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.ToUnit(user, code, request, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "AssignCalendarToUnit",
                "The calendar of a department and those below it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapPut(
                "/customer-tiers/{code}/calendar",
                async (string code, AssignCalendarRequest request, DeskUser user, AssignCalendar handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.ToTier(user, code, request, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "AssignCalendarToTier",
                "The calendar of a customer tier",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces(StatusCodes.Status204NoContent);
    }
}
