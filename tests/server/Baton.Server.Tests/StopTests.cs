using System.Net;
using System.Text;
using Baton.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Baton.Server.Tests;

/// <summary>A server that is asked to stop answers those who wait at it.</summary>
public sealed class StopTests
{
    private const string Slow = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="stop">
          <bpmn:process id="slow" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="work">
              <bpmn:extensionElements><zeebe:taskDefinition type="slow" /></bpmn:extensionElements>
            </bpmn:serviceTask>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="work" />
            <bpmn:sequenceFlow id="out" sourceRef="work" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_and_callers_that_wait_are_answered_when_the_server_stops()
    {
        string data = Directory.CreateTempSubdirectory("baton-stop-").FullName;
        await using WebApplication app = await RunningServer.Start(data);
        using HttpClient client = RunningServer.Client(app);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Slow)), "resources", "slow.bpmn" } };
        using (HttpResponseMessage deployed = await client.PostAsync("v2/deployments", form, Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, deployed.StatusCode);
        }
        Task<HttpResponseMessage> caller = await SeenContent.Post(
            client,
            "v2/process-instances",
            """{"processDefinitionId": "slow", "awaitCompletion": true, "requestTimeout": 600000}""",
            Cancel
        );
        Task<HttpResponseMessage> worker = await SeenContent.Post(
            client,
            "v2/jobs/activation",
            """{"type": "nothing-of-this", "timeout": 60000, "maxJobsToActivate": 1, "requestTimeout": 600000}""",
            Cancel
        );

        await app.StopAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        using HttpResponseMessage toCaller = await caller;
        Assert.Equal(HttpStatusCode.GatewayTimeout, toCaller.StatusCode);
        Assert.Contains("before this server stops", await toCaller.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using HttpResponseMessage toWorker = await worker;
        Assert.Equal(HttpStatusCode.OK, toWorker.StatusCode);
        Assert.Equal("""{"jobs":[]}""", await toWorker.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_drains_is_not_ready_and_answers_everything_on_connections_that_it_closes()
    {
        string data = Directory.CreateTempSubdirectory("baton-stop-").FullName;
        await using WebApplication app = await RunningServer.Start(data, "--Server:DrainSeconds=600", "--Server:StopSeconds=900");
        using HttpClient client = RunningServer.Client(app);
        Task<HttpResponseMessage> worker = await SeenContent.Post(
            client,
            "v2/jobs/activation",
            """{"type": "nothing-of-this", "timeout": 60000, "maxJobsToActivate": 1, "requestTimeout": 600000}""",
            Cancel
        );
        Assert.False(await Answers(client, "health/ready", HttpStatusCode.OK));
        Drain drain = app.Services.GetRequiredService<Drain>();

        drain.Begin();

        Assert.True(await Answers(client, "health/ready", HttpStatusCode.ServiceUnavailable));
        Assert.True(await Answers(client, "health/live", HttpStatusCode.OK));
        Assert.True(await Answers(client, "v2/topology", HttpStatusCode.OK));
        Assert.True(await Answers(client, "sign-in", HttpStatusCode.OK));
        Assert.True(await Answers(client, "nowhere", HttpStatusCode.NotFound));
        Assert.False(worker.IsCompleted);

        drain.Begin();
        await app.WaitForShutdownAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        using HttpResponseMessage toWorker = await worker;
        Assert.Equal(HttpStatusCode.OK, toWorker.StatusCode);
        Assert.True(toWorker.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_server_without_a_time_to_drain_stops_at_once()
    {
        string data = Directory.CreateTempSubdirectory("baton-stop-").FullName;
        await using WebApplication app = await RunningServer.Start(data);

        app.Services.GetRequiredService<Drain>().Begin();

        Assert.True(app.Lifetime.ApplicationStopping.IsCancellationRequested);
        await app.WaitForShutdownAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    /// <summary>Whether the answer closes its connection.</summary>
    private static async Task<bool> Answers(HttpClient client, string address, HttpStatusCode status)
    {
        using HttpResponseMessage response = await client.GetAsync(address, Cancel);
        Assert.Equal(status, response.StatusCode);
        return response.Headers.ConnectionClose == true;
    }
}
