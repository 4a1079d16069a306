using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Server.Tests;

/// <summary>Calls every endpoint that the server has, so that one without authorization cannot be added unnoticed.</summary>
public sealed partial class EndpointSweep(RunningServer server)
{
    /// <summary>What strangers may reach, and why that is right.</summary>
    private static readonly string[] ForEverybody =
    [
        // Probes of the platform, without details.
        "GET /health/live",
        "GET /health/ready",
        // Signing in.
        "POST /api/session",
        // The customers' page: what is shown there says the ticket of a case.
        "GET /api/portal/case-types",
        "POST /api/portal/cases",
        "POST /api/portal/session",
        "GET /api/portal/case",
        "POST /api/portal/case/messages",
        "POST /api/portal/case/attachments",
        "PUT /api/portal/case/rating",
        // Gateways report with a secret of their own, where the configuration has one.
        "GET /api/messages/reports/{driver}",
        "POST /api/messages/reports/{driver}",
        "GET /api/channels/sms/in",
        "POST /api/channels/sms/in",
        // To-do feeds: the token in the address says whose.
        "GET /api/feeds/{token}/tasks.json",
        "GET /api/feeds/{token}/tasks.ics",
        "GET /api/feeds/{token}/tasks.atom",
        // An exchange shows a secret of its own, where the configuration has one.
        "POST /api/channels/calls",
        // Web forms are for everybody; pages of other sites are let in by the form.
        "GET /api/web-forms/{code}",
        "POST /api/web-forms/{code}",
        "OPTIONS /api/web-forms/{code}",
    ];

    /// <summary>What belongs to everybody who is signed in; all else of the APIs needs a permission.</summary>
    private static readonly string[] ForEverybodySignedIn =
    [
        "DELETE /api/session",
        "GET /api/me",
        "PUT /api/me/language",
        "PUT /api/me/password",
        "GET /api/me/messages",
        "PUT /api/me/messages",
        "GET /api/tokens",
        "POST /api/tokens",
        "DELETE /api/tokens/{key:long}",
        "GET /api/feed-tokens",
        "POST /api/feed-tokens",
        "DELETE /api/feed-tokens/{key:long}",
        "GET /api/notifications",
        "GET /api/notifications/unread",
        "POST /api/notifications/read",
        "GET /api/push",
        "PUT /api/push/browsers",
        "DELETE /api/push/browsers/{key:long}",
        "GET /api/people",
        "GET /api/departments",
        "GET /api/skills",
        "GET /openapi/{documentName}.json",
        // What a form for cases is made of.
        "GET /api/roles",
        "GET /api/forms/{id}",
        "GET /api/case-types",
        "GET /api/categories",
        // Whether an attachment exists is known only to those who see its case.
        "GET /api/attachments/{key:long}",
        "DELETE /api/attachments/{key:long}",
        "POST /api/attachments/{key:long}/versions",
        "GET /api/attachments/{key:long}/versions",
        "GET /api/attachments/{key:long}/versions/{version:int}",
        "GET /api/attachments/{key:long}/preview",
        "GET /api/attachments/{key:long}/versions/{version:int}/preview",
    ];

