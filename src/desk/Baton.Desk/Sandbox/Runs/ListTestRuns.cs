using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>Lists the runs that are kept for a process, by name.</summary>
public sealed class ListTestRuns(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<TestRunView>>> Handle(DeskUser user, string processId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<IReadOnlyList<TestRunView>>>(
            async db =>
            {
                var rows = await db.Set<TestRun>().Where(row => row.ProcessId == processId).OrderBy(row => row.Name).ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.SavedBy), ct);
                return rows.ConvertAll(row => TestRunView.Of(row, names));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/{key:long}/runs",
                async (long key, DeskUser user, ListTestRuns handler, DeskReader reader, CancellationToken ct) =>
                {
                    var design = await RunDesigns.Find(reader, user, key, ct);
                    return design.Problem is { } problem
                        ? Answer.Problem(problem)
                        : Answer.Ok(await handler.Handle(user, design.Value.ProcessId, ct));
                }
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("ListTestRuns", "The kept runs of a process that is drawn", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<TestRunView>>();
}
