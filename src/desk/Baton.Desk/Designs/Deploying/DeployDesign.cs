using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Deploying;

/// <summary>A deployment.</summary>
/// <param name="Revision">The revision that is meant.</param>
/// <param name="Comment">Why; 2,000 characters at most.</param>
/// <param name="At">When; null for now. Within a year.</param>
public sealed record DeployDesignRequest(int Revision, string? Comment = null, DateTimeOffset? At = null)
{
    /// <summary>At a set time: deploy even where kept runs come out differently by then. Without it they stop the deployment.</summary>
    public bool Regardless { get; init; }
}

/// <summary>Makes a design the newest version of its model, now or at a set time. What runs stays on its version; what begins takes the newest.</summary>
public sealed class DeployDesign
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    private readonly BatonRuntime _runtime;
    private readonly DesignDeployer _deployer;

    internal DeployDesign(BatonRuntime runtime, DesignDeployer deployer) => (_runtime, _deployer) = (runtime, deployer);

    public async Task<Outcome<DesignLine>> Handle(DeskUser user, long key, DeployDesignRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DeployDesigns))
            return Problems.Forbidden(user.Language);
        var wrong = DesignGuard.Comment(request.Comment, "comment", user.Language);
        return wrong.Count > 0
            ? Problems.Invalid(user.Language, wrong)
            : await _runtime.Write<DesignLine>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit, user);
                    if (await DesignGuard.Find(db, key, ct) is not { } design)
                        return DesignGuard.NotFound(user.Language);
                    if (design.Revision != request.Revision)
                        return DesignTexts.Words.Rejected("design-changed", user.Language);
                    if (design.State == DesignState.Scheduled)
                        return DesignTexts.Words.Rejected("design-scheduled", user.Language);
                    if (_deployer.Refusal(design, user.Language) is { } refused)
                        return refused;
                    var done = request.At is { } at
                        ? await Schedule(unit, db, design, user, at, request, ct)
                        : await Now(unit, db, design, user, request.Comment);
                    if (done is not null)
                        return done;
                    await db.SaveChangesAsync(ct);
                    return await DesignLine.Of(db, design, ct);
                },
                ct
            );
    }

    private static async Task<Problem?> Now(UnitOfWork unit, DeskDb db, Design design, DeskUser user, string? comment)
    {
        var next = new NextVersion(design.Kind, design.ModelId, design.Text, DesignDeployer.FileOf(design), comment)
        {
            DesignKey = design.Key,
        };
        var deployed = await DesignDeployer.Deploy(unit, db, next, user.UserName, user.Language);
        if (deployed.Problem is null)
            DesignDeployer.Note(db, unit, design, deployed.Value, user.UserName, comment);
        return deployed.Problem;
    }

    private static async Task<Problem?> Schedule(
        UnitOfWork unit,
        DeskDb db,
        Design design,
        DeskUser user,
        DateTimeOffset at,
        DeployDesignRequest request,
        CancellationToken ct
    )
    {
        if (at <= unit.Now || at > unit.Now + Furthest)
            return Problems.Invalid(user.Language, DesignTexts.Words.Field("at", "range", "deploy-at", user.Language));
        // What would be refused then is better refused now.
        if (DesignChecks.Of(design.Kind, design.Text, user.Language, at).FirstOrDefault(one => one.IsError) is { } fault)
            return Problem.Invalid("deployment.refused", fault.Message, [new(fault.ElementId ?? "text", "deployment", fault.Message)]);
        design.State = DesignState.Scheduled;
        (design.DeployAt, design.DeployBy, design.DeployFailure) = (at, user.UserName, null);
        (design.Comment, design.DeployRegardless) = (DesignGuard.Said(request.Comment), request.Regardless);
        DesignGuard.Remark(db, unit, design, DesignDeed.Scheduled, user.UserName, request.Comment);
        db.Note(
            DesignChange.Of(
                design,
                AuditActions.Changed,
                ("deployAt", at.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                ("deployRegardless", request.Regardless ? "true" : null),
                ("comment", DesignGuard.Said(request.Comment))
            )
        );
        var first = await db.Set<Design>()
            .Where(row => row.State == DesignState.Scheduled && row.Key != design.Key)
            .MinAsync(row => row.DeployAt, ct);
        unit.SetSchedule(ScheduledDeployments.Schedule, first < at ? first : at);
        DesignGuard.Tell(unit, design);
        return null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/{key:long}/deployment",
                async (long key, DeployDesignRequest request, DeskUser user, DeployDesign handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.DeployDesigns)
            .Describe(
                "DeployDesign",
                "Make a design the newest version of its model, now or at a set time",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<DesignLine>();
}
