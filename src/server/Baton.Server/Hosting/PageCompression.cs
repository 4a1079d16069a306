using Microsoft.AspNetCore.ResponseCompression;

namespace Baton.Server.Hosting;

/// <summary>
/// Compresses pages, styles and scripts. Answers of the APIs stay as they are: they mix secrets with what callers send, which is what
/// attacks on compression over https need.
/// </summary>
internal static class PageCompression
{
    public static void AddPageCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "font/ttf"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
}
