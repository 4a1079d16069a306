using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Counts over the engine's API: their members are those of the contract, and what makes no sense is refused.</summary>
public sealed class StatisticsApiTests : IDisposable
{
    private const string Span = """ "from": "2000-01-01T00:00:00Z", "to": "2200-01-01T00:00:00Z" """;

    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public StatisticsApiTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Active_instances_are_counted_by_process_and_by_version()
    {
        await DeployWork("counted");
        await _engine.Start("counted");
        await _engine.Start("counted");
        await Fail("counted", "any");

        JsonNode all = await _engine.Post(
            "process-definitions/statistics/process-instances",
            """{"sort": [{"field": "processDefinitionId", "order": "ASC"}], "page": {"limit": 10000}}"""
        );
        JsonNode item = Assert.Single(all["items"]!.AsArray(), one => Text(one!["processDefinitionId"]) == "counted")!;
        AssertMembers(
            item,
            "processDefinitionId tenantId latestProcessDefinitionName hasMultipleVersions activeInstancesWithoutIncidentCount activeInstancesWithIncidentCount"
        );
        Assert.Equal((1, 1), (Number(item["activeInstancesWithoutIncidentCount"]), Number(item["activeInstancesWithIncidentCount"])));
        Assert.False(item["hasMultipleVersions"]!.GetValue<bool>());

        JsonNode versions = await _engine.Post(
            "process-definitions/statistics/process-instances-by-version",
            """{"filter": {"processDefinitionId": "counted", "tenantId": "<default>"}, "sort": [{"field": "processDefinitionVersion"}]}"""
        );
        JsonNode version = Assert.Single(versions["items"]!.AsArray())!;
        AssertMembers(
            version,
            "processDefinitionId processDefinitionKey processDefinitionName tenantId processDefinitionVersion activeInstancesWithIncidentCount activeInstancesWithoutIncidentCount"
        );
        Assert.Equal((1, 1), (Number(version["processDefinitionVersion"]), Number(version["activeInstancesWithIncidentCount"])));
    }

    [Fact]
    public async Task Open_message_subscriptions_are_counted_by_definition()
    {
        await _engine.Deploy(
            "listening.bpmn",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <bpmn:message id="m" name="heard">
                <bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;" /></bpmn:extensionElements>
              </bpmn:message>
              <bpmn:process id="listening" isExecutable="true">
                <bpmn:startEvent id="start" /><bpmn:receiveTask id="task" messageRef="m" /><bpmn:endEvent id="end" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" /><bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
              </bpmn:process>
            </bpmn:definitions>
            """
        );
        await _engine.Start("listening");

        JsonNode answer = await _engine.Post(
            "process-definitions/statistics/message-subscriptions",
            """{"filter": {"messageName": "heard", "processDefinitionId": {"$like": "listen*"}}}"""
        );

        JsonNode item = Assert.Single(answer["items"]!.AsArray())!;
        AssertMembers(
            item,
            "processDefinitionId tenantId processDefinitionKey processInstancesWithActiveSubscriptions activeSubscriptions"
        );
        Assert.Equal((1, 1), (Number(item["processInstancesWithActiveSubscriptions"]), Number(item["activeSubscriptions"])));
    }

    [Fact]
    public async Task Jobs_are_counted_in_all_by_type_by_worker_over_time_and_by_error()
    {
        await DeployWork("measured");
        await _engine.Start("measured");
        await Fail("measured", "ann");
        const string filter = $$"""{"filter": { {{Span}}, "jobType": "measured"} }""";

        JsonNode all = await _engine.Get(
            "jobs/statistics/global?from=2000-01-01T00:00:00Z&to=2200-01-01T00:00:00%2B00:00&jobType=measured"
        );
        AssertMembers(all, "created completed failed isIncomplete");
        AssertMembers(all["created"]!, "count lastUpdatedAt");
        Assert.Equal((1, 0, 1), (Count(all, "created"), Count(all, "completed"), Count(all, "failed")));
        Assert.Null(all["completed"]!["lastUpdatedAt"]);

        JsonNode type = Only(
            await _engine.Post("jobs/statistics/by-types", $$"""{"filter": { {{Span}}, "jobType": {"$like": "measu*"} } }""")
        );
        AssertMembers(type, "jobType created completed failed workers");
        Assert.Equal(("measured", 1), (Text(type["jobType"]), Number(type["workers"])));
        JsonNode worker = Only(await _engine.Post("jobs/statistics/by-workers", filter));
        AssertMembers(worker, "worker created completed failed");
        Assert.Equal(("ann", 1), (Text(worker["worker"]), Count(worker, "failed")));
        JsonNode error = Only(await _engine.Post("jobs/statistics/errors", filter));
        Assert.Equal("""{"errorCode":"","errorMessage":"too heavy","workers":1}""", error.ToJsonString());
        JsonNode time = Only(
            await _engine.Post("jobs/statistics/time-series", $$"""{"filter": { {{Span}}, "jobType": "measured", "resolution": "P30D"} }""")
        );
        AssertMembers(time, "time created completed failed");
        Assert.Equal(1, Count(time, "created"));
        Assert.NotEmpty((await _engine.Post("jobs/statistics/time-series", filter))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("by-types", """{}""")]
    [InlineData("by-types", """{"filter": {"from": "2000-01-01T00:00:00Z"}}""")]
    [InlineData("by-types", """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2000-01-01T00:00:00Z"}}""")]
    [InlineData("by-types", """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00Z", "worker": "ann"}}""")]
    [InlineData("by-workers", """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00Z"}}""")]
    [InlineData("errors", """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00Z", "jobType": {"$like": "*"}}}""")]
    [InlineData(
        "time-series",
        """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00Z", "jobType": "a", "resolution": "PT1S"}}"""
    )]
    [InlineData(
        "time-series",
        """{"filter": {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00Z", "jobType": "a", "resolution": "often"}}"""
    )]
    public async Task A_count_of_jobs_that_makes_no_sense_is_refused(string what, string body) =>
        await _engine.Refused(HttpStatusCode.BadRequest, $"jobs/statistics/{what}", body);

    [Fact]
    public async Task A_count_in_all_needs_both_ends_of_its_span()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await _engine.StatusOf("jobs/statistics/global?from=2000-01-01T00:00:00Z"));
        string detail = await _engine.Refused(HttpStatusCode.BadRequest, "process-definitions/statistics/process-instances-by-version");
        Assert.Contains("processDefinitionId", detail, StringComparison.Ordinal);
    }

    private Task<JsonNode> DeployWork(string id) =>
        _engine.DeployTask(
            id,
            $"""<bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="{id}" /></bpmn:extensionElements></bpmn:serviceTask>"""
        );

    private async Task Fail(string type, string worker)
    {
        JsonNode taken = await _engine.Post(
            "jobs/activation",
            $$"""{"type": "{{type}}", "maxJobsToActivate": 1, "timeout": 60000, "worker": "{{worker}}"}"""
        );
        string job = Text(Assert.Single(taken["jobs"]!.AsArray())!["jobKey"]);
        await _engine.Post($"jobs/{job}/failure", """{"retries": 0, "errorMessage": "too heavy"}""");
    }

    private static JsonNode Only(JsonNode answer) => Assert.Single(answer["items"]!.AsArray())!;

    private static void AssertMembers(JsonNode node, string names) =>
        Assert.Equal(names.Split(' '), node.AsObject().Select(member => member.Key));

    private static int Count(JsonNode item, string status) => Number(item[status]!["count"]);

    private static int Number(JsonNode? node) => node!.GetValue<int>();

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
