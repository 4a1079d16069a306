using System.Xml;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>Lists the policies as they are now, those in use first, with the number of their clocks.</summary>
public sealed class ListTimeLimits(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<LimitLine>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var now = db.Now;
                var rows = await LimitShelf.Latest(db).OrderBy(row => row.IsRetired).ThenBy(row => row.Code).ToListAsync(ct);
                var counts = await db.Set<Clock>()
                    .Where(clock => clock.EndedAt == null)
                    .GroupBy(clock => clock.PolicyCode)
                    .Select(group => new
                    {
                        group.Key,
                        Open = group.Count(),
                        Late = group.Count(clock => clock.PausedAt == null && clock.DueAt <= now),
                    })
                    .ToDictionaryAsync(one => one.Key, ct);
                return Outcome.Of<IReadOnlyList<LimitLine>>(
                    rows.ConvertAll(row =>
                    {
                        var limit = TimeLimitReader.Read(row.Content);
                        var count = counts.GetValueOrDefault(row.Code);
                        return new LimitLine(
                            row.Code,
                            limit.Name.In(user.Language),
                            limit.Measures,
                            limit.CaseTypes,
                            limit.Step,
                            Target(limit.Target),
                            limit.Calendar,
                            row.Version,
                            row.IsRetired,
                            row.Pack,
                            count?.Open ?? 0,
                            count?.Late ?? 0
                        );
                    })
                );
            },
            ct
        );
    }

    private static string? Target(LimitTarget? target) =>
        target?.Amount is { } amount ? XmlConvert.ToString(TimeSpan.FromDays(amount.Days) + amount.Time)
        : target is { Decision: { } decision } ? $"{decision}.{target.Output}"
        : null;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/time-limits",
                async (DeskUser user, ListTimeLimits handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ListTimeLimits", "Policies of time limits, with the number of their clocks")
            .Produces<IReadOnlyList<LimitLine>>();
}
