using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file inside a request.</summary>
internal sealed record UploadedFile(string Name, Stream Content, long? Length);

/// <summary>Takes one file out of a request without keeping it in memory: the first file of a form, or the whole body.</summary>
internal static class UploadBody
{
    /// <summary>The parameter that names a file whose bytes are the whole body.</summary>
    public const string FileName = "fileName";

    public static Task<IResult> Take(HttpContext context, Func<UploadedFile, Task<Outcome<AttachmentView>>> handle, CancellationToken ct) =>
        Open(context, async file => Answer.Created(await handle(file), made => $"/api/attachments/{made.Key}"), ct);

    /// <summary>Answers with what becomes of the file, or with the problem that there is none.</summary>
    public static async Task<IResult> Open(HttpContext context, Func<UploadedFile, Task<IResult>> handle, CancellationToken ct)
    {
        // The use case has its own limit and says so in words; the server's would cut the connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var file = await Find(context.Request, ct);
        if (file is null)
            return Answer.Problem(
                new(RejectionKind.InvalidArgument, "no-file", "Expected a file in a multipart form, or the bytes with ?fileName=.", [])
            );
        return await handle(file);
    }

    private static async Task<UploadedFile?> Find(HttpRequest request, CancellationToken ct)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
        {
            var name = request.Query[FileName].ToString();
            return name.Length == 0 ? null : new(name, request.Body, request.ContentLength);
        }
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200)
            return null;
        var form = new MultipartReader(boundary, request.Body) { BodyLengthLimit = null };
        while (await form.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return new(HeaderUtilities.RemoveQuotes(name).ToString(), section.Body, null);
            }
        }
        return null;
    }
}
