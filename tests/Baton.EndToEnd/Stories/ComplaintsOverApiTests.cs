using System.Text.Json.Nodes;
using static Baton.EndToEnd.Stories.Institute;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment B over /api: the decision finds major complaints, departments handle them together, and auditing reviews what changes.</summary>
[Trait("Story", "B")]
public sealed class ComplaintsOverApiTests
{
    [Fact]
    public async Task A_major_complaint_is_handled_together_and_ends_in_the_archive_after_its_corrective_action()
    {
        await using var stage = await FaxDeskStage.Set();
        var (agent, head, audit) = (stage.Person("yihua"), stage.Person("head.chou"), stage.Person("audit.shen"));
        var (materials, quality, it) = (stage.Person("mat.liu"), stage.Person("qa.sun"), stage.Person("it.patel"));

        // What follows is known before the case is opened, without the agent's doing.
        var body = await Case(agent, "Report is late", "I-1001", "voc.testing.report.late.materials", null);
        body.Remove("subject");
        var foreseen = (await agent.Post("cases/assessment", body))["assessment"]!;
        Assert.Equal("major-complaint", (string?)foreseen["severity"]);
        var number = await Complain(agent);
        Assert.StartsWith("VOC-", number, StringComparison.Ordinal);
        Assert.Equal("awaiting-approval", await Status(agent, number));

        // The approver adds a department to those of the decision; all are told at once.
        await Step(head, number, "approve", form: new() { ["extraDepartments"] = new JsonArray("voc-it") });
        Assert.Equal(["InitialResponse", "InitialResponse", "InitialResponse"], await Waits(head, number));
        Assert.Contains(await it.List("notifications"), notice => notice!.ToJsonString().Contains(number, StringComparison.Ordinal));

        // The second stage begins when the last initial response is in.
        await Step(materials, number, "respond", "The furnace failed; called the customer.", new() { ["expectedBy"] = "2026-12-01" });
        await Step(quality, number, "respond", "Looking at the schedule.");
        Assert.Equal("initial-response", await Status(agent, number));
        await Step(it, number, "respond", "The portal showed a wrong date.");
        Assert.Equal("resolving-response", await Status(agent, number));
        foreach (var department in new[] { materials, quality, it })
            await Step(department, number, "resolved", "Done.", new() { ["cause"] = "equipment" });

        // The agent replies; the first department reports, and auditing is not content at first.
        await OwnStep(agent, number, "close", "Report sent, fee waived.", new() { ["contentment"] = "content" });
        Assert.Equal("corrective-action", await Status(agent, number));
        await Step(materials, number, "report", form: Action("Furnace was not serviced.", "Service it every month."));
        await Step(audit, number, "not-enough", "Who looks after it?");
        await Step(materials, number, "report", form: Action("Furnace was not serviced.", "Monthly service, watched by quality."));
        await Step(audit, number, "accept");

        var page = await head.Get("cases/" + number);
        Assert.Equal("archived", (string?)page["case"]!["status"]);
        Assert.True((bool)page["case"]!["isClosed"]!);
        Assert.Equal(
            ["lab-materials", "voc-quality", "voc-it", "lab-materials", "voc-quality", "voc-it", "voc-service", "voc-audit"],
            ((JsonArray)page["opinions"]!).Select(opinion => (string?)opinion!["department"])
        );
    }

    [Fact]
    public async Task A_general_complaint_is_handled_by_the_department_in_charge()
    {
        await using var stage = await FaxDeskStage.Set();
        var (agent, electronics) = (stage.Person("junwei"), stage.Person("ele.kuo"));

        var number = await Complain(
            agent,
            "A figure is wrong",
            "I-1003",
            "voc.testing.report.wrong.electronics",
            new() { ["service"] = "testing" }
        );
        Assert.Equal("general-handling", await Status(agent, number));
        await Step(electronics, number, "handled", "Corrected.");
        await OwnStep(agent, number, "not-content", "He wants it on paper.");
        await Step(electronics, number, "handled", "Posted.");
        await OwnStep(agent, number, "close", "Told him.", new() { ["contentment"] = "neutral" });

        Assert.Equal("finished", await Status(agent, number));
    }

