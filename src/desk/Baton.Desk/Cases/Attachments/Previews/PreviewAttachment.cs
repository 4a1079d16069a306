using System.Text;
using Baton.Desk.Cases.Attachments.Contents;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Baton.Desk.Cases.Attachments.Previews;

/// <summary>A file to look at.</summary>
/// <param name="Key">The attachment.</param>
/// <param name="Version">The latest when null.</param>
public sealed record PreviewAttachmentRequest(long Key, int? Version = null);

/// <summary>A file for looking at; the receiver disposes of the content.</summary>
/// <param name="FileName">As it was sent.</param>
/// <param name="Kind">How to show it; never <see cref="PreviewKind.None"/>.</param>
/// <param name="ContentType">What the content is; of a text always UTF-8.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Content">The file; of a text the first part, in UTF-8.</param>
/// <param name="IsCut">True when a text goes on behind what is shown.</param>
public sealed record AttachmentPreview(string FileName, PreviewKind Kind, string ContentType, string Sha256, Stream Content, bool IsCut);

/// <summary>Shows a file in the desk itself, in a way that nothing in it can act for the reader.</summary>
public sealed class PreviewAttachment(DeskReader reader, AttachmentStore store)
{
    /// <summary>Of a text no more than this is shown, in bytes of the file.</summary>
    public const int TextLength = 256 * 1024;

    /// <summary>Says over HTTP that a text goes on.</summary>
    public const string CutHeader = "Baton-Preview-Cut";

    public async Task<Outcome<AttachmentPreview>> Handle(DeskUser user, PreviewAttachmentRequest request, CancellationToken ct)
    {
        var row = await reader.Read(db => AttachmentRows.Find(db, user, request.Key, ct, request.Version), ct);
        if (row is null)
            return Problems.NotFound("attachment", user.Language);
        var kind = PreviewKinds.Of(row.ContentType);
        if (kind == PreviewKind.None)
            return Problems.Rejected(ReasonFor(row.ContentType), user.Language, ("type", row.ContentType));
        var content = await store.Open(row.Sha256, ct);
        if (kind != PreviewKind.Text)
            return new AttachmentPreview(row.FileName, kind, row.ContentType, row.Sha256, content, false);
        await using (content)
        {
            var (text, isCut) = await ReadText(content, ct);
            return new AttachmentPreview(row.FileName, kind, "text/plain; charset=utf-8", row.Sha256, new MemoryStream(text), isCut);
        }
    }

    /// <summary>Why a file of a type has no preview, in words; null when it has one.</summary>
    public static string? WhyNot(string contentType, string language) =>
        PreviewKinds.Of(contentType) == PreviewKind.None
            ? DeskTexts.Get("problem." + ReasonFor(contentType), language, ("type", contentType))
            : null;

    private static string ReasonFor(string contentType) => ContentTypes.IsDangerous(contentType) ? "no-safe-preview" : "no-preview";

    private static async Task<(byte[] Text, bool IsCut)> ReadText(Stream content, CancellationToken ct)
    {
        var head = new byte[TextLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var isCut = length == head.Length && content.Length > length;
        var charset = TextCharset.Of(head.AsSpan(0, length), !isCut) ?? Encoding.Latin1;
        // A decoder that is not flushed leaves away the half of a character at the end.
        var text = new char[charset.GetMaxCharCount(length)];
        var letters = charset.GetDecoder().GetChars(head.AsSpan(0, length), text, flush: !isCut);
        return (Encoding.UTF8.GetBytes(new string(text, 0, letters).TrimStart('\uFEFF')), isCut);
    }

    private static FileStreamHttpResult Show(AttachmentPreview preview, HttpContext context)
    {
        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(preview.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers.ContentSecurityPolicy = PolicyFor(preview.Kind);
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
        if (preview.IsCut)
            headers[CutHeader] = "true";
        var tag = new EntityTagHeaderValue($"\"{preview.Sha256}\"");
        return TypedResults.File(preview.Content, preview.ContentType, entityTag: tag, enableRangeProcessing: true);
    }

    /// <summary>
    /// Nothing may run, and only the desk may frame it. Browsers refuse to start their PDF viewer in a sandbox; it has one of its own, and
    /// needs its own styles.
    /// </summary>
    private static string PolicyFor(PreviewKind kind) =>
        kind == PreviewKind.Document
            ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
            : "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Summary = "pictures, PDF, the first 256 KB of texts as UTF-8, sound and films";
        routes
            .MapGet(
                "/attachments/{key:long}/preview",
                (long key, DeskUser user, PreviewAttachment handler, HttpContext context, CancellationToken ct) =>
                    handler.Send(user, new(key), context, ct)
            )
            .RequireSignIn()
            .Describe(
                "PreviewAttachment",
                "Look at an attachment in its latest version: " + Summary,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        routes
            .MapGet(
                "/attachments/{key:long}/versions/{version:int}/preview",
                (long key, int version, DeskUser user, PreviewAttachment handler, HttpContext context, CancellationToken ct) =>
                    handler.Send(user, new(key, version), context, ct)
            )
            .RequireSignIn()
            .Describe(
                "PreviewAttachmentVersion",
                "Look at a version of an attachment: " + Summary,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private async Task<IResult> Send(DeskUser user, PreviewAttachmentRequest request, HttpContext context, CancellationToken ct)
    {
        var outcome = await Handle(user, request, ct);
        return outcome.Problem is { } problem ? Answer.Problem(problem) : Show(outcome.Value, context);
    }
}
