using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>Shows a policy as it is now, or all its versions, newest first.</summary>
public sealed class ShowTimeLimit(DeskReader reader)
{
    public async Task<Outcome<LimitVersionView>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        var all = await Versions(user, code, ct);
        return all.Then(versions => versions[0]);
    }

    public async Task<Outcome<IReadOnlyList<LimitVersionView>>> Versions(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<IReadOnlyList<LimitVersionView>>>(
            async db =>
            {
                var rows = await db.Set<LimitVersion>()
                    .Where(row => row.Code == code)
                    .OrderByDescending(row => row.Version)
                    .ToListAsync(ct);
                if (rows.Count == 0)
                    return TimeLimitTexts.Words.NotFound(user.Language);
                var names = await DeskUsers.Names(db, rows.Select(row => row.Author), ct);
                return rows.ConvertAll(row => LimitVersionView.Of(row, user.Language, names));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/time-limits/{code}",
                async (string code, DeskUser user, ShowTimeLimit handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, ct), context, limit => limit.Version)
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ShowTimeLimit", "A policy of a time limit as it is now", StatusCodes.Status404NotFound)
            .Produces<LimitVersionView>();
        routes
            .MapGet(
                "/time-limits/{code}/versions",
                async (string code, DeskUser user, ShowTimeLimit handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Versions(user, code, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ListTimeLimitVersions", "All versions of a policy, newest first", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<LimitVersionView>>();
    }
}
