using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Attachments.Versions;

/// <summary>An attachment whose versions are asked for.</summary>
public sealed record ListAttachmentVersionsRequest(long Key);

/// <summary>All versions of an attachment, the latest first, for whoever may read it.</summary>
public sealed class ListAttachmentVersions(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<AttachmentView>>> Handle(
        DeskUser user,
        ListAttachmentVersionsRequest request,
        CancellationToken ct
    )
    {
        var views = await reader.Read(
            async db =>
            {
                if (await AttachmentRows.Find(db, user, request.Key, ct) is null)
                    return null;
                var rows = await AttachmentRows.Versions(db, request.Key).OrderByDescending(row => row.Version).ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.UploadedBy), user.Language, ct);
                return rows.ConvertAll(row => AttachmentRows.View(row, names));
            },
            ct
        );
        return views is null ? Problems.NotFound("attachment", user.Language) : views;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/attachments/{key:long}/versions",
                async (long key, DeskUser user, ListAttachmentVersions handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequireSignIn()
            .Describe("ListAttachmentVersions", "All versions of an attachment, the latest first", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<AttachmentView>>();
}
