using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>What operators read from the engine's API: waits, correlations, incidents, logs, paths, the cluster.</summary>
public sealed class EngineReadingTests(RunningServer server) : IDisposable
{
    private const string Service =
        """<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="{0}" /></bpmn:extensionElements></bpmn:serviceTask>""";

    private const string Person =
        """<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>""";

    private readonly HttpClient _client = server.Client();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_definition_has_the_members_of_the_contract_and_is_found_by_each_of_them()
    {
        await Deploy("read-definition.bpmn", Model("read-definition", Person));
        JsonNode found = await Only(
            "process-definitions/search",
            """
            {
              "filter": {
                "processDefinitionId": "read-definition", "isLatestVersion": true, "hasStartForm": false, "version": 1, "state": "ACTIVE",
                "resourceName": "read-definition.bpmn", "name": {"$exists": false}, "versionTag": {"$exists": false}, "tenantId": "<default>"
              },
              "sort": [{"field": "tenantId"}, {"field": "version", "order": "DESC"}]
            }
            """
        );
        AssertMembers(found, "name resourceName version versionTag processDefinitionId tenantId processDefinitionKey hasStartForm state");
        using HttpResponseMessage form = await Get($"process-definitions/{found["processDefinitionKey"]}/form");
        Assert.Equal(HttpStatusCode.NoContent, form.StatusCode);
    }

    [Fact]
    public async Task A_process_with_a_start_form_shows_it()
    {
        await Deploy("read-form.form", """{"id": "read-form", "components": []}""");
        await Deploy(
            "read-started.bpmn",
            Model(
                "read-started",
                Person,
                start: """<bpmn:extensionElements><zeebe:formDefinition formId="read-form" /></bpmn:extensionElements>"""
            )
        );
        JsonNode definition = await Only("process-definitions/search", """{"filter": {"processDefinitionId": "read-started"}}""");
        using HttpResponseMessage answer = await Get($"process-definitions/{definition["processDefinitionKey"]}/form");
        JsonNode form = await answer.Json();
        AssertMembers(form, "formId formKey schema version tenantId");
        Assert.Equal("read-form", Text(form["formId"]));
    }

