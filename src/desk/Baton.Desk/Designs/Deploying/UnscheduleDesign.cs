using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Deploying;

/// <summary>Takes back the time that was set for a deployment.</summary>
public sealed class UnscheduleDesign(BatonRuntime runtime)
{
    public async Task<Outcome<DesignLine>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DeployDesigns))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<DesignLine>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                if (design.State != DesignState.Scheduled)
                    return DesignTexts.Words.Rejected("design-not-scheduled", user.Language);
                TakeBack(design);
                DesignGuard.Remark(db, unit, design, DesignDeed.Unscheduled, user.UserName, null);
                db.Note(DesignChange.Of(design, AuditActions.Changed));
                await db.SaveChangesAsync(ct);
                DesignGuard.Tell(unit, design);
                return await DesignLine.Of(db, design, ct);
            },
            ct
        );
    }

    /// <summary>It is what it was before its time was set.</summary>
    internal static void TakeBack(Design design)
    {
        design.State = design.ApprovedBy is null ? DesignState.Draft : DesignState.Approved;
        (design.DeployAt, design.DeployRegardless) = (null, false);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/designs/{key:long}/deployment",
                async (long key, DeskUser user, UnscheduleDesign handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.DeployDesigns)
            .Describe(
                "UnscheduleDesign",
                "Take back the time that was set for a deployment",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DesignLine>();
}
