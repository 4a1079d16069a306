using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Versions.Migration;

/// <summary>Ends a migration that goes on; what has gone stays where it is. For operators.</summary>
public sealed class StopMigration(BatonRuntime runtime, DeskReader reader)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var row = await reader.Read(db => db.Set<MigrationRun>().SingleOrDefaultAsync(one => one.Key == key, ct), ct);
        if (row is null)
            return VersionTexts.Words.NotFound("migration", user.Language);
        if ((await runtime.Batches.Cancel(key, ct)).Problem is not null)
            return VersionTexts.Words.Rejected("migration-ended", user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var change = new AuditChange(AuditKinds.Migration, row.ProcessId);
                change.After["stopped"] = key.ToString(CultureInfo.InvariantCulture);
                db.Note(change);
                await db.SaveChangesAsync(CancellationToken.None);
                return Done.Outcome;
            },
            CancellationToken.None
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/versions/migrations/{key:long}/stop",
                async (long key, DeskUser user, StopMigration handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "StopMigration",
                "Stop a migration; what has gone stays where it is",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