    [Fact]
    public async Task An_instance_is_found_by_its_tags_only_where_it_has_them_all()
    {
        await Deploy("read-tags.bpmn", Model("read-tags", Person));
        await Post("process-instances", """{"processDefinitionId": "read-tags", "tags": ["red", "round"]}""");

        Assert.Equal(1, await Total("process-instances/search", """{"filter": {"tags": ["round", "red"]}}"""));
        Assert.Equal(0, await Total("process-instances/search", """{"filter": {"tags": ["round", "blue"]}}"""));
        using HttpResponseMessage wrong = await Send("process-instances/search", """{"filter": {"tags": "red"}}""");
        await wrong.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Alternatives_are_taken_for_process_and_element_instances()
    {
        await Deploy("read-or.bpmn", Model("read-or", Person));
        await Post("process-instances", """{"processDefinitionId": "read-or", "businessId": "or-1"}""");
        await Post("process-instances", """{"processDefinitionId": "read-or", "businessId": "or-2"}""");

        Assert.Equal(
            2,
            await Total(
                "process-instances/search",
                """{"filter": {"processDefinitionId": "read-or", "state": "ACTIVE", "$or": [{"businessId": "or-1"}, {"businessId": {"$like": "*-2"}, "hasIncident": false}]}}"""
            )
        );
        Assert.Equal(
            4,
            await Total(
                "element-instances/search",
                """{"filter": {"processDefinitionId": "read-or", "$or": [{"type": "USER_TASK"}, {"elementId": "s"}]}}"""
            )
        );
    }

    [Theory]
    [InlineData("process-instances/search", "batchColour")]
    [InlineData("element-instances/search", "colour")]
    [InlineData("element-instances/wait-states/search", "colour")]
    [InlineData("jobs/search", "colour")]
    [InlineData("user-tasks/search", "colour")]
    [InlineData("variables/search", "colour")]
    [InlineData("incidents/search", "colour")]
    [InlineData("message-subscriptions/search", "colour")]
    [InlineData("correlated-message-subscriptions/search", "colour")]
    [InlineData("process-definitions/search", "colour")]
    [InlineData("decision-instances/search", "colour")]
    public async Task A_filter_that_is_not_in_the_contract_is_refused_by_name(string path, string field)
    {
        using HttpResponseMessage response = await Send(path, $$$"""{"filter": {"{{{field}}}": "x"}}""");
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains($"filter.{field}", Text(problem["detail"]), StringComparison.Ordinal);
        using HttpResponseMessage beside = await Send(path, """{"filters": {}}""");
        await beside.Problem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("process-definitions/404404/form")]
    [InlineData("process-instances/404404/sequence-flows")]
    [InlineData("process-instances/404404/statistics/element-instances")]
    [InlineData("process-instances/404404/call-hierarchy")]
    public async Task What_does_not_exist_has_nothing_to_read(string path)
    {
        using HttpResponseMessage response = await Get(path);
        await response.Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("process-definitions/404404/statistics/element-instances")]
    [InlineData("process-instances/404404/incidents/search")]
    [InlineData("element-instances/404404/incidents/search")]
    [InlineData("user-tasks/404404/audit-logs/search")]
    [InlineData("user-tasks/404404/effective-variables/search")]
    public async Task What_does_not_exist_has_nothing_to_search(string path)
    {
        using HttpResponseMessage response = await Send(path, "{}");
        await response.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wait_says_what_would_end_it()
    {
        await Deploy("read-wait.bpmn", Model("read-wait", Job("read-wait")));
        string instance = Text((await Post("process-instances", """{"processDefinitionId": "read-wait"}"""))["processInstanceKey"]);

        JsonNode wait = await Only(
            "element-instances/wait-states/search",
            $$$"""{"filter": {"processInstanceKey": "{{{instance}}}", "waitStateType": "JOB"}, "sort": [{"field": "elementId"}]}"""
        );

        AssertMembers(
            wait,
            "rootProcessInstanceKey processInstanceKey elementInstanceKey elementId elementType tenantId bpmnProcessId details"
        );
        AssertMembers(wait["details"]!, "waitStateType jobKey jobType jobKind listenerEventType retries");
        Assert.Equal(("SERVICE_TASK", "read-wait"), (Text(wait["elementType"]), Text(wait["details"]!["jobType"])));
    }

    [Fact]
    public async Task A_task_that_waits_says_by_when_it_is_due()
    {
        await Deploy("read-due.bpmn", Model("read-due", Person));
        string instance = Text((await Post("process-instances", """{"processDefinitionId": "read-due"}"""))["processInstanceKey"]);
        string own = $$$"""{"filter": {"processInstanceKey": "{{{instance}}}"}}""";
        string task = Text((await Only("user-tasks/search", own))["userTaskKey"]);
        using var change = new StringContent("""{"changeset": {"dueDate": "2031-01-01T00:00:00Z"}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage changed = await _client.PatchAsync($"v2/user-tasks/{task}", change, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);

        JsonNode wait = await Only("element-instances/wait-states/search", own);

        Assert.Equal(
            $$$"""{"waitStateType":"USER_TASK","taskKey":"{{{task}}}","dueDate":"2031-01-01T00:00:00.000Z"}""",
            wait["details"]!.ToJsonString()
        );
        JsonNode log = (await Post($"user-tasks/{task}/audit-logs/search", """{"filter": {"operationType": "UPDATE"}}"""))["items"]![0]!;
        Assert.Equal(("USER_TASK", task, "SUCCESS"), (Text(log["entityType"]), Text(log["entityKey"]), Text(log["result"])));
        Assert.Null(log["actorId"]);
    }

    [Fact]
    public async Task Incidents_of_an_instance_include_those_of_the_instances_that_it_called_and_no_others()
    {
        await Deploy("read-inner.bpmn", Model("read-inner", Job("read-broken")));
        await Deploy("read-middle.bpmn", Model("read-middle", Call("read-inner")));
        await Deploy("read-outer.bpmn", Model("read-outer", Call("read-middle")));
        string outer = Text((await Post("process-instances", """{"processDefinitionId": "read-outer"}"""))["processInstanceKey"]);
        string middle = await Child(outer);
        string inner = await Child(middle);
        JsonNode job = await Only("jobs/search", """{"filter": {"type": "read-broken"}}""");
        await Send("jobs/activation", """{"type": "read-broken", "maxJobsToActivate": 1, "timeout": 60000, "requestTimeout": -1}""");
        using HttpResponseMessage failed = await Send($"jobs/{job["jobKey"]}/failure", """{"errorMessage": "read: broken"}""");
        Assert.Equal(HttpStatusCode.NoContent, failed.StatusCode);

        foreach (string instance in (string[])[outer, middle, inner])
        {
            Assert.Equal(1, await Total($"process-instances/{instance}/incidents/search", "{}"));
        }
        JsonNode call = await Only(
            "element-instances/search",
            $$$"""{"filter": {"processInstanceKey": "{{{middle}}}", "elementId": "t"}}"""
        );
        JsonNode start = await Only(
            "element-instances/search",
            $$$"""{"filter": {"processInstanceKey": "{{{middle}}}", "elementId": "s"}}"""
        );
        Assert.Equal(1, await Total($"element-instances/{call["elementInstanceKey"]}/incidents/search", "{}"));
        Assert.Equal(0, await Total($"element-instances/{start["elementInstanceKey"]}/incidents/search", "{}"));
        Assert.Equal(0, await Total($"process-instances/{outer}/incidents/search", """{"filter": {"errorType": "CONDITION_ERROR"}}"""));

        JsonNode error = (await Post("incidents/statistics/process-instances-by-error", "{}"))["items"]!
            .AsArray()
            .Single(item => Text(item!["errorMessage"]).Contains("read: broken", StringComparison.Ordinal))!;
        AssertMembers(error, "errorHashCode errorMessage activeInstancesWithErrorCount");
        JsonNode definition = await Only(
            "incidents/statistics/process-instances-by-definition",
            $$$"""{"filter": {"errorHashCode": {{{error["errorHashCode"]}}} } }"""
        );
        AssertMembers(
            definition,
            "processDefinitionId processDefinitionKey processDefinitionName processDefinitionVersion tenantId activeInstancesWithErrorCount"
        );
        Assert.Equal("read-inner", Text(definition["processDefinitionId"]));
    }

    [Theory]
    [InlineData("{}", "filter.errorHashCode")]
    [InlineData("""{"filter": {"errorHashCode": "1"}}""", "filter.errorHashCode")]
    [InlineData("""{"filter": {"errorHashCode": 1, "colour": "red"}}""", "filter.colour")]
    [InlineData("""{"filter": {"errorHashCode": 1}, "sort": [{"field": "errorMessage"}]}""", "sort[0].field")]
    public async Task Counting_by_definition_needs_the_error_and_takes_nothing_else(string body, string place)
    {
        using HttpResponseMessage response = await Send("incidents/statistics/process-instances-by-definition", body);
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains(place, Text(problem["detail"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correlated_message_has_exactly_the_members_of_the_contract()
    {
        await Deploy(
            "read-message.bpmn",
            Model("read-message", Person, start: """<bpmn:messageEventDefinition messageRef="m" />""")
                .Replace("<bpmn:process ", """<bpmn:message id="m" name="read-called" /><bpmn:process """, StringComparison.Ordinal)
        );
        JsonNode message = await Post("messages/correlation", """{"name": "read-called", "correlationKey": "R-1"}""");

        JsonNode correlated = await Only(
            "correlated-message-subscriptions/search",
            $$$"""{"filter": {"messageKey": "{{{message["messageKey"]}}}", "messageName": "read-called", "correlationKey": {"$like": "R-*"} } }"""
        );

        AssertMembers(
            correlated,
            "correlationKey correlationTime elementId elementInstanceKey messageKey messageName partitionId processDefinitionId processDefinitionKey processInstanceKey rootProcessInstanceKey subscriptionKey tenantId"
        );
        Assert.Equal(Text(message["processInstanceKey"]), Text(correlated["processInstanceKey"]));
    }

    [Fact]
    public async Task Statistics_of_a_definition_are_narrowed_by_a_filter_on_its_instances()
    {
        await Deploy("read-counts.bpmn", Model("read-counts", Person));
        await Post("process-instances", """{"processDefinitionId": "read-counts", "businessId": "counts-1"}""");
        await Post("process-instances", """{"processDefinitionId": "read-counts", "businessId": "counts-2"}""");
        JsonNode definition = await Only("process-definitions/search", """{"filter": {"processDefinitionId": "read-counts"}}""");
        string path = $"process-definitions/{definition["processDefinitionKey"]}/statistics/element-instances";

        Assert.Equal(2, await Active(path, "{}"));
        Assert.Equal(1, await Active(path, """{"filter": {"businessId": "counts-1"}}"""));
        using HttpResponseMessage wrong = await Send(path, """{"filter": {"colour": "red"}}""");
        await wrong.Problem(HttpStatusCode.BadRequest);

        async Task<long> Active(string path, string body) =>
            (await Post(path, body))["items"]!.AsArray().Single(item => Text(item!["elementId"]) == "t")!["active"]!.GetValue<long>();
    }

    [Fact]
    public async Task The_caller_and_the_cluster_have_the_members_of_the_contract()
    {
        using HttpResponseMessage me = await Get("authentication/me");
        AssertMembers(
            await me.Json(),
            "username displayName email authorizedComponents tenants groups roles salesPlanType c8Links canLogout"
        );
        using HttpResponseMessage license = await Get("license");
        AssertMembers(await license.Json(), "validLicense licenseType isCommercial expiresAt");
        using HttpResponseMessage topology = await Get("topology");
        AssertMembers(
            await topology.Json(),
            "brokers clusterId clusterSize partitionsCount replicationFactor gatewayVersion lastCompletedChangeId"
        );
        using HttpResponseMessage status = await Get("status");
        Assert.Equal(HttpStatusCode.NoContent, status.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Job(string type) => Service.Replace("{0}", type, StringComparison.Ordinal);

    private static string Call(string process) =>
        $"""<bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="{process}" /></bpmn:extensionElements></bpmn:callActivity>""";

    private static string Model(string id, string task, string start = "") =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <bpmn:process id="{id}" isExecutable="true">
                <bpmn:startEvent id="s">{start}</bpmn:startEvent>
                {task}
                <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" />
              </bpmn:process>
            </bpmn:definitions>
            """;

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static void AssertMembers(JsonNode node, string members) =>
        Assert.Equal(
            members.Split(' ').Order(StringComparer.Ordinal),
            node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );

    private async Task<string> Child(string parent) =>
        Text(
            (await Only("process-instances/search", $$$"""{"filter": {"parentProcessInstanceKey": "{{{parent}}}"}}"""))[
                "processInstanceKey"
            ]
        );

    private async Task<JsonNode> Only(string path, string body) => Assert.Single((await Post(path, body))["items"]!.AsArray())!;

    private async Task<long> Total(string path, string body) => (await Post(path, body))["page"]!["totalItems"]!.GetValue<long>();

    private async Task Deploy(string name, string content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "resources", name } };
        using HttpResponseMessage response = await _client.PostAsync("v2/deployments", form, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonNode> Post(string path, string body)
    {
        using HttpResponseMessage response = await Send(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }

    private Task<HttpResponseMessage> Get(string path) => _client.GetAsync($"v2/{path}", Cancel);

    private async Task<HttpResponseMessage> Send(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync($"v2/{path}", content, Cancel);
    }
}
