using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>Deletes a kept run of a process.</summary>
public sealed class DeleteTestRun(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string processId, long run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<TestRun>().SingleOrDefaultAsync(one => one.Key == run && one.ProcessId == processId, ct);
                if (row is null)
                    return SandboxTexts.Words.NotFound("run", user.Language);
                db.Remove(row);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/designs/{key:long}/runs/{run:long}",
                async (long key, long run, DeskUser user, DeleteTestRun handler, DeskReader reader, CancellationToken ct) =>
                {
                    var design = await RunDesigns.Find(reader, user, key, ct);
                    return design.Problem is { } problem
                        ? Answer.Problem(problem)
                        : Answer.NoContent(await handler.Handle(user, design.Value.ProcessId, run, ct));
                }
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("DeleteTestRun", "Delete a kept run", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}
