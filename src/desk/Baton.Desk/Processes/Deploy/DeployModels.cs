using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Deployments;

namespace Baton.Desk.Processes.Deploy;

/// <summary>Deploys models on behalf of a person, all or none; the audit log says who brought which versions.</summary>
public sealed class DeployModels(BatonRuntime runtime)
{
    public async Task<Outcome<Deployment>> Handle(DeskUser user, IReadOnlyList<DeploymentResource> resources, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Deployment>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var deployed = await unit.Engine.Deploy(resources);
                if (deployed.Problem is null)
                {
                    db.Note(DeploymentChange.Of(deployed.Value));
                    await db.SaveChangesAsync(ct);
                }
                return deployed;
            },
            ct
        );
    }
}
