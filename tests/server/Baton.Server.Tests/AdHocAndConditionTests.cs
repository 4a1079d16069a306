using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Ad-hoc sub-processes, conditional start events, migration and runtime instructions over real HTTP.</summary>
public sealed class AdHocAndConditionTests : IDisposable
{
    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public AdHocAndConditionTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Activities_of_an_ad_hoc_sub_process_begin_by_request_and_unknown_ones_are_refused()
    {
        await _engine.DeployTask(
            "adhoc",
            """<bpmn:adHocSubProcess id="task"><bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="adhoc-a" /></bpmn:extensionElements></bpmn:serviceTask></bpmn:adHocSubProcess>"""
        );
        JsonNode instance = await _engine.Post("process-instances", """{"processDefinitionId": "adhoc"}""");
        string key = await Element(instance, "task", "AD_HOC_SUB_PROCESS");
        using (HttpResponseMessage refused = await _engine.Send(Path(key), """{"elements": [{"elementId": "B"}]}"""))
        {
            await refused.Problem(HttpStatusCode.BadRequest);
        }
        using (HttpResponseMessage unknown = await _engine.Send(Path("1"), """{"elements": [{"elementId": "A"}]}"""))
        {
            await unknown.Problem(HttpStatusCode.NotFound);
        }
        await _engine.Post(Path(key), """{"elements": [{"elementId": "A", "variables": {"x": 1}}]}""");
        JsonNode job = (await Jobs("adhoc-a"))[0]!;
        Assert.Equal("""{"x":1}""", new JsonObject { ["x"] = job["variables"]!["x"]!.DeepClone() }.ToJsonString());
    }

    [Fact]
    public async Task A_worker_drives_an_ad_hoc_sub_process_by_the_result_of_its_job()
    {
        await _engine.DeployTask(
            "agent",
            """<bpmn:adHocSubProcess id="task"><bpmn:extensionElements><zeebe:taskDefinition type="agent" /></bpmn:extensionElements><bpmn:task id="A" /></bpmn:adHocSubProcess>"""
        );
        JsonNode instance = await _engine.Post("process-instances", """{"processDefinitionId": "agent"}""");
        JsonNode job = (await Jobs("agent"))[0]!;
        Assert.Equal("AD_HOC_SUB_PROCESS", Text(job["kind"]));
        Assert.Equal("A", Text(job["variables"]!["adHocSubProcessElements"]![0]!["elementId"]));
        await _engine.Post(
            $"jobs/{Text(job["jobKey"])}/completion",
            """{"result": {"type": "adHocSubProcess", "activateElements": [{"elementId": "A"}]}}"""
        );
        JsonNode next = (await Jobs("agent"))[0]!;
        await _engine.Post(
            $"jobs/{Text(next["jobKey"])}/completion",
            """{"result": {"type": "adHocSubProcess", "isCompletionConditionFulfilled": true}}"""
        );
        Assert.Equal("COMPLETED", Text((await _engine.Get($"process-instances/{Text(instance["processInstanceKey"])}"))["state"]));
    }

