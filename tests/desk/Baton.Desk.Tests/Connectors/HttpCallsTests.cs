using System.Text.Json.Nodes;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Connectors.Connections;
using Baton.Runtime.Search;
using Baton.Runtime.Workers;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Connectors;

/// <summary>Processes that call another system over a real line.</summary>
public sealed class HttpCallsTests
{
    private const string Secret = "s3cret-of-the-house";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_call_sends_what_the_task_says_and_its_answer_becomes_variables()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(
            new()
            {
                BaseAddress = other.Address + "/api",
                Authentication = SignIns.Basic,
                User = "baton",
                Headers = "X-Source: desk",
            },
            Secret
        );
        other.Answer = context => Receiver.Json(context, 201, """{"price": 12.5, "of": {"id": "A-7"}}""");

        var instance = await room.Begin(
            """{"number": "C 1", "tags": ["a", "b"]}""",
            ("connection", "crm"),
            ("path", """="/orders/" + substring(number, 1, 1)"""),
            ("method", "POST"),
            ("query", """={"number": number, "tag": tags}"""),
            ("headers", """={"X-Trace": number}"""),
            ("body", """={"customer": number, "count": 2}"""),
            ("resultVariable", "answer"),
            ("resultExpression", """={"price": response.body.price, "id": response.body.of.id}""")
        );
        Assert.IsType<JobAnswer.Completed>(await room.Work());

