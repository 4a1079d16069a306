using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs;

/// <summary>Puts a design away, or takes it back as it was. What was deployed of it is not touched.</summary>
public sealed class DiscardDesign(BatonRuntime runtime)
{
    public Task<Outcome<DesignLine>> Handle(DeskUser user, long key, CancellationToken ct) =>
        Change(
            user,
            key,
            AuditActions.Deleted,
            design =>
            {
                if (design.State == DesignState.Discarded)
                    return DesignTexts.Words.Rejected("design-discarded", user.Language);
                if (design.State == DesignState.Scheduled)
                    return DesignTexts.Words.Rejected("design-scheduled", user.Language);
                (design.DiscardedFrom, design.State) = (design.State, DesignState.Discarded);
                return null;
            },
            ct
        );

    /// <summary>Takes it back.</summary>
    public Task<Outcome<DesignLine>> Restore(DeskUser user, long key, CancellationToken ct) =>
        Change(
            user,
            key,
            AuditActions.Changed,
            design =>
            {
                if (design.State != DesignState.Discarded)
                    return DesignTexts.Words.Rejected("design-not-discarded", user.Language);
                (design.State, design.DiscardedFrom) = (design.DiscardedFrom ?? DesignState.Draft, null);
                return null;
            },
            ct
        );

    private async Task<Outcome<DesignLine>> Change(
        DeskUser user,
        long key,
        string action,
        Func<Design, Problem?> change,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<DesignLine>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                if (change(design) is { } refused)
                    return refused;
                db.Note(DesignChange.Of(design, action));
                await db.SaveChangesAsync(ct);
                DesignGuard.Tell(unit, design);
                return await DesignLine.Of(db, design, ct);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/designs/{key:long}/discard",
                async (long key, DeskUser user, DiscardDesign handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("DiscardDesign", "Put a design away", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<DesignLine>();
        routes
            .MapPost(
                "/designs/{key:long}/restore",
                async (long key, DeskUser user, DiscardDesign handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Restore(user, key, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("RestoreDesign", "Take back a design that was put away", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<DesignLine>();
    }
}
