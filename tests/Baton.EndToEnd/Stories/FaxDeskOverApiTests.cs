using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment A over /api: from the phone call to the archive, with a pinned clock and a fax gateway that reads the spool.</summary>
[Trait("Story", "A")]
public sealed class FaxDeskOverApiTests
{
    private const string GoodNumber = "+85223456780";
    private const string DeadNumber = "+85227351203";
    private const string OtherNumber = "+85225261003";

    [Fact]
    public async Task A_case_travels_from_the_phone_call_to_the_archive()
    {
        await using var stage = await FaxDeskStage.Set();
        var amy = stage.Person("amy");
        var manager = stage.Person("um.lee");
        var csm = stage.Person("csm.ho");
        var customer = await FindCustomer(amy, "2345 6789");

        // 1, 2: nobody picked, so the case is with the default manager of Amy's unit; the other goes to the manager whom she picks.
        var first = await amy.OpenCase(customer, "轉換月費計劃", GoodNumber);
        var second = await amy.OpenCase(customer, "Second line", DeadNumber, unitManager: "um.wong");
        var slow = await amy.OpenCase(customer, "Nobody looks at this", GoodNumber);
        await manager.Task(first, "mine");
        await stage.Person("um.wong").Task(second, "mine");
        Assert.Null(await manager.FindTask(second, "mine"));
        Assert.Contains(await manager.List("notifications"), notice => notice!.ToJsonString().Contains(first, StringComparison.Ordinal));

        // 3, 4: checked and approved.
        await manager.Complete(await manager.Task(first, "mine"), "approve");
        var other = stage.Person("um.wong");
        await other.Complete(await other.Task(second, "mine"), "approve");

        // 7, 8: both were approved within one round and leave together at the half hour, not before.
        Assert.Equal(0, stage.Gateway.Waiting);
        await stage.Advance(TimeSpan.FromMinutes(24));
        Assert.Equal(0, stage.Gateway.Waiting);
        await stage.Advance(TimeSpan.FromMinutes(1));
        var jobs = await stage.Gateway.Take(2);
        Assert.Equal([first, second], jobs.Select(job => job.Reference).Order(StringComparer.Ordinal));
        Assert.All(jobs, job => Assert.Equal("%PDF-", Encoding.ASCII.GetString(job.Document, 0, 5)));
        Assert.Single(await amy.List("fax/transmissions?case=" + first));

        // 9: the results are written back and can be searched.
        await stage.Gateway.ReportSent(jobs.Single(job => job.Reference == first), stage.Now);
        var failed = jobs.Single(job => job.Reference == second);
        await stage.Gateway.ReportFailed(failed, stage.Now, "NO_ANSWER", "Nobody answered");
        await Eventually.Holds(async () => await Status(amy, first) == "archived", "the first case is archived");
        var found = await amy.List("cases?faxStatus=sent&faxNumber=" + Uri.EscapeDataString("2345 6780"));
        Assert.Equal(first, Assert.Single(found)!["number"]!.GetValue<string>());
        Assert.True(found[0]!["isClosed"]!.GetValue<bool>());

        // 10, 11: the failure is a task of the fax agents, with number, time and the document to read.
        var agent = stage.Person("fax.tam");
        var task = await agent.Task(second, "groups");
        var shown = await agent.Get($"tasks/{task["key"]}");
        Assert.Equal(DeadNumber, (string?)shown["data"]!["failedNumber"]);
        Assert.Equal(
            stage.Now,
            DateTimeOffset.Parse((string)shown["data"]!["failedAt"]!, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Contains("Nobody answered", (string?)shown["data"]!["failureReason"], StringComparison.Ordinal);
        var transmission = Assert.Single(await agent.List("fax/transmissions?status=failed"))!;
        var document = await agent.Download($"fax/transmissions/{transmission["key"]}/document");
        Assert.Equal(failed.Document, document);

        // 12: a number that is none is refused; another number works, at once.
        await agent.Post($"tasks/{task["key"]}/claim");
        await agent.Post(
            $"tasks/{task["key"]}/complete",
            new JsonObject
            {
                ["action"] = "resend",
                ["form"] = new JsonObject { ["faxNumber"] = "12" },
            },
            HttpStatusCode.BadRequest
        );
        await agent.Complete(task, "resend", form: new JsonObject { ["faxNumber"] = OtherNumber });
        var resent = Assert.Single(await stage.Gateway.Take(1));
        Assert.Equal((OtherNumber, second), (resent.Number, resent.Reference));
        await stage.Gateway.ReportSent(resent, stage.Now);
        await Eventually.Holds(async () => await Status(amy, second) == "archived", "the second case is archived");
        Assert.Equal(3, stage.Gateway.Taken.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, stage.Gateway.Taken.Count);

        // 5, 6: after two days the third case is with the customer service manager, no longer with the unit manager, and says why.
        await stage.SetClock(FaxDeskStage.Morning.AddDays(2).AddSeconds(-1));
        await manager.Task(slow, "mine");
        await stage.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await manager.FindTask(slow, "mine"));
        var escalated = await csm.Task(slow, "groups");
        var page = await csm.Get("cases/" + slow);
        var reason = ((JsonArray)page["timeline"]!).Single(entry => (string?)entry!["code"] == "moved")!;
        Assert.Equal("P2D", (string?)reason["parameters"]!["within"]);
        Assert.Equal("um.lee", (string?)reason["parameters"]!["holder"]);
        await csm.Post($"tasks/{escalated["key"]}/claim");
        await csm.Complete(escalated, "approve");
        await stage.Advance(TimeSpan.FromMinutes(30));
        var late = Assert.Single(await stage.Gateway.Take(1));
        Assert.Equal(slow, late.Reference);
        await stage.Gateway.ReportSent(late, stage.Now);
        await Eventually.Holds(async () => await Status(amy, slow) == "archived", "the third case is archived");
    }

    [Fact]
    public async Task A_rejected_case_goes_back_to_the_agent_with_the_reason()
    {
        await using var stage = await FaxDeskStage.Set();
        var amy = stage.Person("amy");
        var manager = stage.Person("um.lee");
        var number = await amy.OpenCase(await FindCustomer(amy, "23456789"), "Wrong number on the form", GoodNumber);
        var task = await manager.Task(number, "mine");

        await manager.Post($"tasks/{task["key"]}/complete", new JsonObject { ["action"] = "reject" }, HttpStatusCode.BadRequest);
        await manager.Complete(task, "reject", "The service number is not this customer's.");

        var back = await amy.Task(number, "mine");
        var page = await amy.Get("cases/" + number);
        Assert.Equal("rejected", (string?)page["case"]!["status"]);
        Assert.Contains(
            (JsonArray)page["opinions"]!,
            opinion => ((string)opinion!["text"]!).StartsWith("The service number", StringComparison.Ordinal)
        );
        await amy.Complete(back, "withdraw", "The customer calls again.");
        Assert.Equal("withdrawn", await Status(amy, number));
    }

    private static async Task<string> FindCustomer(DeskApi person, string phone)
    {
        var customers = await person.List("customers?phone=" + Uri.EscapeDataString(phone));
        return (string)Assert.Single(customers)!["key"]!;
    }

    private static async Task<string?> Status(DeskApi person, string number) =>
        (string?)(await person.Get("cases/" + number))["case"]!["status"];
}
