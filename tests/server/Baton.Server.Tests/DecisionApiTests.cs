using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Server.Tests;

/// <summary>Decisions over the engine's API: what an evaluation answers, what is kept of it, and the files they came in.</summary>
public sealed class DecisionApiTests(RunningServer server) : IAsyncLifetime
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="loans" name="Loans" namespace="n">
          <decision id="loan-risk" name="Loan risk">
            <literalExpression><text>assert(amount, amount &lt; 1000, "too much") * 2</text></literalExpression>
          </decision>
          <decision id="loan" name="Loan">
            <informationRequirement><requiredDecision href="#loan-risk"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input id="in" label="Risk"><inputExpression><text>Loan risk</text></inputExpression></input>
              <output id="out" name="who"/>
              <rule id="small"><inputEntry><text>&lt; 100</text></inputEntry><outputEntry><text>"clerk"</text></outputEntry></rule>
              <rule id="large"><inputEntry><text>-</text></inputEntry><outputEntry><text>"manager"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private readonly HttpClient _client = server.Client();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Model)), "resources", "loans.dmn" } };
        using HttpResponseMessage response = await _client.PostAsync("v2/deployments", form, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_evaluation_has_exactly_the_members_of_the_contract()
    {
        JsonNode answer = await Post(
            "decision-definitions/evaluation",
            """{"decisionDefinitionId": "loan", "variables": {"amount": 70}}"""
        );

        AssertMembers(
            answer,
            "decisionDefinitionId decisionDefinitionName decisionDefinitionVersion decisionDefinitionKey decisionRequirementsId decisionRequirementsKey output failedDecisionDefinitionId failureMessage tenantId decisionEvaluationKey decisionInstanceKey evaluatedDecisions"
        );
        Assert.Equal("\"manager\"", Text(answer["output"]));
        Assert.True(long.Parse(Text(answer["decisionEvaluationKey"]), System.Globalization.CultureInfo.InvariantCulture) > 0);
        JsonArray evaluated = answer["evaluatedDecisions"]!.AsArray();
        Assert.Equal(["loan-risk", "loan"], evaluated.Select(one => Text(one!["decisionDefinitionId"])));
        Assert.Equal(["LITERAL_EXPRESSION", "DECISION_TABLE"], evaluated.Select(one => Text(one!["decisionDefinitionType"])));
        JsonNode table = evaluated[1]!;
        AssertMembers(
            table,
            "decisionDefinitionId decisionDefinitionName decisionDefinitionVersion decisionDefinitionType decisionDefinitionKey output tenantId matchedRules evaluatedInputs decisionEvaluationInstanceKey"
        );
        JsonNode rule = Assert.Single(table["matchedRules"]!.AsArray())!;
        AssertMembers(rule, "ruleId ruleIndex evaluatedOutputs");
        Assert.Equal(("large", 2), (Text(rule["ruleId"]), rule["ruleIndex"]!.GetValue<int>()));
        Assert.Equal(
            """[{"outputId":"out","outputName":"who","outputValue":"\u0022manager\u0022","ruleId":"large","ruleIndex":2}]""",
            rule["evaluatedOutputs"]!.ToJsonString()
        );
        Assert.Equal("""[{"inputId":"in","inputName":"Risk","inputValue":"140"}]""", table["evaluatedInputs"]!.ToJsonString());
    }

    [Fact]
    public async Task An_evaluated_decision_is_found_again_with_exactly_the_members_of_the_contract()
    {
        JsonNode answer = await Post("decision-definitions/evaluation", """{"decisionDefinitionId": "loan", "variables": {"amount": 7}}""");
        string key = Text(answer["decisionEvaluationKey"]);

        JsonNode found = await Post(
            "decision-instances/search",
            $$$"""{"filter": {"decisionEvaluationKey": "{{{key}}}", "decisionDefinitionType": "DECISION_TABLE"}, "sort": [{"field": "evaluationDate", "order": "DESC"}]}"""
        );

        JsonNode item = Assert.Single(found["items"]!.AsArray())!;
        const string Members =
            "decisionEvaluationInstanceKey decisionEvaluationKey state evaluationDate evaluationFailure processDefinitionKey processInstanceKey rootProcessInstanceKey elementInstanceKey decisionDefinitionKey decisionDefinitionId decisionDefinitionName decisionDefinitionVersion decisionDefinitionType rootDecisionDefinitionKey result tenantId";
        AssertMembers(item, Members);
        Assert.Equal(
            ("EVALUATED", $"{key}-2", "\"clerk\""),
            (Text(item["state"]), Text(item["decisionEvaluationInstanceKey"]), Text(item["result"]))
        );
        Assert.Null(item["processInstanceKey"]);

        using HttpResponseMessage one = await _client.GetAsync($"v2/decision-instances/{key}-2", Cancel);
        JsonNode details = await one.Json();
        AssertMembers(details, Members + " evaluatedInputs matchedRules");
        Assert.Equal("small", Text(details["matchedRules"]![0]!["ruleId"]));
        Assert.Equal("14", Text(details["evaluatedInputs"]![0]!["inputValue"]));
    }

    [Fact]
    public async Task A_failed_evaluation_is_an_answer_that_names_the_decision_and_it_is_kept()
    {
        JsonNode answer = await Post(
            "decision-definitions/evaluation",
            """{"decisionDefinitionId": "loan", "variables": {"amount": 5000}}"""
        );

        Assert.Equal(("null", "loan-risk"), (Text(answer["output"]), Text(answer["failedDecisionDefinitionId"])));
        Assert.StartsWith("too much", Text(answer["failureMessage"]), StringComparison.Ordinal);
        JsonNode found = await Post(
            "decision-instances/search",
            $$$"""{"filter": {"state": "FAILED", "decisionEvaluationKey": "{{{answer["decisionEvaluationKey"]}}}"}}"""
        );
        JsonNode item = Assert.Single(found["items"]!.AsArray())!;
        Assert.Equal(Text(answer["failureMessage"]), Text(item["evaluationFailure"]));
        Assert.Equal(Text(answer["decisionDefinitionKey"]), Text(item["rootDecisionDefinitionKey"]));
    }

    [Theory]
    [InlineData("""{"decisionDefinitionId": "nobody-knows-it"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"decisionDefinitionKey": "1"}""", HttpStatusCode.NotFound)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"decisionDefinitionId": "loan", "decisionDefinitionKey": "1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"decisionDefinitionId": "loan", "surprise": 1}""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_evaluated_is_refused(string body, HttpStatusCode status)
    {
        using HttpResponseMessage response = await Send("decision-definitions/evaluation", body);
        await response.Problem(status);
    }

    [Theory]
    [InlineData("1-1", HttpStatusCode.NotFound)]
    [InlineData("one", HttpStatusCode.BadRequest)]
    [InlineData("1-", HttpStatusCode.BadRequest)]
    public async Task A_decision_instance_that_is_not_there_is_a_problem(string key, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _client.GetAsync($"v2/decision-instances/{key}", Cancel);
        await response.Problem(status);
    }

    [Fact]
    public async Task Only_the_words_of_the_contract_are_states()
    {
        using HttpResponseMessage response = await Send("decision-instances/search", """{"filter": {"state": "DONE"}}""");
        JsonNode problem = await response.Problem(HttpStatusCode.BadRequest);
        Assert.Contains("EVALUATED", Text(problem["detail"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_decisions_is_found_and_read()
    {
        JsonNode found = await Post("decision-requirements/search", """{"filter": {"decisionRequirementsId": "loans"}}""");
        JsonNode item = Assert.Single(found["items"]!.AsArray())!;
        AssertMembers(item, "decisionRequirementsId decisionRequirementsName version resourceName decisionRequirementsKey tenantId");
        Assert.Equal(("Loans", "loans.dmn"), (Text(item["decisionRequirementsName"]), Text(item["resourceName"])));
        string key = Text(item["decisionRequirementsKey"]);

        using HttpResponseMessage one = await _client.GetAsync($"v2/decision-requirements/{key}", Cancel);
        Assert.Equal(item.ToJsonString(), (await one.Json()).ToJsonString());
        using HttpResponseMessage xml = await _client.GetAsync($"v2/decision-requirements/{key}/xml", Cancel);
        Assert.Equal("text/xml", xml.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Model, await xml.Content.ReadAsStringAsync(Cancel));
        using HttpResponseMessage missing = await _client.GetAsync("v2/decision-requirements/1/xml", Cancel);
        await missing.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_desks_trial_answers_and_keeps_nothing()
    {
        using var content = new StringContent("""{"values": {"amount": "70"}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync("api/decisions/loan/trial", content, Cancel);
        JsonNode trial = await response.Json();
        Assert.Equal("\"manager\"", Text(trial["output"]));
        Assert.Equal("[2]", trial["decisions"]![1]!["matchedRules"]!.ToJsonString());
        // 70.5 is asked for by nobody else.
        using var other = new StringContent("""{"values": {"amount": "70.5"}}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage _ = await _client.PostAsync("api/decisions/loan-risk/trial", other, Cancel);
        JsonNode found = await Post(
            "decision-instances/search",
            """{"filter": {"decisionDefinitionId": "loan-risk"}, "page": {"limit": 1000}}"""
        );
        Assert.DoesNotContain(found["items"]!.AsArray(), item => Text(item!["result"]) == "141");
    }

    private static void AssertMembers(JsonNode node, string members) =>
        Assert.Equal(
            members.Split(' ').Order(StringComparer.Ordinal),
            node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)
        );

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private async Task<JsonNode> Post(string path, string body)
    {
        using HttpResponseMessage response = await Send(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Json();
    }

    private async Task<HttpResponseMessage> Send(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync("v2/" + path, content, Cancel);
    }
}
