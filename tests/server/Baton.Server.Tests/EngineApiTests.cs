using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>The engine's API over real HTTP: the members of its answers, waiting for jobs and for the end of an instance, decisions.</summary>
public sealed class EngineApiTests(RunningServer server) : IDisposable
{
    private readonly HttpClient _client = server.Client();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_user_task_has_exactly_the_members_of_the_contract()
    {
        await Deploy(
            "members.bpmn",
            Model(
                "members",
                """<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>"""
            )
        );
        JsonNode instance = await Post(
            "process-instances",
            """{"processDefinitionId": "members", "variables": {"n": 12345678901234567890.5}}"""
        );
        JsonNode found = await Post(
            "user-tasks/search",
            $$$"""{"filter": {"processInstanceKey": "{{{instance["processInstanceKey"]}}}"}}"""
        );

        JsonObject task = Assert.Single(found["items"]!.AsArray())!.AsObject();
        string[] members =
        [
            "userTaskKey",
            "name",
            "state",
            "assignee",
            "elementId",
            "elementInstanceKey",
            "candidateGroups",
            "candidateUsers",
            "processDefinitionId",
            "processDefinitionVersion",
            "processDefinitionKey",
            "processName",
            "processInstanceKey",
            "rootProcessInstanceKey",
            "creationDate",
            "completionDate",
            "dueDate",
            "followUpDate",
            "formKey",
            "externalFormReference",
            "customHeaders",
            "priority",
            "tags",
            "tenantId",
        ];
        Assert.Equal(members.Order(StringComparer.Ordinal), task.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Matches("^[0-9]+$", task["userTaskKey"]!.GetValue<string>());
        Assert.EndsWith("Z", task["creationDate"]!.GetValue<string>(), StringComparison.Ordinal);

        JsonNode variables = await Post("variables/search", $$$"""{"filter": {"scopeKey": "{{{instance["processInstanceKey"]}}}"}}""");
        Assert.Equal("12345678901234567890.5", variables["items"]![0]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Creating_can_wait_for_the_end_and_answers_the_variables_wanted()
    {
        await Deploy(
            "quick.bpmn",
            Model(
                "quick",
                """<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="= a + 1" resultVariable="b" /></bpmn:extensionElements></bpmn:scriptTask>"""
            )
        );
        JsonNode answer = await Post(
            "process-instances",
            """{"processDefinitionId": "quick", "variables": {"a": 1}, "awaitCompletion": true, "fetchVariables": ["b"]}"""
        );
        Assert.Equal("""{"b":2}""", answer["variables"]!.ToJsonString());
    }

    [Fact]
    public async Task Waiting_for_an_end_that_does_not_come_times_out_and_the_instance_goes_on()
    {
        await Deploy(
            "slow.bpmn",
            Model(
                "slow",
                """<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="slow" /></bpmn:extensionElements></bpmn:serviceTask>"""
            )
        );
        using HttpResponseMessage response = await Send(
            "process-instances",
            """{"processDefinitionId": "slow", "awaitCompletion": true, "requestTimeout": 50}"""
        );
        await response.Problem(HttpStatusCode.GatewayTimeout);
        JsonNode jobs = await Post(
            "jobs/activation",
            """{"type": "slow", "maxJobsToActivate": 1, "timeout": 1000, "requestTimeout": -1}"""
        );
        Assert.Single(jobs["jobs"]!.AsArray());
    }

    [Fact]
    public async Task A_worker_that_waits_gets_the_job_as_soon_as_there_is_one()
    {
        await Deploy(
            "poll.bpmn",
            Model(
                "poll",
                """<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="poll" /></bpmn:extensionElements></bpmn:serviceTask>"""
            )
        );
        long started = Stopwatch.GetTimestamp();
        Task<JsonNode> waiting = Post(
            "jobs/activation",
            """{"type": "poll", "maxJobsToActivate": 1, "timeout": 1000, "requestTimeout": 60000}"""
        );
        await Post("process-instances", """{"processDefinitionId": "poll"}""");

        JsonNode job = Assert.Single((await waiting)["jobs"]!.AsArray())!;

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(50));
        Assert.Equal("t", job["elementId"]!.GetValue<string>());
        Assert.Equal("BPMN_ELEMENT", job["kind"]!.GetValue<string>());
        Assert.True(job["deadline"]!.GetValue<long>() > 0);
    }

    [Fact]
    public async Task The_priority_of_a_job_is_read_searched_and_changed()
    {
        await Deploy(
            "priority.bpmn",
            Model(
                "priority",
                """<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:jobPriorityDefinition priority="20" /><zeebe:taskDefinition type="prio" /></bpmn:extensionElements></bpmn:serviceTask>"""
            )
        );
        await Post("process-instances", """{"processDefinitionId": "priority"}""");
        const string search =
            """{"filter": {"type": "prio", "priority": {"$gte": 20}}, "sort": [{"field": "priority", "order": "DESC"}]}""";
        JsonNode found = Assert.Single((await Post("jobs/search", search))["items"]!.AsArray())!;
        Assert.Equal(20, found["priority"]!.GetValue<int>());
        string job = "jobs/" + found["jobKey"]!.GetValue<string>();

        using HttpResponseMessage changed = await Send(job, """{"changeset": {"priority": -75}}""", HttpMethod.Patch);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        JsonNode activated = await Post(
            "jobs/activation",
            """{"type": "prio", "maxJobsToActivate": 1, "timeout": 1000, "requestTimeout": -1}"""
        );
        Assert.Equal(-75, Assert.Single(activated["jobs"]!.AsArray())!["priority"]!.GetValue<int>());

        using HttpResponseMessage empty = await Send(job, """{"changeset": {}}""", HttpMethod.Patch);
        await empty.Problem(HttpStatusCode.BadRequest);
        using HttpResponseMessage tooLarge = await Send(job, """{"changeset": {"priority": 2147483648}}""", HttpMethod.Patch);
        await tooLarge.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_job_with_a_lease_is_ended_only_with_its_token()
    {
        await Deploy(
            "leased.bpmn",
            Model(
                "leased",
                """<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="leased" /></bpmn:extensionElements></bpmn:serviceTask>"""
            )
        );
        await Post("process-instances", """{"processDefinitionId": "leased"}""");
        JsonNode activated = await Post(
            "jobs/activation",
            """{"type": "leased", "maxJobsToActivate": 1, "timeout": 60000, "requestTimeout": -1, "withLease": true}"""
        );
        JsonNode job = Assert.Single(activated["jobs"]!.AsArray())!;
        string path = $"jobs/{job["jobKey"]!.GetValue<string>()}";
        string token = job["jobLeaseToken"]!.GetValue<string>();

        using HttpResponseMessage missing = await Send(path + "/completion", "{}");
        await missing.Problem(HttpStatusCode.Conflict);
        using HttpResponseMessage stale = await Send(path, """{"changeset": {"retries": 2}, "jobLeaseToken": "x"}""", HttpMethod.Patch);
        await stale.Problem(HttpStatusCode.Conflict);
        using HttpResponseMessage failed = await Send(path + "/failure", $$"""{"retries": 1, "jobLeaseToken": "{{token}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, failed.StatusCode);
        using HttpResponseMessage completed = await Send(path + "/completion", $$"""{"jobLeaseToken": "{{token}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, completed.StatusCode);
    }

    [Fact]
    public async Task A_user_task_for_an_outside_task_list_is_activated_and_completed_as_a_job()
    {
        await Deploy(
            "outside.bpmn",
            Model(
                "outside",
                """<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="ann" candidateGroups="=[&quot;desk&quot;]" /></bpmn:extensionElements></bpmn:userTask>"""
            )
        );
        JsonNode started = await Post("process-instances", """{"processDefinitionId": "outside"}""");
        JsonNode activated = await Post(
            "jobs/activation",
            """{"type": "io.camunda.zeebe:userTask", "maxJobsToActivate": 1, "timeout": 1000, "requestTimeout": -1}"""
        );
        JsonNode job = Assert.Single(activated["jobs"]!.AsArray())!;
        Assert.Equal("ann", job["customHeaders"]!["io.camunda.zeebe:assignee"]!.GetValue<string>());
        Assert.Equal("""["desk"]""", job["customHeaders"]!["io.camunda.zeebe:candidateGroups"]!.GetValue<string>());
        Assert.Equal(("BPMN_ELEMENT", 1), (job["kind"]!.GetValue<string>(), job["retries"]!.GetValue<int>()));
        using HttpResponseMessage completed = await Send($"jobs/{job["jobKey"]!.GetValue<string>()}/completion", "{}");
        Assert.Equal(HttpStatusCode.NoContent, completed.StatusCode);
        JsonNode found = await Post(
            "process-instances/search",
            $$$"""{"filter": {"processInstanceKey": "{{{started["processInstanceKey"]!.GetValue<string>()}}}"}}"""
        );
        Assert.Equal("COMPLETED", found["items"]![0]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_broken_model_is_refused_with_every_finding_and_nothing_is_deployed()
    {
        string broken = Model("broken", """<bpmn:serviceTask id="one" /><bpmn:scriptTask id="two" />""");
        using HttpResponseMessage response = await SendFile("broken.bpmn", broken);
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        string detail = problem["detail"]!.GetValue<string>();
        Assert.Single(detail.Split('\n'), line => line.Contains("Element 'one'", StringComparison.Ordinal));
        Assert.Single(detail.Split('\n'), line => line.Contains("Element 'two'", StringComparison.Ordinal));
        JsonNode definitions = await Post("process-definitions/search", """{"filter": {"processDefinitionId": "broken"}}""");
        Assert.Equal(0, definitions["page"]!["totalItems"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_deployment_without_files_says_what_to_send()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "files", "x.bpmn" } };
        using HttpResponseMessage response = await _client.PostAsync("v2/deployments", form, TestContext.Current.CancellationToken);
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains("'resources'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_evaluated_with_the_rules_that_matched()
    {
        await Deploy(
            "discount.dmn",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="discounts" name="Discounts" namespace="n">
              <decision id="discount" name="Discount">
                <decisionTable id="table" hitPolicy="UNIQUE">
                  <input id="in1" label="Tier"><inputExpression id="ie1" typeRef="string"><text>tier</text></inputExpression></input>
                  <output id="out1" name="percent" typeRef="number" />
                  <rule id="r1"><inputEntry id="e1"><text>"gold"</text></inputEntry><outputEntry id="o1"><text>20</text></outputEntry></rule>
                  <rule id="r2"><inputEntry id="e2"><text>"silver"</text></inputEntry><outputEntry id="o2"><text>10</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """
        );
        JsonNode answer = await Post(
            "decision-definitions/evaluation",
            """{"decisionDefinitionId": "discount", "variables": {"tier": "silver"}}"""
        );
        Assert.Equal("10", answer["output"]!.GetValue<string>());
        JsonNode rule = Assert.Single(answer["evaluatedDecisions"]![0]!["matchedRules"]!.AsArray())!;
        Assert.Equal("r2", rule["ruleId"]!.GetValue<string>());
        Assert.Equal(2, rule["ruleIndex"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("= 1 + x", "3")]
    [InlineData("upper case(\"abc\")", "\"ABC\"")]
    public async Task An_expression_can_be_tried_out(string expression, string result)
    {
        JsonNode answer = await Post(
            "expression/evaluation",
            new JsonObject
            {
                ["expression"] = expression,
                ["variables"] = new JsonObject { ["x"] = 2 },
            }.ToJsonString()
        );
        Assert.Equal(result, answer["result"]!.ToJsonString());
    }

    [Fact]
    public async Task An_expression_with_a_mistake_is_explained()
    {
        using HttpResponseMessage response = await Send("expression/evaluation", """{"expression": "= 1 +"}""");
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains("'expression'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Model(string id, string task) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <bpmn:process id="{id}" isExecutable="true">
                <bpmn:startEvent id="s" />
                {task}
                <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="{FirstId(task)}" />
              </bpmn:process>
            </bpmn:definitions>
            """;

    private static string FirstId(string task)
    {
        int start = task.IndexOf("id=\"", StringComparison.Ordinal) + 4;
        return task[start..task.IndexOf('"', start)];
    }

    private async Task Deploy(string name, string xml)
    {
        using HttpResponseMessage response = await SendFile(name, xml);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> SendFile(string name, string xml)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(xml)), "resources", name } };
        return await _client.PostAsync("v2/deployments", form, TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> Post(string path, string body)
    {
        using HttpResponseMessage response = await Send(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Json();
    }

    private async Task<HttpResponseMessage> Send(string path, string body, HttpMethod? method = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "v2/" + path) { Content = content };
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
