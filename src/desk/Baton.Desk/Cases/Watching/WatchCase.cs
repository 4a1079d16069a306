using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Watching;

/// <summary>Begins or ends watching a case: whoever watches it is told of its steps without having to do anything.</summary>
public sealed class WatchCase(BatonRuntime runtime, DeskChanges changes)
{
    /// <summary>Watching twice is watching once.</summary>
    public async Task<Outcome<Done>> Handle(DeskUser user, string caseNumber, bool watch, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var watcher = await db.CaseWatchers.FindAsync([row.Key, user.UserName], ct);
                if (watch && watcher is null)
                    db.CaseWatchers.Add(
                        new CaseWatcher
                        {
                            CaseKey = row.Key,
                            UserName = user.UserName,
                            Since = unit.Now,
                            LooksAfterCustomer = row.KeyAccountManager == user.UserName,
                        }
                    );
                else if (!watch && watcher is not null)
                    db.CaseWatchers.Remove(watcher);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key), DeskChanges.Worklist(user.UserName)));
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut(
                "/cases/{number}/watch",
                async (string number, DeskUser user, WatchCase handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, number, watch: true, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("WatchCase", "Be told of what happens to a case", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapDelete(
                "/cases/{number}/watch",
                async (string number, DeskUser user, WatchCase handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, number, watch: false, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("UnwatchCase", "Be told no more of what happens to a case", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
    }
}
