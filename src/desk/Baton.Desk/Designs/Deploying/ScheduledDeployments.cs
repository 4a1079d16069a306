using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Deploying;

/// <summary>
/// Deploys designs at the time that was set for them, on behalf of who set it: one in a unit, together with its state, so that it happens once however
/// many servers there are. Kept runs are played once more: where one comes out differently, nothing is deployed unless he wanted it all the same.
/// What is refused then is told to him and to the reviewers, and the design is as it was before. It rests until the next one is due.
/// </summary>
internal sealed class ScheduledDeployments(DesignDeployer deployer, DeploymentTrial trial)
{
    public const string Schedule = "design-deployments";

    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var scheduled = db.Set<Design>().Where(row => row.State == DesignState.Scheduled);
        var now = unit.Now;
        var design = await scheduled
            .Where(row => row.DeployAt <= now)
            .OrderBy(row => row.DeployAt)
            .ThenBy(row => row.Key)
            .FirstOrDefaultAsync();
        if (design is null)
            return await scheduled.MinAsync(row => row.DeployAt);
        UnitActor.Set(unit, new(design.DeployBy!));
        var outcome = await Deploy(unit, db, design);
        if (outcome.Problem is { } problem)
            await Fail(unit, db, design, problem);
        else
        {
            DesignDeployer.Note(db, unit, design, outcome.Value, design.DeployBy!, design.Comment);
            DesignNews.ToDrawers(db, unit, design, Notifier.DesignDeployed, null, "");
        }
        await db.SaveChangesAsync();
        return ScheduledWork.Again(unit.Now, due);
    }

    private async ValueTask<Outcome<int>> Deploy(UnitOfWork unit, DeskDb db, Design design)
    {
        var user = await DeskUsers.Load(db, design.DeployBy!, CancellationToken.None);
        if (user is null || !user.May(Permissions.DeployDesigns))
            return Problems.Forbidden(user?.Language ?? Languages.Default);
        if (deployer.Refusal(design, user.Language) is { } refused)
            return refused;
        if (!design.DeployRegardless && await trial(user, design, CancellationToken.None) is { } difference)
            return Problem.Conflict("design.runs-differ", difference);
        var next = new NextVersion(design.Kind, design.ModelId, design.Text, DesignDeployer.FileOf(design), design.Comment)
        {
            DesignKey = design.Key,
        };
        return await DesignDeployer.Deploy(unit, db, next, user.UserName, user.Language);
    }

    private static async ValueTask Fail(UnitOfWork unit, DeskDb db, Design design, Problem problem)
    {
        UnscheduleDesign.TakeBack(design);
        design.DeployFailure = problem.Detail;
        DesignGuard.Remark(db, unit, design, DesignDeed.Failed, design.DeployBy!, problem.Detail);
        await DesignNews.ToAll(db, unit, design, Notifier.DesignFailed);
        db.Note(DesignChange.Of(design, AuditActions.Changed, ("failure", problem.Detail)));
        DesignGuard.Tell(unit, design);
    }
}
