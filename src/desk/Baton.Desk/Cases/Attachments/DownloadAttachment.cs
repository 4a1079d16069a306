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
public sealed record DownloadAttachmentRequest(long Key);

/// <summary>An open file; the receiver disposes of the content.</summary>
public sealed record AttachmentContent(string FileName, string ContentType, int Size, string Sha256, Stream Content);

/// <summary>Gives back a file as it was uploaded.</summary>
public sealed class DownloadAttachment(DeskReader reader, AttachmentStore store)
{
    public async Task<Outcome<AttachmentContent>> Handle(DeskUser user, DownloadAttachmentRequest request, CancellationToken ct)
    {
        var row = await reader.Read(db => AttachmentRows.Find(db, user, request.Key, ct), ct);
        if (row is null)
            return Problems.NotFound("attachment", user.Language);
        return new AttachmentContent(row.FileName, row.ContentType, row.Size, row.Sha256, await store.Open(row.Sha256, ct));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/attachments/{key:long}",
                async (long key, DeskUser user, DownloadAttachment handler, HttpContext context, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, new(key), ct);
                    if (outcome.Problem is { } problem)
                        return Answer.Problem(problem);
                    // Always as a download, never rendered in the desk's own origin.
                    context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
                    var file = outcome.Value;
                    var tag = new EntityTagHeaderValue($"\"{file.Sha256}\"");
                    var type = ContentTypes.IsDangerous(file.ContentType) ? ContentTypes.Unknown : file.ContentType;
                    return TypedResults.File(file.Content, type, file.FileName, entityTag: tag, enableRangeProcessing: true);
                }
            )
            .RequireSignIn()
            .Describe("DownloadAttachment", "Download an attachment", StatusCodes.Status404NotFound)
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
}
