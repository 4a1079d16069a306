using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Server.Hosting;

/// <summary>How large a request may be: files up to what the configuration says, everything else up to a few megabytes.</summary>
internal static class RequestLimits
{
    /// <summary>The contract's limit of 4 MB of variables, with room for what is around them.</summary>
    public const long OrdinaryBytes = 8 * Megabyte;

    private const long Megabyte = 1024 * 1024;

    /// <summary>Of a body that is too large no more than this is read; who sends more loses the connection.</summary>
    private const long LargestDiscarded = 1024 * Megabyte;

    /// <summary>Room for the other fields and the separators of a form with a file.</summary>
    public static long UploadBytes(int attachmentMegabytes) => (attachmentMegabytes + 1) * Megabyte;

    public static void UseRequestLimits(this WebApplication app, int attachmentMegabytes) =>
        app.Use((context, next) => Limit(context, next, UploadBytes(attachmentMegabytes)));

    private static async Task Limit(HttpContext context, RequestDelegate next, long uploadBytes)
    {
        long limit = IsUpload(context.Request) ? uploadBytes : OrdinaryBytes;
        IHttpMaxRequestBodySizeFeature? feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is { IsReadOnly: false })
        {
            feature.MaxRequestBodySize = limit;
        }
        if (context.Request.ContentLength > limit)
        {
            await Discard(context.Request, feature);
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        await next(context);
    }

    /// <summary>
    /// Most clients read the answer only when they have sent everything. One that asks first (Expect: 100-continue) is told at once.
    /// </summary>
    private static async Task Discard(HttpRequest request, IHttpMaxRequestBodySizeFeature? feature)
    {
        if (feature is not { IsReadOnly: false } || request.Headers.Expect.Count > 0 || request.ContentLength > LargestDiscarded)
        {
            return;
        }
        feature.MaxRequestBodySize = LargestDiscarded;
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            request.BodyReader.AdvanceTo(read.Buffer.End);
        } while (!read.IsCompleted);
    }

    /// <summary>Attachments come in a form, or as the plain bytes of the file.</summary>
    private static bool IsUpload(HttpRequest request) => request.ContentType is not null && !request.HasJsonContentType();
}
