using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs;

/// <summary>A text to save.</summary>
/// <param name="Revision">The revision on which it was drawn.</param>
/// <param name="Text">The whole XML or JSON; 4 MB at most.</param>
public sealed record SaveDesignRequest(int Revision, string? Text);

/// <summary>What a design is after it was saved.</summary>
/// <param name="Revision">Name it when you save the next time.</param>
/// <param name="At">When it was saved.</param>
/// <param name="State">An edit makes a draft of what was in review, approved or deployed.</param>
/// <param name="Name">As the text says it now.</param>
public sealed record SavedDesign(int Revision, DateTimeOffset At, DesignState State, string Name);

/// <summary>Saves what was drawn. Who did not draw on the newest revision is told who saved that one; nothing is written over.</summary>
public sealed class SaveDesign(BatonRuntime runtime)
{
    /// <summary>Somebody else has saved meanwhile.</summary>
    public const string Outdated = "design-outdated";

    public async Task<Outcome<SavedDesign>> Handle(DeskUser user, long key, int revision, string? text, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (DesignGuard.Text(text, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        // Large texts are read before the unit, which others wait for.
        var kinds = new Dictionary<DesignKind, DesignIdentity?>();
        foreach (var kind in Enum.GetValues<DesignKind>().Where(one => one == DesignKind.Form == text!.TrimStart().StartsWith('{')))
            kinds[kind] = DesignIdentity.Of(kind, text!);
        return await runtime.Write<SavedDesign>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                if (design.Revision != revision)
                    return await OutdatedBy(db, design, user, ct);
                if (Refusal(design, user.Language) is { } refused)
                    return refused;
                if (design.Text == text)
                    return new SavedDesign(design.Revision, design.ChangedAt, design.State, design.Name);
                var isMilestone = design.State != DesignState.Draft;
                Take(unit, design, user, text!, kinds.GetValueOrDefault(design.Kind));
                if (await DesignRevisions.Keep(db, unit, design, isMilestone, ct))
                    db.Note(DesignChange.Of(design, AuditActions.Changed));
                await db.SaveChangesAsync(ct);
                DesignGuard.Tell(unit, design);
                return new SavedDesign(design.Revision, design.ChangedAt, design.State, design.Name);
            },
            ct
        );
    }

    private static void Take(UnitOfWork unit, Design design, DeskUser user, string text, DesignIdentity? identity)
    {
        if (design.State == DesignState.Deployed)
            design.BasedOnVersion = design.DeployedVersion;
        design.Text = text;
        design.Revision++;
        design.State = DesignState.Draft;
        (design.ChangedBy, design.ChangedAt) = (user.UserName, unit.Now);
        (design.ReviewAskedBy, design.ApprovedBy, design.IsApprovedByAnother, design.DeployFailure) = (null, null, false, null);
        design.Draw(user.UserName);
        if (identity is null)
            return;
        design.ModelId = identity.Id;
        design.Name = identity.Name ?? (design.Kind == DesignKind.Form ? design.Name : identity.Id);
    }

    private static Problem? Refusal(Design design, string language) =>
        design.State switch
        {
            DesignState.Discarded => DesignTexts.Words.Rejected("design-discarded", language),
            DesignState.Scheduled => DesignTexts.Words.Rejected("design-scheduled", language),
            _ => null,
        };

    private static async Task<Problem> OutdatedBy(DeskDb db, Design design, DeskUser user, CancellationToken ct)
    {
        var names = await DeskUsers.Names(db, [design.ChangedBy], ct);
        return DesignTexts.Words.Rejected(
            Outdated,
            user.Language,
            ("name", names.GetValueOrDefault(design.ChangedBy, design.ChangedBy)),
            ("at", user.Time(design.ChangedAt)),
            ("revision", design.Revision.ToString(CultureInfo.InvariantCulture))
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/designs/{key:long}/text",
                async (long key, SaveDesignRequest request, DeskUser user, SaveDesign handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request.Revision, request.Text, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "SaveDesign",
                "Save what was drawn on the newest revision of a design",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<SavedDesign>();
}