    [Fact]
    public async Task No_endpoint_answers_a_stranger()
    {
        using HttpClient stranger = server.Client(userName: null);
        var wrong = new List<string>();
        foreach (Call call in Calls().Where(call => !ForEverybody.Contains(call.Name)))
        {
            using HttpResponseMessage response = await Send(stranger, call);
            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                wrong.Add($"{call.Name} answered {(int)response.StatusCode}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_endpoint_refuses_a_user_without_permissions()
    {
        using HttpClient guest = server.Client(RunningServer.GuestName);
        var wrong = new List<string>();
        foreach (Call call in Calls().Where(call => !ForEverybody.Contains(call.Name) && !ForEverybodySignedIn.Contains(call.Name)))
        {
            using HttpResponseMessage response = await Send(guest, call);
            if (response.StatusCode != HttpStatusCode.Forbidden)
            {
                wrong.Add($"{call.Name} answered {(int)response.StatusCode}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_endpoint_of_the_desk_answers_a_member_with_a_result_or_a_clear_problem()
    {
        using HttpClient member = server.Client();
        var wrong = new List<string>();
        foreach (Call call in Calls().Where(call => call.Pattern.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using HttpResponseMessage response = await Send(member, call);
            // Systems that send XML are answered in XML.
            string kind = call.Pattern.StartsWith("/api/xml/", StringComparison.Ordinal) ? "application/xml" : "application/problem+json";
            bool isProblem = response.Content.Headers.ContentType?.MediaType == kind;
            bool isClear =
                response.IsSuccessStatusCode || (isProblem && (int)response.StatusCode is 400 or 404 or 409 or 412 or 415 or 422 or 428);
            // Somebody signs in here with an empty form.
            if (!isClear && call.Name != "POST /api/session")
            {
                wrong.Add($"{call.Name} answered {(int)response.StatusCode} {response.Content.Headers.ContentType}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_lists_of_open_endpoints_name_only_endpoints_that_exist()
    {
        HashSet<string> names = [.. Calls().Select(call => call.Name)];
        Assert.Subset(names, ForEverybody.Concat(ForEverybodySignedIn).ToHashSet());
    }

    [Fact]
    public void The_engine_has_the_endpoints_of_the_contract()
    {
        HashSet<string> names = [.. Calls().Select(call => call.Name)];
        string[] contract =
        [
            "POST /v2/deployments",
            "POST /v2/process-definitions/search",
            "GET /v2/process-definitions/{key}/xml",
            "POST /v2/process-instances",
            "POST /v2/process-instances/search",
            "POST /v2/process-instances/{key}/cancellation",
            "POST /v2/process-instances/{key}/deletion",
            "POST /v2/process-instances/{key}/incident-resolution",
            "POST /v2/process-instances/cancellation",
            "POST /v2/process-instances/deletion",
            "POST /v2/process-instances/incident-resolution",
            "POST /v2/process-instances/migration",
            "POST /v2/process-instances/modification",
            "POST /v2/resources/{key}/deletion",
            "POST /v2/batch-operations/search",
            "GET /v2/batch-operations/{key}",
            "POST /v2/batch-operations/{key}/cancellation",
            "POST /v2/batch-operations/{key}/suspension",
            "POST /v2/batch-operations/{key}/resumption",
            "POST /v2/batch-operation-items/search",
            "GET /v2/process-instances/{key}/sequence-flows",
            "GET /v2/process-instances/{key}/call-hierarchy",
            "GET /v2/process-instances/{key}/statistics/element-instances",
            "POST /v2/process-instances/{key}/incidents/search",
            "GET /v2/process-definitions/{key}/form",
            "POST /v2/process-definitions/{key}/statistics/element-instances",
            "POST /v2/element-instances/{key}/incidents/search",
            "POST /v2/element-instances/wait-states/search",
            "POST /v2/message-subscriptions/search",
            "POST /v2/correlated-message-subscriptions/search",
            "POST /v2/incidents/statistics/process-instances-by-error",
            "POST /v2/incidents/statistics/process-instances-by-definition",
            "POST /v2/user-tasks/{key}/effective-variables/search",
            "POST /v2/user-tasks/{key}/audit-logs/search",
            "POST /v2/user-tasks/search",
            "PATCH /v2/user-tasks/{key}",
            "DELETE /v2/user-tasks/{key}/assignee",
            "GET /v2/user-tasks/{key}/form",
            "POST /v2/jobs/activation",
            "PATCH /v2/jobs/{key}",
            "POST /v2/messages/publication",
            "POST /v2/messages/correlation",
            "POST /v2/variables/search",
            "PUT /v2/element-instances/{key}/variables",
            "POST /v2/incidents/{key}/resolution",
            "POST /v2/decision-definitions/evaluation",
            "POST /v2/decision-instances/search",
            "GET /v2/decision-instances/{decisionEvaluationInstanceKey}",
            "POST /v2/decision-requirements/search",
            "GET /v2/decision-requirements/{key}",
            "GET /v2/decision-requirements/{key}/xml",
            "GET /v2/resources/{key}",
            "GET /v2/resources/{key}/content",
            "POST /v2/decision-instances/deletion",
            "POST /v2/process-definitions/statistics/process-instances",
            "GET /v2/jobs/statistics/global",
            "POST /v2/documents",
            "POST /v2/documents/batch",
            "GET /v2/documents/{documentId}",
            "POST /v2/authorizations/search",
            "POST /v2/mapping-rules/search",
            "POST /v2/users",
            "PUT /v2/users/{username}",
            "DELETE /v2/users/{username}",
            "PUT /v2/roles/{roleId}/users/{username}",
            "PUT /v2/groups/{groupId}/users/{username}",
            "PUT /v2/clock",
            "GET /v2/topology",
        ];
        Assert.Subset(names, contract.ToHashSet());
    }

    /// <summary>All endpoints of the APIs; pages are looked at by the tests of the browser desk.</summary>
    private IReadOnlyList<Call> Calls() =>
        [
            .. server
                .App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Select(endpoint => (Endpoint: endpoint, Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/')))
                .Where(pair => ApiPath().IsMatch(pair.Path))
                .SelectMany(pair =>
                    Methods(pair.Endpoint)
                        .Select(method => new Call(method, pair.Path, Fill(pair.Endpoint.RoutePattern), MediaType(pair.Endpoint)))
                ),
        ];

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string? MediaType(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0];

    private static string Fill(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Fill))));

    private static string Fill(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "documentName" } => "v1",
            _ => "1",
        };

    private static async Task<HttpResponseMessage> Send(HttpClient client, Call call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Path);
        if (call.Method is not ("GET" or "HEAD"))
        {
            request.Content = call.MediaType switch
            {
                "multipart/form-data" => new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.txt" } },
                null or "application/json" => JsonContent.Create(new { }),
                string other => new ByteArrayContent([1]) { Headers = { ContentType = new MediaTypeHeaderValue(other) } },
            };
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("^/(api|v2|health|openapi)(/|$)")]
    private static partial Regex ApiPath();

    private sealed record Call(string Method, string Pattern, string Path, string? MediaType)
    {
        public string Name => $"{Method} {Pattern}";
    }
}
