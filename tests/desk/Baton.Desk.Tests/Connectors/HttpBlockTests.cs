using Baton.Desk.Connectors.Calls;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Sandbox;
using Baton.Desk.Tests.Sandbox;

namespace Baton.Desk.Tests.Connectors;

/// <summary>What a model says of a call, before anything is called.</summary>
public sealed class HttpBlockTests
{
    [Theory]
    [InlineData("method", "BREW", "method")]
    [InlineData("path", "/../admin", "..")]
    [InlineData("path", "//evil.test", "host")]
    [InlineData("path", "=1 +", "FEEL")]
    [InlineData("query", "a=b", "equals sign")]
    [InlineData("expected", "2xx", "expected")]
    [InlineData("timeout", "61", "60 seconds")]
    [InlineData("retryBackoff", "soon", "duration")]
    [InlineData("bodyType", "xml", "bodyType")]
    [InlineData("url", "https://example.com", "both")]
    [InlineData("body", "=1", "body")]
    public void What_is_wrong_is_named(string header, string value, string named)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["connection"] = "crm", [header] = value };

        Assert.Null(HttpBlock.Read(headers, out var fault));
        Assert.Contains(named, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_to_call_and_addresses_with_passwords_are_wrong()
    {
        Assert.Null(HttpBlock.Read(new Dictionary<string, string>(), out var nobody));
        Assert.Contains("connection", nobody, StringComparison.Ordinal);
        Assert.Null(HttpBlock.Read(new Dictionary<string, string> { ["url"] = "https://me:sesame@example.com" }, out var fault));
        Assert.DoesNotContain("sesame", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_gives_nothing_does_not_call_the_base_address()
    {
        var block = HttpBlock.Read(new Dictionary<string, string> { ["connection"] = "crm", ["path"] = "=missing" }, out _)!;

        var fault = Assert.Throws<CallFaultException>(() =>
            HttpOrder.Of(block, Baton.Feel.FeelContext.Empty, new("https://crm.example.com"), DeskHost.Morning)
        );

        Assert.Contains("path", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_calls_nothing_says_what_it_would_call_and_takes_the_answer_that_is_given()
    {
        await using var room = await PlayRoom.Open();
        await room.Desk.Change(
            (db, _) =>
            {
                db.Add(
                    new HttpConnection
                    {
                        Code = "crm",
                        Name = "Customers",
                        BaseAddress = "https://crm.example.com/api",
                        Authentication = SignIns.None,
                    }
                );
                return Task.CompletedTask;
            }
        );
        var model = CallingDesk.Model([
            ("connection", "crm"),
            ("path", """="/orders/" + caseNumber"""),
            ("resultExpression", """={"price": response.body.price}"""),
            ("errorExpression", """=if response.status = 409 then {"code": "TAKEN"} else null"""),
        ]);

        var begun = await room.PlayText(model);
        var job = Assert.Single(begun.Jobs);
        Assert.Contains("GET https://crm.example.com/api/orders/TEST-1", job.Would, StringComparison.Ordinal);
        Assert.Equal(200, (int)job.Answer["status"]!);

        var good = await room.PlayText(model, Answer(200));
        Assert.Equal("12", Assert.Single(good.Variables, one => one.Name == "price").Json);
        Assert.Equal("Done", Assert.Single(good.Tasks).ElementId);
        var taken = await room.PlayText(model, Answer(409));
        Assert.Equal("Repair", Assert.Single(taken.Tasks).ElementId);

        SandboxStep Answer(int status) =>
            new()
            {
                Kind = SandboxStepKind.CompleteJob,
                Element = CallingDesk.Element,
                Values = new()
                {
                    ["status"] = status,
                    ["body"] = new System.Text.Json.Nodes.JsonObject { ["price"] = 12 },
                },
            };
    }
}