    [Fact]
    public async Task Conditional_start_events_start_an_instance_each_for_the_variables_they_hold_for()
    {
        JsonNode deployed = await _engine.Deploy(
            "conditions.bpmn",
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
              <bpmn:process id="conditions" isExecutable="true">
                <bpmn:startEvent id="a"><bpmn:conditionalEventDefinition><bpmn:condition>= level &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
                <bpmn:startEvent id="b"><bpmn:conditionalEventDefinition><bpmn:condition>= level &gt; 5</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
                <bpmn:task id="t" /><bpmn:sequenceFlow id="f1" sourceRef="a" targetRef="t" /><bpmn:sequenceFlow id="f2" sourceRef="b" targetRef="t" />
              </bpmn:process>
            </bpmn:definitions>
            """
        );
        string definition = Text(deployed["processDefinition"]!["processDefinitionKey"]);
        Assert.Single(
            (await Evaluate($$$"""{"processDefinitionKey": "{{{definition}}}", "variables": {"level": 2}}"""))[
                "processInstances"
            ]!.AsArray()
        );
        Assert.Equal(2, (await Evaluate("""{"variables": {"level": 6}}"""))["processInstances"]!.AsArray().Count);
        Assert.Empty((await Evaluate("""{"variables": {"level": 0}}"""))["processInstances"]!.AsArray());
        using HttpResponseMessage unknown = await _engine.Send(
            "conditionals/evaluation",
            """{"processDefinitionKey": "1", "variables": {}}"""
        );
        await unknown.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_migrated_instance_shows_its_new_definition_everywhere_and_a_plan_that_does_not_fit_is_refused()
    {
        const string task =
            """<bpmn:userTask id="{0}" name="{1}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>""";
        await _engine.DeployTask("old", string.Format(System.Globalization.CultureInfo.InvariantCulture, task, "task", "Old"));
        JsonNode instance = await _engine.Post("process-instances", """{"processDefinitionId": "old"}""");
        string key = Text(instance["processInstanceKey"]);
        JsonNode newer = await _engine.DeployTask(
            "newer",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, task, "task", "Newer")
        );
        string target = Text(newer["processDefinitionKey"]);
        using (
            HttpResponseMessage refused = await _engine.Send(
                $"process-instances/{key}/migration",
                $$$"""{"targetProcessDefinitionKey": "{{{target}}}", "mappingInstructions": []}"""
            )
        )
        {
            await refused.Problem(HttpStatusCode.Conflict);
        }
        await _engine.Post(
            $"process-instances/{key}/migration",
            $$$"""{"targetProcessDefinitionKey": "{{{target}}}", "mappingInstructions": [{"sourceElementId": "task", "targetElementId": "task"}]}"""
        );

        Assert.Equal("newer", Text((await _engine.Get($"process-instances/{key}"))["processDefinitionId"]));
        JsonNode found = await _engine.Post("user-tasks/search", $$$"""{"filter": {"processInstanceKey": "{{{key}}}"}}""");
        Assert.Equal(("Newer", target), (Text(found["items"]![0]!["name"]), Text(found["items"]![0]!["processDefinitionKey"])));
    }

    [Fact]
    public async Task An_instance_ends_after_the_element_that_its_runtime_instruction_names()
    {
        await _engine.DeployTask("until", """<bpmn:task id="task" />""");
        JsonNode instance = await _engine.Post(
            "process-instances",
            """{"processDefinitionId": "until", "runtimeInstructions": [{"type": "TERMINATE_PROCESS_INSTANCE", "afterElementId": "task"}]}"""
        );
        Assert.Equal("TERMINATED", Text((await _engine.Get($"process-instances/{Text(instance["processInstanceKey"])}"))["state"]));
        using HttpResponseMessage refused = await _engine.Send(
            "process-instances",
            """{"processDefinitionId": "until", "runtimeInstructions": [{"type": "PAUSE", "afterElementId": "task"}]}"""
        );
        await refused.Problem(HttpStatusCode.BadRequest);
    }

    private static string Path(string key) => $"element-instances/ad-hoc-activities/{key}/activation";

    private Task<JsonNode> Evaluate(string body) => _engine.Post("conditionals/evaluation", body);

    private async Task<JsonArray> Jobs(string type) =>
        (
            await _engine.Post(
                "jobs/activation",
                $$$"""{"type": "{{{type}}}", "maxJobsToActivate": 1, "timeout": 60000, "requestTimeout": 30000}"""
            )
        )["jobs"]!.AsArray();

    private async Task<string> Element(JsonNode instance, string elementId, string type)
    {
        JsonNode found = await _engine.Post(
            "element-instances/search",
            $$$"""{"filter": {"processInstanceKey": "{{{Text(instance["processInstanceKey"])}}}", "elementId": "{{{elementId}}}", "type": "{{{type}}}"}}"""
        );
        return Text(Assert.Single(found["items"]!.AsArray())!["elementInstanceKey"]);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
