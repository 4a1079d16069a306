using System.Net;
using System.Net.Http.Headers;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Server.Tests;

/// <summary>A server that has more to read than it can says so, to programs and to people, and works on.</summary>
public sealed class BusyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_cannot_read_in_time_is_told_to_come_back_and_the_server_counts_as_ready()
    {
        string data = Directory.CreateTempSubdirectory("baton-busy-").FullName;
        await using WebApplication app = await RunningServer.Start(data, "--Runtime:MaxReaders=1", "--Runtime:ReaderPatience=00:00:00.1");
        using HttpClient client = RunningServer.Client(app);
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        Task<bool> reading = app
            .Services.GetRequiredService<BatonRuntime>()
            .Read(
                async _ =>
                {
                    begun.SetResult();
                    await end.Task;
                    return true;
                },
                Cancel
            );
        await begun.Task;

        using HttpResponseMessage api = await client.PostAsync("v2/process-instances/search", Json("{}"), Cancel);
        using HttpClient probe = RunningServer.Client(app, userName: null);
        using HttpResponseMessage ready = await probe.GetAsync("health/ready", Cancel);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using HttpResponseMessage page = await client.GetAsync("cases?q=fax", Cancel);
        end.SetResult();
        await reading;
        using HttpResponseMessage after = await client.PostAsync("v2/process-instances/search", Json("{}"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), api.Headers.RetryAfter?.Delta);
        Assert.Contains("more work than it can take", await api.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("Degraded", await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        string shown = await page.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("data-testid=\"trouble\"", shown, StringComparison.Ordinal);
        Assert.Contains("href=\"/cases?q=fax\"", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    private static StringContent Json(string text) => new(text, MediaTypeHeaderValue.Parse("application/json"));
}
