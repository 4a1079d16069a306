using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Shows the clocks of a case and explains each: when it ran, rested and why, what it has done and will do, and who is told next.</summary>
public sealed class ShowClocks
{
    private readonly DeskReader _reader;
    private readonly PackTexts _packTexts;
    private readonly LimitShelf _limits;
    private readonly CalendarShelf _calendars;
    private readonly Recipients _recipients;
    private readonly Lazy<TimeZoneInfo> _zone;

    internal ShowClocks(
        DeskReader reader,
        PackTexts packTexts,
        LimitShelf limits,
        CalendarShelf calendars,
        Recipients recipients,
        Lazy<TimeZoneInfo> zone
    ) => (_reader, _packTexts, _limits, _calendars, _recipients, _zone) = (reader, packTexts, limits, calendars, recipients, zone);

    /// <summary>Those that have not ended first, what is due first first.</summary>
    public async Task<Outcome<IReadOnlyList<ClockView>>> Handle(DeskUser user, string caseNumber, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var words = await _packTexts.Words(ct);
        return await _reader.Read<Outcome<IReadOnlyList<ClockView>>>(
            async db =>
            {
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var clocks = await db.Set<Clock>().Where(clock => clock.CaseKey == row.Key).ToListAsync(ct);
                if (clocks.Count == 0)
                    return Outcome.Of<IReadOnlyList<ClockView>>([]);
                var sight = (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode);
                var views = new ClockViews(user, sight, _recipients);
                var owner = await ClockCase.Load(db, row, [], needsTasks: false, _zone.Value, ct);
                var keys = clocks.Select(clock => clock.TaskKey).OfType<long>().Distinct().ToList();
                var tasks = await db.WorkItems.Where(item => keys.Contains(item.Key)).ToDictionaryAsync(item => item.Key, ct);
                var found = new List<ClockView>();
                foreach (
                    var clock in clocks.OrderBy(clock => clock.EndedAt is not null).ThenBy(clock => clock.DueAt).ThenBy(clock => clock.Key)
                )
                {
                    var limit = await _limits.Get(db, clock.PolicyCode, clock.PolicyVersion, ct);
                    var record = clock.Read();
                    var calendar = await _calendars.Get(db, record.Calendar, ct);
                    var people = ClockMachine.Next(limit, calendar, record) is { } next
                        ? await views.People(db, row, clock.TaskKey, limit, next.Id, owner.Facts, ct)
                        : [];
                    var task = clock.TaskKey is { } key ? tasks.GetValueOrDefault(key) : null;
                    var name = task is null ? null : words.Element(task.ProcessId, task.ElementId, task.ElementName, user.Language);
                    found.Add(views.Of(clock, record, limit, calendar, name, db.Now, people));
                }
                return found;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/{number}/clocks",
                async (string number, DeskUser user, ShowClocks handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowClocks", "The time limits of a case, each explained", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<ClockView>>();
}
