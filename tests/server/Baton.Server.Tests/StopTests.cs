using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;

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
}
