using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Operations on many instances over HTTP: the members of the answers, and what may not be asked.</summary>
public sealed class BatchApiTests : IDisposable
{
    private const string UserTask =
        """<bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>""";

    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public BatchApiTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Cancelling_many_answers_an_operation_that_can_be_followed()
    {
        string[] instances = await Start("batch-cancel", 3);
        JsonNode created = await _engine.Post("process-instances/cancellation", Of("batch-cancel"));
        Assert.Equal(["batchOperationKey", "batchOperationType"], created.AsObject().Select(member => member.Key));
        Assert.Equal("CANCEL_PROCESS_INSTANCE", Text(created["batchOperationType"]));

        JsonNode operation = await _engine.Ended(created);
        string[] members =
        [
            "batchOperationKey",
            "state",
            "batchOperationType",
            "startDate",
            "endDate",
            "actorType",
            "actorId",
            "operationsTotalCount",
            "operationsFailedCount",
            "operationsCompletedCount",
            "errors",
        ];
        Assert.Equal(members, operation.AsObject().Select(member => member.Key));
        Assert.Equal(
            ("COMPLETED", "USER", RunningServer.AdminName),
            (Text(operation["state"]), Text(operation["actorType"]), Text(operation["actorId"]))
        );
        Assert.Equal(3, operation["operationsCompletedCount"]!.GetValue<int>());
        foreach (string instance in instances)
        {
            Assert.Equal("TERMINATED", await _engine.StateOf(instance));
        }

        string key = Text(created["batchOperationKey"]);
        JsonArray items = await Items($$"""{"batchOperationKey": "{{key}}", "state": "COMPLETED"}""");
        Assert.Equal(instances.Order(StringComparer.Ordinal), items.Select(item => Text(item!["itemKey"])).Order(StringComparer.Ordinal));
        string[] itemMembers =
        [
            "operationType",
            "batchOperationKey",
            "itemKey",
            "processInstanceKey",
            "rootProcessInstanceKey",
            "state",
            "processedDate",
            "errorMessage",
        ];
        Assert.Equal(itemMembers, items[0]!.AsObject().Select(member => member.Key));
        JsonNode found = await _engine.Post("process-instances/search", $$$"""{"filter": {"batchOperationId": "{{{key}}}"}}""");
        Assert.Equal(3, found["page"]!["totalItems"]!.GetValue<int>());
        JsonNode operations = await _engine.Post(
            "batch-operations/search",
            $$$"""{"filter": {"operationType": "CANCEL_PROCESS_INSTANCE", "batchOperationKey": {"$in": ["{{{key}}}"]}}, "sort": [{"field": "endDate", "order": "DESC"}]}"""
        );
        Assert.Equal(key, Text(Assert.Single(operations["items"]!.AsArray())!["batchOperationKey"]));
    }

