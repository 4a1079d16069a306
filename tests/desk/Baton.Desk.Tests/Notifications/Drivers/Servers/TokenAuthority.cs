using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>Gives tokens for a client's secret and tells a mail server whose they are.</summary>
internal sealed class TokenAuthority : IAsyncDisposable
{
    public const string Client = "baton";
    public const string Secret = "the-secret-of-the-client";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _valid = new(StringComparer.Ordinal);
    private int _given;

    private TokenAuthority(WebApplication app) => _app = app;

    public int Given => _given;

    /// <summary>How long its tokens live.</summary>
    public int Seconds { get; set; } = 3600;

    public string TokenUrl => _app.Urls.Single() + "/token";

    public string IntrospectionUrl => _app.Urls.Single() + "/introspect?token=";

    public static async Task<TokenAuthority> Start(string mailbox)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var authority = new TokenAuthority(app);
        app.MapPost("/token", (HttpRequest request) => authority.Give(request, mailbox));
        app.MapGet(
            "/introspect",
            (string token) =>
                authority._valid.TryGetValue(token, out var owner)
                    ? Results.Json(new { active = true, email = owner })
                    : Results.Json(new { active = false })
        );
        await app.StartAsync(DeskHost.Ct);
        return authority;
    }

    /// <summary>No token that was given before counts any longer.</summary>
    public void Withdraw() => _valid.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Give(HttpRequest request, string mailbox)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form["client_id"] != Client || form["client_secret"] != Secret || form["grant_type"] != "client_credentials")
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        var token = $"token-{Interlocked.Increment(ref _given)}";
        _valid[token] = mailbox;
        return Results.Json(
            new
            {
                access_token = token,
                token_type = "Bearer",
                expires_in = Seconds,
            }
        );
    }
}
