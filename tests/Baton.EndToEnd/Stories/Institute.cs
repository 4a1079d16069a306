using System.Net;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Stories;

/// <summary>What the people of deployment B do over and over: register a complaint, and each their step of it.</summary>
internal static class Institute
{
    /// <summary>A key account complains about a late report of the materials laboratory, with much at stake; what differs is given.</summary>
    public static async Task<string> Complain(
        DeskApi agent,
        string subject = "Report is three weeks late",
        string customer = "I-1001",
        string category = "voc.testing.report.late.materials",
        JsonObject? form = null,
        string type = "voc-complaint"
    )
    {
        var opened = await agent.Post("cases", await Case(agent, subject, customer, category, form, type), HttpStatusCode.Created);
        return (string)opened["number"]!;
    }

    /// <summary>The body with which it is registered.</summary>
    public static async Task<JsonObject> Case(
        DeskApi agent,
        string subject,
        string customer,
        string category,
        JsonObject? form,
        string type = "voc-complaint"
    ) =>
        new()
        {
            ["type"] = type,
            ["subject"] = subject,
            ["category"] = category,
            ["customerKey"] = (string)Assert.Single(await agent.List("customers?number=" + customer))!["key"]!,
            ["form"] = form ?? new JsonObject { ["service"] = "testing", ["amount"] = 250000 },
        };

    /// <summary>Takes a step that is offered to the person's group.</summary>
    public static async Task Step(DeskApi person, string number, string action, string? opinion = null, JsonObject? form = null) =>
        await person.Complete(await person.Task(number, "groups"), action, opinion, form);

    /// <summary>Takes a step that the person alone has.</summary>
    public static async Task OwnStep(DeskApi person, string number, string action, string? opinion = null, JsonObject? form = null) =>
        await person.Complete(await person.Task(number, "mine"), action, opinion, form);

    public static async Task<string?> Status(DeskApi person, string number) =>
        (string?)(await person.Get("cases/" + number))["case"]!["status"];

    /// <summary>Elements at which the case waits for people, in order of their names.</summary>
    public static async Task<IReadOnlyList<string>> Waits(DeskApi person, string number) =>
        [
            .. ((JsonArray)(await person.Get("cases/" + number))["tasks"]!)
                .Select(task => (string)task!["elementId"]!)
                .Order(StringComparer.Ordinal),
        ];
}
