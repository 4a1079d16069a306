using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>Pauses an operation on many instances, lets it go on, or stops it for good. What was done stays done.</summary>
public sealed class SteerBatch(BatonRuntime runtime)
{
    public const string Cancel = "cancel";
    public const string Suspend = "suspend";
    public const string Resume = "resume";

    public async Task<Outcome<Done>> Handle(DeskUser user, long key, string verb, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var done = verb switch
        {
            Cancel => await runtime.Batches.Cancel(key, ct),
            Suspend => await runtime.Batches.Suspend(key, ct),
            Resume => await runtime.Batches.Resume(key, ct),
            _ => OperationTexts.Words.NotFound("batch", user.Language),
        };
        if (done.Problem is not null)
            return done;
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                db.Note(new AuditChange(AuditKinds.Batch, key.ToString(CultureInfo.InvariantCulture)) { After = { ["deed"] = verb } });
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/operations/batches/{key:long}/{deed}",
                async (long key, string deed, DeskUser user, SteerBatch handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, deed, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "SteerBatch",
                "Pause (suspend), resume or stop (cancel) an operation on many instances",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