        Assert.Equal("Done", await room.At(instance));
        var variables = await room.Desk.Engine.VariablesOf(instance);
        Assert.Equal(("12.5", "\"A-7\""), (variables["price"], variables["id"]));
        var answer = JsonNode.Parse(variables["answer"])!;
        Assert.Equal((201, "application/json"), ((int)answer["status"]!, (string)answer["headers"]!["content-type"]!));
        var call = other.Last;
        Assert.Equal(("POST", "/api/orders/C", "?number=C%201&tag=a&tag=b"), (call.Method, call.Path, call.Query));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"customer": "C 1", "count": 2}"""), JsonNode.Parse(call.Body)));
        Assert.Equal(
            ("desk", "C 1", "application/json"),
            (call.Headers["X-Source"], call.Headers["X-Trace"], call.Headers["Content-Type"])
        );
        Assert.StartsWith("Basic ", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.True(long.TryParse(call.Headers["Idempotency-Key"], out _));
    }

    [Fact]
    public async Task An_error_expression_throws_an_error_that_the_border_catches()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        other.Answer = context => Receiver.Json(context, 409, """{"by": "somebody"}""");

        var instance = await room.Begin(
            "{}",
            ("connection", "crm"),
            ("errorExpression", """=if response.status = 409 then {"code": "TAKEN", "message": response.body.by} else null""")
        );
        var error = Assert.IsType<JobAnswer.ThrewError>(await room.Work());

        Assert.Equal(("TAKEN", "somebody"), (error.Code, error.Message));
        Assert.Equal("Repair", await room.At(instance));
    }

    [Fact]
    public async Task What_fails_is_tried_again_with_the_same_key_and_then_is_an_incident_without_secrets()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address, Authentication = SignIns.Bearer }, Secret);
        other.Answer = context => Receiver.Json(context, 503, $$"""{"echo": "{{Secret}}"}""");
        var instance = await room.Begin("{}", ("connection", "crm"), ("path", "/x"), ("retryBackoff", "PT30S"));

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var message = await room.Failed();
            Assert.Contains("Element 'Ask': GET 127.0.0.1", message, StringComparison.Ordinal);
            Assert.Contains("503", message, StringComparison.Ordinal);
            Assert.Empty(await room.Desk.Engine.TakeJobs(HttpBlock.JobType));
            await room.Desk.Engine.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal(3, other.Calls.Count);
        Assert.Single(other.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
        var found = await room.Desk.Engine.Search.Incidents(new() { Filter = new Filter.Where("processInstanceKey", instance) });
        var incident = Assert.Single(found.Value.Items);
        Assert.DoesNotContain(Secret, incident.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("503", incident.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_about_the_call_itself_are_not_tried_again()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        other.Answer = context => Receiver.Json(context, 404, "{}");

        await room.Begin("{}", ("connection", "crm"));
        Assert.Equal(0, Assert.IsType<JobAnswer.Failed>(await room.Work()).Retries);

        await room.Begin("{}", ("connection", "crm"), ("expected", "200-299, 404"));
        Assert.IsType<JobAnswer.Completed>(await room.Work());
    }

    [Fact]
    public async Task Secrets_that_an_answer_repeats_are_taken_out_of_it()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(
            new()
            {
                BaseAddress = other.Address,
                Authentication = SignIns.ApiKey,
                HeaderName = "X-Api-Key",
            },
            Secret
        );
        other.Answer = context => Receiver.Json(context, 200, $$"""{"echo": "{{context.Request.Headers["X-Api-Key"]}}"}""");

        var instance = await room.Begin("{}", ("connection", "crm"), ("resultVariable", "answer"));
        await room.Work();

        Assert.Equal(Secret, other.Last.Headers["X-Api-Key"]);
        Assert.Contains("***", (await room.Desk.Engine.VariablesOf(instance))["answer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_fetched_by_the_clients_secret_once_and_goes_along()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        var settings = new ConnectionSettings
        {
            BaseAddress = other.Address + "/api",
            Authentication = SignIns.OAuth2,
            TokenUrl = other.Address + "/token",
            ClientId = "baton",
        };
        await room.Connect(settings, Secret);
        other.Answer = context =>
            Receiver.Json(context, 200, context.Request.Path == "/token" ? """{"access_token": "tok-1", "expires_in": 3600}""" : "{}");
        for (var call = 0; call < 2; call++)
        {
            await room.Begin("{}", ("connection", "crm"));
            Assert.IsType<JobAnswer.Completed>(await room.Work());
        }

        Assert.Equal(["/token", "/api", "/api"], other.Calls.Select(call => call.Path));
        Assert.Contains("client_secret=" + Secret, other.Calls.First().Body, StringComparison.Ordinal);
        Assert.Equal("Bearer tok-1", other.Last.Headers["Authorization"]);
        var moved = await room.Save(settings with { TokenUrl = "http://169.254.169.254/" });
        Assert.Equal("tokenUrl", Assert.Single(moved.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address, Authentication = SignIns.Bearer }, Secret);
        other.Answer = context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        };
        await room.Begin("{}", ("connection", "crm"));

        Assert.Contains("302", await room.Failed(), StringComparison.Ordinal);
        Assert.Single(other.Calls);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_or_no_JSON_ends_the_call_for_good()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        other.Answer = async context =>
        {
            var block = new byte[64 * 1024];
            for (var sent = 0; sent < 20; sent++)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        await room.Begin("{}", ("connection", "crm"));
        Assert.Contains("larger than 1 MB", await room.Failed(), StringComparison.Ordinal);

        other.Answer = context => Receiver.Json(context, 200, "<html>");
        await room.Begin("{}", ("connection", "crm"));
        Assert.Contains("cannot be read", await room.Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_ends_with_the_time_that_the_task_gives()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        other.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        await room.Begin("{}", ("connection", "crm"), ("timeout", "1"));
        Assert.Contains("no answer within 1 s", await room.Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_leaves_the_connection_calls_nothing()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address + "/api", Authentication = SignIns.Bearer }, Secret);
        foreach (
            var path in new[]
            {
                "//evil.test/x",
                "https://evil.test",
                "/../admin",
                "/%2e%2e/admin",
                "/%252e%252e/admin",
                "/a\\..\\b",
                "/x?y=1",
                "/..;/a",
            }
        )
        {
            await room.Begin(new JsonObject { ["path"] = path }.ToJsonString(), ("connection", "crm"), ("path", "=path"));
            Assert.Contains("path", await room.Failed(), StringComparison.OrdinalIgnoreCase);
        }
        await room.Begin("{}", ("connection", "crm"), ("path", "@evil.test/x"));
        await room.Work();

        Assert.Equal("/api/@evil.test/x", Assert.Single(other.Calls).Path);
    }

    [Fact]
    public async Task Addresses_of_this_machine_and_its_line_are_refused()
    {
        await using var room = await CallingDesk.Open(("Desk:TimeZone", "Asia/Hong_Kong"));
        string[] addresses =
        [
            "http://127.0.0.1:9/",
            "http://localhost:9/",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]:9/",
            "http://[::ffff:127.0.0.1]:9/",
            "http://[::ffff:169.254.169.254]/",
            "http://2130706433/",
            "http://user:sesame@example.com/",
            "ftp://example.com/",
        ];
        foreach (var address in addresses)
        {
            await room.Begin(new JsonObject { ["address"] = address }.ToJsonString(), ("url", "=address"));
            var failed = Assert.IsType<JobAnswer.Failed>(await room.Work());
            Assert.Equal(0, failed.Retries);
            Assert.DoesNotContain("sesame", failed.Message, StringComparison.Ordinal);
        }
        foreach (var address in addresses)
            Assert.Contains("baseAddress", (await room.Save(new() { BaseAddress = address })).Problem!.Fields.Select(one => one.Field));
    }

    [Fact]
    public async Task Headers_cannot_smuggle_further_lines_or_steer_the_line()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        foreach (
            var headers in new[]
            {
                """{"X-A": "b\r\nX-Evil: 1"}""",
                """{"X A": "b"}""",
                """{"Host": "evil"}""",
                """{"Authorization": "x"}""",
                """{"Idempotency-Key": "1"}""",
                """{"Content-Language": "en"}""",
            }
        )
        {
            await room.Begin($$"""{"given": {{headers}}}""", ("connection", "crm"), ("headers", "=given"));
            Assert.Contains("header", await room.Failed(), StringComparison.Ordinal);
        }

        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task A_call_that_was_under_way_when_the_server_stopped_comes_again_with_the_same_key()
    {
        await using var other = await Receiver.Start();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Answer = async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var directory = DeskHost.NewDirectory();
        await using (var desk = await DeskHost.StartOn(directory, seed: true, ("Outbound:AllowedHosts:0", "127.0.0.1")))
        {
            var room = new CallingDesk(desk);
            await room.Begin("{}", ("url", other.Address + "/x"));
            var job = Assert.Single(await desk.Engine.TakeJobs(HttpBlock.JobType));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var work = desk.Get<HttpWorker>().Work(job, stop.Token);
            await arrived.Task.WaitAsync(Ct);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        }
        other.Answer = context => Receiver.Json(context, 200, "{}");
        await using (var desk = await DeskHost.StartOn(directory, seed: false, ("Outbound:AllowedHosts:0", "127.0.0.1")))
        {
            await desk.Engine.Advance(TimeSpan.FromMinutes(10));
            var job = Assert.Single(await desk.Engine.TakeJobs(HttpBlock.JobType));
            Assert.IsType<JobAnswer.Completed>(await desk.Get<HttpWorker>().Work(job, Ct));
        }

        Assert.Equal(2, other.Calls.Count);
        Assert.Single(other.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task A_connection_rests_after_failures_without_using_up_attempts_and_one_call_wakes_it()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address });
        other.Answer = context => Receiver.Json(context, 500, "{}");
        for (var call = 0; call < 5; call++)
        {
            await room.Begin("{}", ("connection", "crm"), ("retryBackoff", "P1D"));
            await room.Work();
        }
        await room.Begin("{}", ("connection", "crm"), ("retryBackoff", "P1D"));
        var putOff = Assert.IsType<JobAnswer.Failed>(await room.Work());
        Assert.Equal((3, TimeSpan.FromSeconds(30)), (putOff.Retries, putOff.Pause));
        Assert.Equal(5, other.Calls.Count);
        var shown = Assert.Single((await room.Desk.Get<ListConnections>().Handle(await room.Desk.User("ivan"), Ct)).Value);
        Assert.Equal(("open", 5), (shown.Circuit, shown.Failures.Count));

        await room.Desk.Engine.Advance(TimeSpan.FromSeconds(31));
        other.Answer = context => Receiver.Json(context, 200, "{}");
        Assert.IsType<JobAnswer.Completed>(await room.Work());
        shown = Assert.Single((await room.Desk.Get<ListConnections>().Handle(await room.Desk.User("ivan"), Ct)).Value);
        Assert.Equal("closed", shown.Circuit);
    }

    [Fact]
    public async Task A_secret_is_never_shown_and_is_asked_for_again_where_the_host_changes()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        var settings = new ConnectionSettings { BaseAddress = other.Address, Authentication = SignIns.Bearer };
        Assert.Equal("secret", Assert.Single((await room.Save(settings)).Problem!.Fields).Field);
        await room.Connect(settings, Secret);
        await room.Connect(settings with { BaseAddress = other.Address + "/below" });

        var moved = await room.Save(settings with { BaseAddress = "http://127.0.0.1:9" });

        Assert.Equal("secret", Assert.Single(moved.Problem!.Fields).Field);
        var kept = await room.Desk.Read(db => db.Set<HttpConnection>().SingleAsync(Ct));
        Assert.DoesNotContain(Secret, kept.Secret, StringComparison.Ordinal);
        var log = await room.Desk.Read(db => db.AuditEntries.ToListAsync(Ct));
        Assert.Contains(log, entry => entry.Kind == "http-connection");
        Assert.DoesNotContain(
            log,
            entry => System.Text.Json.JsonSerializer.Serialize(entry).Contains(kept.Secret!, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(log, entry => System.Text.Json.JsonSerializer.Serialize(entry).Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_is_tried_and_shows_its_answer()
    {
        await using var other = await Receiver.Start();
        await using var room = await CallingDesk.Open();
        await room.Connect(new() { BaseAddress = other.Address + "/api", Authentication = SignIns.Bearer }, Secret);
        other.Answer = context => Receiver.Json(context, 200, $$"""{"echo": "{{context.Request.Headers.Authorization}}"}""");
        var ivan = await room.Desk.User("ivan", Languages.English);

        var tried = await room.Desk.Get<TryConnection>().Handle(ivan, "crm", new("/health"), Ct);
        var away = await room.Desk.Get<TryConnection>().Handle(ivan, "crm", new("//evil.test"), Ct);

        Assert.Equal((200, "/api/health"), (tried.Value.Status, other.Last.Path));
        Assert.DoesNotContain(Secret, tried.Value.Body, StringComparison.Ordinal);
        Assert.Equal("path", Assert.Single(away.Problem!.Fields).Field);
        Assert.NotNull((await room.Desk.Get<ListConnections>().Handle(await room.Desk.User("amy"), Ct)).Problem);
    }
}
