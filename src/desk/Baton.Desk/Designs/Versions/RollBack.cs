using System.Globalization;
using Baton.Desk.Designs.Deploying;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Versions;

/// <summary>Why a version is rolled back.</summary>
/// <param name="Comment">2,000 characters at most.</param>
public sealed record RollBackRequest(string? Comment = null);

/// <summary>The version that a roll back made.</summary>
/// <param name="Version">Its number.</param>
public sealed record RolledBack(int Version);

/// <summary>Deploys the text of an older version as the newest. It was looked at when it was deployed the first time, and needs no approval.</summary>
public sealed class RollBack(BatonRuntime runtime, EngineSearch search)
{
    public async Task<Outcome<RolledBack>> Handle(
        DeskUser user,
        DesignKind kind,
        string id,
        int version,
        RollBackRequest request,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DeployDesigns))
            return Problems.Forbidden(user.Language);
        if (DesignGuard.Comment(request.Comment, "comment", user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        var file = await DeployedModels.FileOf(search, kind, id, ct);
        var older = await DeployedModels.Find(search, kind, file, version, ct);
        if (older is null || await DeployedModels.Text(search, kind, older.Key, ct) is not { } text)
            return DesignTexts.Words.NotFound("version", user.Language);
        if (older.IsLatest)
            return DesignTexts.Words.Rejected("design-newest", user.Language);
        var next = new NextVersion(kind, file, text, older.ResourceName, request.Comment) { RolledBackTo = version };
        return await runtime.Write<RolledBack>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var deployed = await DesignDeployer.Deploy(unit, db, next, user.UserName, user.Language);
                if (deployed.Problem is { } refused)
                    return refused;
                await db.SaveChangesAsync(ct);
                return new RolledBack(deployed.Value);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/versions/{kind}/{id}/{version:int}/roll-back",
                async (
                    Word<DesignKind> kind,
                    string id,
                    int version,
                    RollBackRequest request,
                    DeskUser user,
                    RollBack handler,
                    CancellationToken ct
                ) =>
                    Answer.Created(
                        await handler.Handle(user, kind.Value, id, version, request, ct),
                        made =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"/api/designs/versions/{kind.Value}/{Uri.EscapeDataString(id)}/{made.Version}"
                            )
                    )
            )
            .RequirePermission(Permissions.DeployDesigns)
            .Describe(
                "RollBackVersion",
                "Deploy the text of an older version as the newest",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<RolledBack>(StatusCodes.Status201Created);
}
