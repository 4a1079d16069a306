using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests;

/// <summary>Who calls is what the connection says, unless a proxy that the operator named says otherwise.</summary>
public sealed class TrustedProxyTests : IDisposable
{
    private const string Customer = "203.0.113.9";

    private readonly string _data = Directory.CreateTempSubdirectory("baton-proxy-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(null, Customer, "127.0.0.1")]
    [InlineData("192.0.2.1", Customer, "127.0.0.1")]
    [InlineData("127.0.0.1", Customer, Customer)]
    [InlineData("127.0.0.0/8, 10.0.0.0/8", "198.51.100.1, 203.0.113.9, 10.1.2.3", Customer)]
    public async Task The_address_of_a_caller_comes_from_named_proxies_alone(string? proxies, string forwarded, string expected)
    {
        await using WebApplication app = await RunningServer.Start(_data, proxies is null ? [] : [$"--Server:Proxies={proxies}"]);
        using HttpClient caller = RunningServer.Client(app, userName: null);
        caller.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);

        using HttpResponseMessage refused = await caller.PostAsJsonAsync(
            "api/session",
            new { userName = "nobody", password = "x" },
            Cancel
        );

        using HttpClient admin = RunningServer.Client(app);
        JsonNode log = (await admin.GetFromJsonAsync<JsonNode>("api/security-log?userName=nobody", Cancel))!;
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Equal(expected, (string?)log["items"]![0]!["remoteAddress"]);
        await app.StopAsync(Cancel);
    }
}