    [Fact]
    public async Task A_department_makes_a_general_complaint_a_major_one()
    {
        await using var stage = await FaxDeskStage.Set();
        var (agent, head, quality) = (stage.Person("shufen"), stage.Person("head.chou"), stage.Person("qa.lai"));
        var number = await Complain(agent, "Sample is lost", "I-1006", "voc.testing.sample.lost", new() { ["service"] = "testing" });

        await Step(quality, number, "escalate", "It was the only sample.");
        await Step(head, number, "reject", "Which order?");
        await OwnStep(agent, number, "resubmit");
        Assert.Equal("general-handling", await Status(agent, number));
        await Step(quality, number, "escalate", "It was the only sample, order 77.");
        await Step(head, number, "approve");
        await Step(quality, number, "respond", "Searching.");
        await Step(quality, number, "resolved", "Found.");
        await OwnStep(agent, number, "not-content", "Too late for him.");

        Assert.Equal(["ResolvingResponse"], await Waits(head, number));
    }

    [Theory]
    [InlineData("I-1003", "injury", "voc-vice-president")]
    [InlineData("I-1003", "press", "voc-vice-president")]
    [InlineData("I-1004", "repeated", "voc-head")]
    public async Task Attributes_of_customer_and_case_make_a_complaint_major(string customer, string sign, string approver)
    {
        await using var stage = await FaxDeskStage.Set();
        var agent = stage.Person("grace");

        var number = await Complain(agent, "Stairs", customer, "voc.site.safety", new() { ["service"] = "other", [sign] = true });

        var page = await agent.Get("cases/" + number);
        Assert.Equal("major-complaint", (string?)page["case"]!["severity"]);
        var person = stage.Person(approver == "voc-head" ? "head.chou" : "vp.hsu");
        Assert.Equal("Approve", (string?)(await person.Task(number, "groups"))["elementId"]);
    }

    [Fact]
    public async Task Services_suggestions_and_internal_reports_go_their_own_ways()
    {
        await using var stage = await FaxDeskStage.Set();
        var (agent, head, audit) = (stage.Person("zhiming"), stage.Person("head.chou"), stage.Person("audit.shen"));
        var (quality, facilities, it) = (stage.Person("qa.sun"), stage.Person("fac.he"), stage.Person("it.patel"));

        var service = await Complain(agent, "A copy", "I-1004", "voc.testing.fee", new() { ["service"] = "testing" }, "voc-service");
        await Step(quality, service, "not-ours", "The portal has it.");
        await Step(head, service, "assign", form: new() { ["handledBy"] = "voc-it" });
        await Step(it, service, "handled", "Sent.");
        await OwnStep(agent, service, "answered", "Told them.");

        var suggestion = await Complain(agent, "More bicycles", "I-1003", "voc.site.parking", [], "voc-suggestion");
        await Step(quality, suggestion, "take-up", form: new() { ["handledBy"] = "voc-facilities" });
        await Step(facilities, suggestion, "carried-out", "Twenty stands.");
        await OwnStep(agent, suggestion, "answered", "Thanked him.");

        var report = await Complain(agent, "Door stays open", "I-1099", "voc.site.safety", [], "voc-internal");
        await Step(head, report, "assign", form: new() { ["handledBy"] = "voc-facilities" });
        await Step(facilities, report, "handled", "New lock.");
        await Step(audit, report, "accept");

        Assert.Equal("finished", await Status(agent, service));
        Assert.Equal("finished", await Status(agent, suggestion));
        Assert.Equal("archived", await Status(head, report));
    }

    [Fact]
    public async Task Every_Monday_customers_of_whom_nobody_heard_are_turned_to()
    {
        await using var stage = await FaxDeskStage.Set();
        var (agent, head) = (stage.Person("xiaolan"), stage.Person("head.chou"));

        await stage.Advance(TimeSpan.FromDays(84));
        var number = await Eventually.Finds(
            async () => (string?)(await agent.List("worklist?view=groups")).FirstOrDefault(IsCare)?["caseNumber"],
            "a call to a customer of whom nobody has heard for sixty days"
        );
        await Step(agent, number, "not-reached");
        Assert.Equal("care-later", await Status(head, number));
        await stage.Advance(TimeSpan.FromDays(1));
        await Step(agent, number, "problem-found", "The last three reports were late.");
        await Step(head, number, "handled", "Talked to the laboratory.");

        Assert.Equal("finished", await Status(head, number));
    }

    private static bool IsCare(JsonNode? task) => (string?)task!["elementId"] == "CareCall";

    private static JsonObject Action(string cause, string action) => new() { ["rootCause"] = cause, ["correctiveAction"] = action };
}
