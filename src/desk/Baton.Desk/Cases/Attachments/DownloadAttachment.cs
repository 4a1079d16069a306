using Baton.Desk.Cases.Attachments.Contents;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file to read.</summary>
/// <param name="Key">The attachment.</param>
/// <param name="Version">The latest when null.</param>
public sealed record DownloadAttachmentRequest(long Key, int? Version = null);

/// <summary>An open file; the receiver disposes of the content.</summary>
public sealed record AttachmentContent(string FileName, string ContentType, int Size, string Sha256, Stream Content);

/// <summary>Gives back a file as it was uploaded.</summary>
public sealed class DownloadAttachment(DeskReader reader, AttachmentStore store)
{
    public async Task<Outcome<AttachmentContent>> Handle(DeskUser user, DownloadAttachmentRequest request, CancellationToken ct)
    {
        var row = await reader.Read(db => AttachmentRows.Find(db, user, request.Key, ct, request.Version), ct);
        if (row is null)
            return Problems.NotFound("attachment", user.Language);
        return new AttachmentContent(row.FileName, row.ContentType, row.Size, row.Sha256, await store.Open(row.Sha256, ct));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/attachments/{key:long}",
                (long key, DeskUser user, DownloadAttachment handler, HttpContext context, CancellationToken ct) =>
                    handler.Send(user, new(key), context, ct)
            )
            .RequireSignIn()
            .Describe("DownloadAttachment", "Download an attachment in its latest version", StatusCodes.Status404NotFound)
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        routes
            .MapGet(
                "/attachments/{key:long}/versions/{version:int}",
                (long key, int version, DeskUser user, DownloadAttachment handler, HttpContext context, CancellationToken ct) =>
                    handler.Send(user, new(key, version), context, ct)
            )
            .RequireSignIn()
            .Describe("DownloadAttachmentVersion", "Download a version of an attachment", StatusCodes.Status404NotFound)
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private async Task<IResult> Send(DeskUser user, DownloadAttachmentRequest request, HttpContext context, CancellationToken ct)
    {
        var outcome = await Handle(user, request, ct);
        if (outcome.Problem is { } problem)
            return Answer.Problem(problem);
        // Always as a download, never rendered in the desk's own origin.
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        var file = outcome.Value;
        var tag = new EntityTagHeaderValue($"\"{file.Sha256}\"");
        var type = ContentTypes.IsDangerous(file.ContentType) ? ContentTypes.Unknown : file.ContentType;
        return TypedResults.File(file.Content, type, file.FileName, entityTag: tag, enableRangeProcessing: true);
    }
}
