using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Desk.Channels.Xml;

/// <summary>Takes a message out of a request.</summary>
internal static class ExchangeBody
{
    /// <summary>Null where it is too large; no more than that is read.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, CancellationToken ct)
    {
        // The limit of messages says so in words; the server's would cut the connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (request.ContentLength > ExchangeReading.MaxBytes)
            return null;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (content.Length + read > ExchangeReading.MaxBytes)
                return null;
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }
}
