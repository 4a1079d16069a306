using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Deleting resources and the history of instances over HTTP.</summary>
public sealed class DeletionApiTests : IDisposable
{
    private const string UserTask =
        """<bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>""";

    private const string Spent = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="spending" name="Spending" namespace="n">
          <decision id="spent-part" name="Part"><literalExpression><text>1</text></literalExpression></decision>
          <decision id="spent" name="Spent">
            <informationRequirement><requiredDecision href="#spent-part"/></informationRequirement>
            <literalExpression><text>Part + 1</text></literalExpression>
          </decision>
        </definitions>
        """;

    private readonly HttpClient _client;
    private readonly EngineCaller _engine;

    public DeletionApiTests(RunningServer server)
    {
        _client = server.Client();
        _engine = new EngineCaller(_client);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_deleted_definition_is_gone_but_for_those_who_look_at_its_instances()
    {
        string key = Text((await _engine.DeployTask("deleted", UserTask))["processDefinitionKey"]);
        string instance = await _engine.Start("deleted");

        JsonNode answer = await _engine.Post($"resources/{key}/deletion", """{"operationReference": 7}""");
        Assert.Equal(["resourceKey", "batchOperation"], answer.AsObject().Select(member => member.Key));
        Assert.Equal((key, null), (Text(answer["resourceKey"]), answer["batchOperation"]));

        await _engine.Refused(HttpStatusCode.NotFound, "process-instances", """{"processDefinitionId": "deleted"}""");
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"process-definitions/{key}"));
        Assert.Equal(HttpStatusCode.OK, await _engine.StatusOf($"process-definitions/{key}/xml"));
        Assert.Equal(key, Text((await _engine.Get($"process-instances/{instance}"))["processDefinitionKey"]));
        JsonNode found = await _engine.Post("process-definitions/search", """{"filter": {"processDefinitionId": "deleted"}}""");
        Assert.Empty(found["items"]!.AsArray());
        await _engine.Refused(HttpStatusCode.NotFound, $"resources/{key}/deletion");
        Assert.Equal(2, (await _engine.DeployTask("deleted", UserTask))["processDefinitionVersion"]!.GetValue<int>());
    }

    [Fact]
    public async Task With_its_history_the_ended_instances_of_a_definition_go()
    {
        string key = Text((await _engine.DeployTask("purged", UserTask))["processDefinitionKey"]);
        string running = await _engine.Start("purged");
        string ended = await _engine.Start("purged");
        await _engine.Post($"process-instances/{ended}/cancellation");

        JsonNode answer = await _engine.Post($"resources/{key}/deletion", """{"deleteHistory": true}""");
        Assert.Equal("DELETE_PROCESS_INSTANCE", Text(answer["batchOperation"]!["batchOperationType"]));
        JsonNode operation = await _engine.Ended(answer["batchOperation"]!);
        Assert.Equal(("COMPLETED", 1), (Text(operation["state"]), operation["operationsCompletedCount"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"process-instances/{ended}"));
        Assert.Equal("ACTIVE", await _engine.StateOf(running));
    }

    [Fact]
    public async Task A_form_and_a_file_of_another_kind_can_be_deleted()
    {
        JsonNode form = await _engine.Deploy("gone.form", """{"id": "gone-form", "components": []}""");
        JsonNode file = await _engine.Deploy("gone.txt", "text");

        await _engine.Post($"resources/{Text(form["form"]!["formKey"])}/deletion");
        await _engine.Post($"resources/{Text(file["resource"]!["resourceKey"])}/deletion", """{"deleteHistory": true}""");
        JsonNode again = await _engine.Deploy("gone.form", """{"id": "gone-form", "components": []}""");
        Assert.Equal(2, again["form"]!["version"]!.GetValue<int>());
        await _engine.Refused(HttpStatusCode.NotFound, "resources/999999999/deletion");
        await _engine.Refused(HttpStatusCode.BadRequest, "resources/999999999/deletion", """{"history": true}""");
    }

    [Fact]
    public async Task The_history_of_an_ended_root_instance_can_be_deleted()
    {
        await _engine.DeployTask("forgotten", UserTask);
        string instance = await _engine.Start("forgotten");

        string active = await _engine.Refused(HttpStatusCode.Conflict, $"process-instances/{instance}/deletion");
        Assert.Contains("active", active, StringComparison.Ordinal);
        await _engine.Post($"process-instances/{instance}/cancellation");
        await _engine.Post($"process-instances/{instance}/deletion");

        Assert.Equal(HttpStatusCode.NotFound, await _engine.StatusOf($"process-instances/{instance}"));
        JsonNode tasks = await _engine.Post("user-tasks/search", $$$"""{"filter": {"processInstanceKey": "{{{instance}}}"}}""");
        Assert.Empty(tasks["items"]!.AsArray());
        await _engine.Refused(HttpStatusCode.NotFound, $"process-instances/{instance}/deletion");
    }

    [Fact]
    public async Task An_evaluation_is_deleted_with_all_decisions_that_it_asked()
    {
        await _engine.Deploy("spent.dmn", Spent);
        JsonNode answer = await _engine.Post("decision-definitions/evaluation", """{"decisionDefinitionId": "spent"}""");
        string key = Text(answer["decisionEvaluationKey"]);
        Assert.Equal(2, await Decisions(key));

        await _engine.Post($"decision-instances/{key}/deletion", """{"operationReference": 7}""");

        Assert.Equal(0, await Decisions(key));
        await _engine.Refused(HttpStatusCode.NotFound, $"decision-instances/{key}/deletion");
    }

    [Fact]
    public async Task Many_evaluated_decisions_are_deleted_by_a_filter()
    {
        await _engine.Deploy("spent.dmn", Spent);
        JsonNode answer = await _engine.Post("decision-definitions/evaluation", """{"decisionDefinitionId": "spent"}""");
        string key = Text(answer["decisionEvaluationKey"]);

        JsonNode created = await _engine.Post(
            "decision-instances/deletion",
            $$$"""{"filter": {"decisionEvaluationKey": "{{{key}}}", "decisionDefinitionId": "spent-part"}}"""
        );

        Assert.Equal("DELETE_DECISION_INSTANCE", Text(created["batchOperationType"]));
        JsonNode operation = await _engine.Ended(created);
        Assert.Equal(("COMPLETED", 1), (Text(operation["state"]), operation["operationsCompletedCount"]!.GetValue<int>()));
        Assert.Equal(1, await Decisions(key));
        string every = await _engine.Refused(HttpStatusCode.BadRequest, "decision-instances/deletion", """{"filter": {}}""");
        Assert.Contains("at least one condition", every, StringComparison.Ordinal);
    }

    private async Task<int> Decisions(string evaluation) =>
        (await _engine.Post("decision-instances/search", $$$"""{"filter": {"decisionEvaluationKey": "{{{evaluation}}}"}}"""))["items"]!
            .AsArray()
            .Count;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
