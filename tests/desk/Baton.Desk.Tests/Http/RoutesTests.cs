using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Tests.Http;

/// <summary>The routes as a client meets them, on loopback.</summary>
public sealed class RoutesTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Every_route_says_who_may_call_it()
    {
        await using var server = await DeskServer.Start();

        var open = server
            .Endpoints.Where(endpoint => !endpoint.Metadata.Any(one => one is AuthorizationPolicy or IAuthorizeData or IAllowAnonymous))
            .Select(endpoint => endpoint.DisplayName);
        var anonymous = server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        Assert.True(server.Endpoints.Count > 40);
        Assert.Empty(open);
        Assert.Equal(
            [
                "AllowWebForm",
                "EnterPortal",
                "ListPortalCaseTypes",
                "RateCase",
                "ReadTaskAtom",
                "ReadTaskCalendar",
                "ReadTaskFeed",
                "RegisterCase",
                "SendFileToDesk",
                "SendMessageToDesk",
                "ShowFeedPage",
                "ShowPortalCase",
                "ShowWebForm",
                "SignIn",
                "SubmitWebForm",
                "TakeCall",
                "TakeMessageReport",
                "TakeMessageReportByGet",
                "TakeSms",
                "TakeSmsByGet",
            ],
            anonymous.Select(one => one.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Every_route_has_a_name_and_a_summary_of_its_own()
    {
        await using var server = await DeskServer.Start();

        var names = server.Endpoints.ConvertAll(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName);

        Assert.DoesNotContain(null, names);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(
            server.Endpoints,
            endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IEndpointSummaryMetadata>())
        );
    }

    [Fact]
    public async Task A_case_is_opened_read_and_refused_over_http()
    {
        await using var server = await DeskServer.Start();
        var amy = server.Client("amy");
        var body = new
        {
            type = "tos",
            subject = "Over HTTP",
            customerKey = (await server.Desk.CustomerKey("C-1")).ToString(System.Globalization.CultureInfo.InvariantCulture),
            form = new
            {
                serviceType = "mobile",
                requestType = "new",
                serviceNumber = "12345678",
            },
        };

        var made = await amy.PostAsJsonAsync("/api/cases", body, Ct);
        var opened = await made.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var read = await amy.GetAsync(made.Headers.Location, Ct);
        var wrong = await amy.PostAsJsonAsync("/api/cases", body with { subject = "" }, Ct);
        var problem = await wrong.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(JsonValueKind.String, opened.GetProperty("key").ValueKind);
        Assert.Equal("/api/cases/TOS-20261123-0001", made.Headers.Location!.OriginalString);
        Assert.NotNull(read.Headers.ETag);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1, problem.GetProperty("errors").GetProperty("subject").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client("rita").PostAsJsonAsync("/api/cases", body, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client("bob").GetAsync(made.Headers.Location, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client(null).GetAsync(made.Headers.Location, Ct)).StatusCode);
    }

    [Fact]
    public async Task Too_large_an_upload_answers_413_as_a_problem()
    {
        await using var server = await DeskServer.Start();
        var opened = await server.Desk.Open();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[200_000]), "file", "large.txt" } };
        using var small = new MultipartFormDataContent { { new ByteArrayContent("hello"u8.ToArray()), "file", "小.txt" } };

        var refused = await server.Client("amy").PostAsync($"/api/cases/{opened.Number}/attachments", form, Ct);
        var taken = await server.Client("amy").PostAsync($"/api/cases/{opened.Number}/attachments", small, Ct);
        var back = await server.Client("amy").GetAsync(taken.Headers.Location, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.Equal("attachment", back.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("小.txt", back.Content.Headers.ContentDisposition.FileNameStar);
    }
}
