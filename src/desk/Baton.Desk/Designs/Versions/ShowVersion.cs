using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Versions;

/// <summary>The file of a deployed version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="ResourceName">The file name.</param>
/// <param name="Text">The whole XML or JSON.</param>
public sealed record VersionText(int Version, string ResourceName, string Text);

/// <summary>Gives the file of a deployed version.</summary>
public sealed class ShowVersion(EngineSearch search)
{
    public async Task<Outcome<VersionText>> Handle(DeskUser user, DesignKind kind, string id, int version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!ListVersions.Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var file = await DeployedModels.FileOf(search, kind, id, ct);
        var row = await DeployedModels.Find(search, kind, file, version, ct);
        if (row is null || await DeployedModels.Text(search, kind, row.Key, ct) is not { } text)
            return DesignTexts.Words.NotFound("version", user.Language);
        return new VersionText(row.Version, row.ResourceName, text);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/designs/versions/{kind}/{id}/{version:int}",
                async (Word<DesignKind> kind, string id, int version, DeskUser user, ShowVersion handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, kind.Value, id, version, ct))
            )
            .RequirePermission(ListVersions.Readers)
            .Describe("ShowModelVersion", "The file of a deployed version", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .Produces<VersionText>();
        routes
            .MapGet(
                "/designs/versions/{kind}/{id}/{version:int}/file",
                async (Word<DesignKind> kind, string id, int version, DeskUser user, ShowVersion handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, kind.Value, id, version, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : DesignFile.Of(outcome.Value.Text, Path.GetFileName(outcome.Value.ResourceName));
                }
            )
            .RequirePermission(ListVersions.Readers)
            .Describe(
                "DownloadModelVersion",
                "The file of a deployed version, to keep",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces(StatusCodes.Status200OK, contentType: DesignFile.ContentType);
    }
}
