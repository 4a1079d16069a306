using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Customers;

/// <summary>Plays a billing system on a port of this machine: what it answers is the test's to say.</summary>
internal sealed class BillingSystem : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BillingSystem(WebApplication app) => _app = app;

    /// <summary>Answers a request; 404 unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } =
        context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };

    /// <summary>Paths and queries that it was asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public string Address => _app.Urls.Single();

    public static async Task<BillingSystem> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var system = new BillingSystem(app);
        app.Run(context =>
        {
            system.Asked.Enqueue(context.Request.Path + context.Request.QueryString);
            return system.Answer(context);
        });
        await app.StartAsync(DeskHost.Ct);
        return system;
    }

    public void Say(string json) =>
        Answer = context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(json, context.RequestAborted);
        };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
