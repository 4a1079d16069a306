namespace Baton.Server.Hosting;

/// <summary>
/// Closes the connection with each answer while the server drains, so that what a proxy or client keeps open goes to another server with the next
/// request, instead of breaking when this one is gone.
/// </summary>
internal static class DrainedConnections
{
    /// <summary>First of all, so that it holds for every answer.</summary>
    public static void UseDrainedConnections(this WebApplication app)
    {
        Drain drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (context, next) =>
            {
                // The answer decides, not the request: one that waited may have begun long before.
                context.Response.OnStarting(
                    static state =>
                    {
                        var (drain, context) = ((Drain, HttpContext))state;
                        Close(drain, context);
                        return Task.CompletedTask;
                    },
                    (drain, context)
                );
                return next(context);
            }
        );
    }

    /// <summary>Later versions of HTTP have no such header, and a connection that becomes a web socket needs its own.</summary>
    private static void Close(Drain drain, HttpContext context)
    {
        if (
            drain.HasBegun
            && (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            && context.Response.StatusCode != StatusCodes.Status101SwitchingProtocols
        )
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
