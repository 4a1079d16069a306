using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>Has the holidays of a calendar read from its address at once instead of with the next day; they come a little later.</summary>
public sealed class ReadHolidaysNow(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == code, ct);
                if (row is null)
                    return CalendarTexts.Words.NotFound(user.Language);
                if (row.Address is null)
                    return CalendarTexts.Words.Rejected("no-address", user.Language);
                row.NextReadAt = unit.Now;
                await db.SaveChangesAsync(ct);
                unit.SetSchedule(ReadSubscription.Schedule, unit.Now);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/calendars/{code}/read-holidays",
                async (string code, DeskUser user, ReadHolidaysNow handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "ReadHolidaysNow",
                "Read the holidays of a calendar from its address now",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
