using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests;

/// <summary>The clock can be set only where the configuration allows it.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_server_whose_clock_is_not_controlled_refuses_to_pin_it()
    {
        string data = Directory.CreateTempSubdirectory("baton-clock-").FullName;
        WebApplication app = await RunningServer.Start(data);
        using HttpClient client = RunningServer.Client(app);

        using HttpResponseMessage pin = await client.PutAsJsonAsync(
            "/v2/clock",
            new { timestamp = 0 },
            TestContext.Current.CancellationToken
        );
        using HttpResponseMessage reset = await client.PostAsync("/v2/clock/reset", content: null, TestContext.Current.CancellationToken);

        await pin.Problem(HttpStatusCode.Forbidden);
        await reset.Problem(HttpStatusCode.Forbidden);
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
