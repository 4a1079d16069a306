using System.Net;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment E over /api: the coordinator's five choices, one department and several in turn, and what is done with any case.</summary>
[Trait("Story", "E")]
public sealed class WorkOrderOverApiTests
{
    [Fact]
    public async Task A_fault_goes_to_departments_in_turn_and_is_answered_and_ended()
    {
        await using var stage = await FaxDeskStage.Set();
        var (ann, cora, nina, bella) = (stage.Person("ann"), stage.Person("cora"), stage.Person("nina"), stage.Person("bella"));
        var number = await Register(ann, "No signal at home");

        // The coordinator needs a department to dispatch, and may name several.
        var task = await cora.Task(number, "groups");
        await cora.Post($"tasks/{task["key"]}/complete", new JsonObject { ["action"] = "dispatch" }, HttpStatusCode.BadRequest);
        await Dispatch(cora, number, "network", "billing");
        Assert.Equal("with-department", await Status(cora, number));
        Assert.Contains(await nina.List("notifications"), notice => notice!.ToJsonString().Contains(number, StringComparison.Ordinal));
        Assert.Null(await bella.FindTask(number, "groups"));

        // The first department is done; the second reads what it wrote and refuses once, then is done as well.
        await nina.Complete(await nina.Task(number, "groups"), "done", "The mast is repaired.");
        var opinions = (JsonArray)(await bella.Get("cases/" + number))["opinions"]!;
        Assert.Equal("The mast is repaired.", (string?)opinions[^1]!["text"]);
        await bella.Complete(await bella.Task(number, "groups"), "previous", "Since when?");
        await nina.Complete(await nina.Task(number, "groups"), "done", "Since Monday.");
        await bella.Complete(await bella.Task(number, "groups"), "done", "Two days are refunded.");

        // The agent answers the customer; the coordinator ends the case.
        await cora.Complete(await cora.Task(number, "groups"), "ask-agent", "Tell her.");
        await ann.Complete(await ann.Task(number, "mine"), "answered", "She is content.");
        await cora.Complete(await cora.Task(number, "groups"), "finish", "Settled.");

        var page = await cora.Get("cases/" + number);
        Assert.Equal("finished", (string?)page["case"]!["status"]);
        Assert.True((bool)page["case"]!["isClosed"]!);
        Assert.Equal(
            ["network", "billing", "network", "billing", "coordination", "hotline", "coordination"],
            ((JsonArray)page["opinions"]!).Select(opinion => (string?)opinion!["department"])
        );
    }

    [Fact]
    public async Task A_case_is_sent_back_changed_and_aborted()
    {
        await using var stage = await FaxDeskStage.Set();
        var (bob, cora) = (stage.Person("bob"), stage.Person("cora"));
        var number = await Register(bob, "Which house?");

        await cora.Complete(await cora.Task(number, "groups"), "send-back", "The address is missing.");
        await bob.Complete(await bob.Task(number, "mine"), "resubmit");
        await Dispatch(cora, number, "marketing");
        var max = stage.Person("max.y");
        await max.Complete(await max.Task(number, "groups"), "cannot-handle", "Not ours.");
        await cora.Complete(await cora.Task(number, "groups"), "abort", "Reported twice.");

        Assert.Equal("aborted", await Status(cora, number));
    }

    [Fact]
    public async Task Any_case_rests_is_urged_returned_aborted_and_taken_up_again()
    {
        await using var stage = await FaxDeskStage.Set();
        var (ann, cora, nina) = (stage.Person("ann"), stage.Person("cora"), stage.Person("nina"));
        var number = await Register(ann, "Broken since Monday");
        await Dispatch(cora, number, "network");

        await ann.Post($"cases/{number}/urge", Reason("She called again."));
        await ann.Post($"cases/{number}/urge", Reason("And again."), HttpStatusCode.Conflict);
        await ann.Post($"cases/{number}/abort", Reason("Enough."), HttpStatusCode.Forbidden);
        await cora.Post($"cases/{number}/suspend", Reason("Waiting for the landlord."));
        var task = await nina.Task(number, "groups");
        var done = new JsonObject { ["action"] = "done", ["opinion"] = "Done." };
        await nina.Post($"tasks/{task["key"]}/complete", done, HttpStatusCode.Conflict);
        await cora.Post($"cases/{number}/resume", Reason(null));
        var steps = await nina.List($"tasks/{task["key"]}/earlier-steps");
        Assert.Equal("Coordinate", (string?)Assert.Single(steps)!["elementId"]);
        await nina.Post($"tasks/{task["key"]}/return", Reason("No address."));
        await cora.Task(number, "groups");
        await cora.Post($"cases/{number}/abort", Reason("Moved away."));
        Assert.Equal("canceled", await Status(cora, number));
        await ann.Post($"cases/{number}/reopen", Reason("Still here."));
        Assert.Equal("coordinating", await Status(cora, number));
    }

    [Fact]
    public async Task What_is_settled_on_the_spot_is_closed_at_once_or_only_logged()
    {
        await using var stage = await FaxDeskStage.Set();
        var ann = stage.Person("ann");

        var number = await Register(ann, "Flight mode", solution: "Switched it off.");
        await ann.Post("contacts", new JsonObject { ["subject"] = "Opening hours" }, HttpStatusCode.Created);

        Assert.Equal("solved-at-once", await Status(ann, number));
    }

    private static JsonObject Reason(string? reason) => new() { ["reason"] = reason };

    private static async Task<string> Register(DeskApi agent, string subject, string? solution = null)
    {
        var customers = await agent.List("customers?number=W-1001");
        var body = new JsonObject
        {
            ["type"] = "wo-fault",
            ["subject"] = subject,
            ["category"] = "wo.fault.mobile.coverage",
            ["customerKey"] = (string)Assert.Single(customers)!["key"]!,
            ["solution"] = solution,
            ["form"] = new JsonObject
            {
                ["faultKind"] = "no-service",
                ["faultPlace"] = "12 Harbour Road",
                ["serviceNumber"] = "13800138000",
            },
        };
        return (string)(await agent.Post("cases", body, HttpStatusCode.Created))["number"]!;
    }

    private static async Task Dispatch(DeskApi coordinator, string number, params string[] departments) =>
        await coordinator.Complete(
            await coordinator.Task(number, "groups"),
            "dispatch",
            form: new() { ["departments"] = new JsonArray([.. departments.Select(one => (JsonNode?)one)]) }
        );

    private static async Task<string?> Status(DeskApi person, string number) =>
        (string?)(await person.Get("cases/" + number))["case"]!["status"];
}
