using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Designs;

/// <summary>Shows a design with its text and what was said about it.</summary>
public sealed class ShowDesign(DeskReader reader, IOptions<DesignOptions> options)
{
    public async Task<Outcome<DesignView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<DesignView>>(
            async db =>
            {
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                var remarks = await db.Set<DesignRemark>().Where(row => row.DesignKey == key).OrderBy(row => row.Key).ToListAsync(ct);
                var names = await DeskUsers.Names(db, [.. DesignLine.People(design), .. remarks.Select(row => row.Author)], ct);
                return new DesignView(
                    DesignLine.Of(design, names),
                    design.Text,
                    remarks.ConvertAll(row => new RemarkView(
                        row.Key,
                        row.Deed,
                        row.Revision,
                        row.Author,
                        names.GetValueOrDefault(row.Author, row.Author),
                        row.At,
                        row.Text,
                        row.ElementId
                    )),
                    options.Value.FourEyes
                );
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/designs/{key:long}",
                async (long key, DeskUser user, ShowDesign handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("ShowDesign", "A design with its text and what was said about it", StatusCodes.Status404NotFound)
            .Produces<DesignView>();
        routes
            .MapGet(
                "/designs/{key:long}/file",
                async (long key, DeskUser user, ShowDesign handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, key, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : DesignFile.Of(outcome.Value.Text, outcome.Value.Design.ModelId + DesignChecks.Ending(outcome.Value.Design.Kind));
                }
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("DownloadDesign", "The file of a design, to keep", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status200OK, contentType: DesignFile.ContentType);
    }
}
