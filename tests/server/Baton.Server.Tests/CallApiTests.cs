using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests;

/// <summary>What an exchange sends over HTTP, right and wrong.</summary>
public sealed class CallApiTests : IAsyncLifetime
{
    private const string Token = "a-secret-of-the-exchange";
    private readonly string _data = Directory.CreateTempSubdirectory("baton-calls-").FullName;
    private WebApplication? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RunningServer.Start(_data, "--Telephony:Token=" + Token);

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task An_exchange_with_the_secret_is_heard_and_all_else_is_refused()
    {
        const string Json =
            """{"event":"ringing","callId":"c1","from":"+85261112233","to":"8000","direction":"in","extension":701,"at":"2026-11-23T09:00:00Z"}""";
        using HttpResponseMessage json = await Send("application/json", Json, Token);
        using HttpResponseMessage form = await Send("application/x-www-form-urlencoded", "event=ended&callId=c1&at=1795424400", Token);
        using HttpResponseMessage wrong = await Send("application/json", Json, "another-secret-of-it");
        using HttpResponseMessage none = await Send("application/json", Json, null);

        Assert.Equal("ringing", (await json.Json())["phase"]!.GetValue<string>());
        Assert.Equal("missed", (await form.Json())["phase"]!.GetValue<string>());
        await wrong.Problem(HttpStatusCode.Unauthorized);
        await none.Problem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{\"event\":{\"a\":1},\"callId\":[]}")]
    [InlineData("application/json", "{\"event\":\"ringing\"}")]
    [InlineData("application/json", "{\"event\":\"danced\",\"callId\":\"c\"}")]
    [InlineData("application/json", "{\"event\":\"ended\",\"callId\":\"c\",\"at\":\"yesterday\"}")]
    [InlineData("application/json", "{\"event\":\"recording\",\"callId\":\"c\",\"recording\":\"javascript:alert(1)\"}")]
    [InlineData("text/plain", "%%%=&&&")]
    public async Task Odd_bodies_are_refused_by_field(string type, string body)
    {
        using HttpResponseMessage answer = await Send(type, body, Token);

        JsonNode problem = await answer.Problem(HttpStatusCode.BadRequest);
        Assert.NotEmpty(problem["errors"]!.AsObject());
    }

    private async Task<HttpResponseMessage> Send(string type, string body, string? token)
    {
        using HttpClient exchange = RunningServer.Client(_app!, userName: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/channels/calls");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (token is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + token);
        }
        return await exchange.SendAsync(request, Ct);
    }
}
