using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace Baton.Desk.Tests.Webhooks;

/// <summary>What a receiver was told.</summary>
internal sealed record Told(IHeaderDictionary Headers, string Body)
{
    public string Id => Headers["webhook-id"].ToString();
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;
    public string Type => Json.GetProperty("type").GetString()!;
    public JsonElement Data => Json.GetProperty("data");
    public string? Case => Data.TryGetProperty("case", out var one) ? one.GetProperty("number").GetString() : null;

    /// <summary>As another implementation of Standard Webhooks signs the same; its check of the age is left out, as the desk's clock is pinned.</summary>
    public bool IsSignedWith(string secret) => Signatures.Contains(new StandardWebhook(secret).Sign(Id, At, Body), StringComparer.Ordinal);

    public string[] Signatures => Headers["webhook-signature"].ToString().Split(' ');

    public DateTimeOffset At =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(Headers["webhook-timestamp"].ToString(), CultureInfo.InvariantCulture));
}

/// <summary>Another system: a web server on loopback that keeps what it is told and answers as the test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Told> _told = [];

    private Receiver(WebApplication app) => _app = app;

    /// <summary>The status that it answers with; 204 at first.</summary>
    public Func<Told, int> Answer { get; set; } = _ => 204;

    /// <summary>What it says beside the status.</summary>
    public Func<HttpContext, Task> Say { get; set; } = _ => Task.CompletedTask;

    /// <summary>All requests, in their order.</summary>
    public IReadOnlyList<Told> Told => [.. _told];

    /// <summary>Those that it took.</summary>
    public IReadOnlyList<Told> Taken => [.. _told.Where(one => Answer(one) < 300)];

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";

    public void Forget() => _told.Clear();

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Take);
        await app.StartAsync(DeskHost.Ct);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in context.Request.Headers)
            headers[name] = value;
        var told = new Told(headers, await reader.ReadToEndAsync(context.RequestAborted));
        _told.Enqueue(told);
        context.Response.StatusCode = Answer(told);
        await Say(context);
    }
}