    [Fact]
    public async Task Modifying_many_moves_what_runs_and_tells_what_could_not_be_moved()
    {
        string[] instances = await Start("batch-modify", 2);
        JsonNode moved = await _engine.Post(
            "process-instances/modification",
            """{"filter": {"processDefinitionId": "batch-modify"}, "moveInstructions": [{"sourceElementId": "task", "targetElementId": "end"}]}"""
        );
        await _engine.Ended(moved);
        Assert.Equal("COMPLETED", await _engine.StateOf(instances[0]));

        string stays = await _engine.Start("batch-modify");
        JsonNode refused = await _engine.Post(
            "process-instances/modification",
            """{"filter": {"processDefinitionId": "batch-modify"}, "moveInstructions": [{"sourceElementId": "task", "targetElementId": "nowhere"}]}"""
        );
        JsonNode operation = await _engine.Ended(refused);
        Assert.Equal(("FAILED", 1), (Text(operation["state"]), operation["operationsFailedCount"]!.GetValue<int>()));
        JsonNode item = Assert.Single(await Items($$"""{"batchOperationKey": "{{Text(refused["batchOperationKey"])}}"}"""))!;
        Assert.Equal((stays, "FAILED"), (Text(item["processInstanceKey"]), Text(item["state"])));
        Assert.Contains("nowhere", Text(item["errorMessage"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_many_lets_them_go_on_by_the_target()
    {
        string[] instances = await Start("batch-migrate", 2);
        JsonNode target = await _engine.DeployTask("batch-migrated", UserTask);
        JsonNode created = await _engine.Post(
            "process-instances/migration",
            $$$"""
            {"filter": {"processDefinitionId": "batch-migrate"}, "migrationPlan": {
              "targetProcessDefinitionKey": "{{{Text(target["processDefinitionKey"])}}}",
              "mappingInstructions": [{"sourceElementId": "task", "targetElementId": "task"}]}}
            """
        );
        JsonNode operation = await _engine.Ended(created);

        Assert.Equal(("MIGRATE_PROCESS_INSTANCE", "COMPLETED"), (Text(operation["batchOperationType"]), Text(operation["state"])));
        foreach (string instance in instances)
        {
            Assert.Equal("batch-migrated", Text((await _engine.Get("process-instances/" + instance))["processDefinitionId"]));
        }
    }

    [Fact]
    public async Task Incidents_of_one_instance_or_of_many_are_tried_again()
    {
        await _engine.DeployTask(
            "batch-incident",
            """<bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="batch-incident" /></bpmn:extensionElements></bpmn:serviceTask>"""
        );
        string one = await _engine.Start("batch-incident");
        await _engine.Start("batch-incident");
        await FailJobs("batch-incident");

        JsonNode single = await _engine.Ended(await _engine.Post($"process-instances/{one}/incident-resolution"));
        Assert.Equal(("RESOLVE_INCIDENT", 1), (Text(single["batchOperationType"]), single["operationsCompletedCount"]!.GetValue<int>()));
        Assert.Equal(1, await OpenIncidents("batch-incident"));
        await _engine.Ended(await _engine.Post("process-instances/incident-resolution", Of("batch-incident")));
        Assert.Equal(0, await OpenIncidents("batch-incident"));
        await _engine.Refused(HttpStatusCode.NotFound, "process-instances/999999999/incident-resolution");
    }

    [Fact]
    public async Task Deleting_many_leaves_what_is_active()
    {
        string[] instances = await Start("batch-delete", 2);
        await _engine.Post($"process-instances/{instances[0]}/cancellation");
        JsonNode operation = await _engine.Ended(await _engine.Post("process-instances/deletion", Of("batch-delete")));

        Assert.Equal(
            ("DELETE_PROCESS_INSTANCE", 1),
            (Text(operation["batchOperationType"]), operation["operationsTotalCount"]!.GetValue<int>())
        );
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"process-instances/{instances[0]}"));
        Assert.Equal("ACTIVE", await _engine.StateOf(instances[1]));
    }

    [Fact]
    public async Task What_has_ended_cannot_be_paused_or_stopped()
    {
        await Start("batch-pause", 1);
        JsonNode created = await _engine.Post("process-instances/cancellation", Of("batch-pause"));
        await _engine.Ended(created);
        string path = "batch-operations/" + Text(created["batchOperationKey"]);

        foreach (string change in (string[])["cancellation", "suspension", "resumption"])
        {
            string detail = await _engine.Refused(HttpStatusCode.NotFound, $"{path}/{change}");
            Assert.Contains("ended", detail, StringComparison.Ordinal);
            await _engine.Refused(HttpStatusCode.NotFound, $"batch-operations/999999999/{change}");
        }
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf("batch-operations/999999999"));
    }

    [Theory]
    [InlineData("process-instances/cancellation", "{}", "filter")]
    [InlineData("process-instances/cancellation", """{"filter": {}}""", "at least one condition")]
    [InlineData("process-instances/deletion", """{"filter": {"colour": "red"}}""", "colour")]
    [InlineData("process-instances/modification", """{"filter": {"state": "ACTIVE"}}""", "moveInstructions")]
    [InlineData("process-instances/modification", """{"filter": {"state": "ACTIVE"}, "moveInstructions": []}""", "1 to 1000")]
    [InlineData(
        "process-instances/migration",
        """{"filter": {"state": "ACTIVE"}, "migrationPlan": {"targetProcessDefinitionKey": "999999999", "mappingInstructions": []}}""",
        "999999999"
    )]
    [InlineData("process-instances/incident-resolution", """{"filter": {"state": "SLEEPING"}}""", "state")]
    [InlineData("batch-operations/search", """{"filter": {"state": "SLEEPING"}}""", "state")]
    [InlineData("batch-operation-items/search", """{"sort": [{"field": "errorMessage"}]}""", "sort")]
    public async Task A_request_that_is_wrong_is_refused_with_the_place(string path, string body, string place)
    {
        string detail = await _engine.Refused(HttpStatusCode.BadRequest, path, body);
        Assert.Contains(place, detail, StringComparison.Ordinal);
    }

    private async Task<string[]> Start(string processId, int count)
    {
        await _engine.DeployTask(processId, UserTask);
        var instances = new List<string>();
        for (int i = 0; i < count; i++)
        {
            instances.Add(await _engine.Start(processId));
        }
        return [.. instances];
    }

    private async Task FailJobs(string type)
    {
        JsonNode taken = await _engine.Post("jobs/activation", $$"""{"type": "{{type}}", "maxJobsToActivate": 10, "timeout": 60000}""");
        foreach (JsonNode? job in taken["jobs"]!.AsArray())
        {
            await _engine.Post($"jobs/{Text(job!["jobKey"])}/failure", """{"retries": 0}""");
        }
    }

    private async Task<int> OpenIncidents(string processId)
    {
        JsonNode found = await _engine.Post(
            "incidents/search",
            $$$"""{"filter": {"processDefinitionId": "{{{processId}}}", "state": "ACTIVE"}}"""
        );
        return found["page"]!["totalItems"]!.GetValue<int>();
    }

    private async Task<JsonArray> Items(string filter) =>
        (await _engine.Post("batch-operation-items/search", $$"""{"filter": {{filter}}}"""))["items"]!.AsArray();

    private static string Of(string processId) => $$$"""{"filter": {"processDefinitionId": "{{{processId}}}"}}""";

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
