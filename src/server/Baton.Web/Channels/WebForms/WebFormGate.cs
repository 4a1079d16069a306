using Baton.Desk;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Channels.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Web.Channels.WebForms;

/// <summary>Turns away who asks for web forms too often, and what cannot be read as a form, before a page is made.</summary>
internal static class WebFormGate
{
    private const int RetrySeconds = 60;
    private const int OtherFieldsBytes = 1024 * 1024;

    public static void UseWebFormGate(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (!WebFormAddress.IsPage(context))
                {
                    await next(context);
                    return;
                }
                var limits = context.RequestServices.GetRequiredService<WebFormLimits>();
                if (limits.Request(PortalCaller.Of(context)) is { } tooMany)
                {
                    context.Response.Headers.RetryAfter = RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    await Say(context, StatusCodes.Status429TooManyRequests, tooMany.Detail);
                }
                else if (HttpMethods.IsPost(context.Request.Method) && await Fault(context) is { } status)
                    await Say(context, status, WebFormTexts.Unreadable);
                else
                    await next(context);
            }
        );

    private static async Task<int?> Fault(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return StatusCodes.Status400BadRequest;
        var max = context.RequestServices.GetRequiredService<IOptions<DeskOptions>>().Value.AttachmentMaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = max + OtherFieldsBytes;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException wrong)
        {
            return wrong.StatusCode;
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>In the frame, too: whoever sent too much reads why.</summary>
    private static async Task Say(HttpContext context, int status, string words)
    {
        var code = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "";
        var sites = await context.RequestServices.GetRequiredService<ShowWebForm>().Sites(code, context.RequestAborted);
        context.Features.Set(new FrameSites(sites));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(words, context.RequestAborted);
    }
}
