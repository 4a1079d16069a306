using Baton.Desk.Designs;
using Baton.Desk.Designs.Deploying;
using Baton.Desk.Designs.Review;
using Baton.Runtime;
using static Baton.Desk.Tests.DeskHost;

namespace Baton.Desk.Tests.Designs;

/// <summary>Models and people for the tests of designs.</summary>
internal static class Drawing
{
    /// <summary>A process with one task for a role.</summary>
    public static string Approval(string id = "approval", string name = "Approval", string task = "Look at it", string group = "agent") =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://example.com">
              <bpmn:process id="{id}" name="{name}" isExecutable="true">
                <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" />
                <bpmn:userTask id="look" name="{task}">
                  <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="{group}" /></bpmn:extensionElements>
                  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end" />
                <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
              </bpmn:process>
            </bpmn:definitions>
            """;

    /// <summary>dora and dan draw, rob reviews, dee deploys, may does all three.</summary>
    public static async Task<DeskHost> Start(bool fourEyes = false)
    {
        var desk = await DeskHost.Start(("Designs:FourEyes", fourEyes ? "true" : "false"));
        await AddPeople(desk);
        return desk;
    }

    public static async Task AddPeople(DeskHost desk)
    {
        await desk.AddPerson("dora", Permissions.DrawDesigns);
        await desk.AddPerson("dan", Permissions.DrawDesigns);
        await desk.AddPerson("rob", Permissions.ReviewDesigns);
        await desk.AddPerson("dee", Permissions.DeployDesigns);
        await desk.AddPerson("may", Permissions.DrawDesigns, Permissions.ReviewDesigns, Permissions.DeployDesigns);
    }

    public static async Task<DesignLine> Begin(this DeskHost desk, string by = "dora", string? text = null)
    {
        var request = new StartDesignRequest(DesignKind.Process) { Text = text ?? Approval() };
        var outcome = await desk.Get<StartDesign>().Handle(await desk.User(by), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    public static async Task<Outcome<SavedDesign>> Save(this DeskHost desk, long key, int revision, string text, string by = "dora") =>
        await desk.Get<SaveDesign>().Handle(await desk.User(by), key, revision, text, Ct);

    public static async Task<DesignView> ShowDesign(this DeskHost desk, long key)
    {
        var outcome = await desk.Get<ShowDesign>().Handle(await desk.User("may"), key, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    public static async Task<Outcome<DesignLine>> AskReview(this DeskHost desk, long key, string by = "dora") =>
        await desk.Get<RequestReview>().Handle(await desk.User(by), key, new("Please look"), Ct);

    public static async Task<Outcome<DesignLine>> Decide(
        this DeskHost desk,
        long key,
        int revision,
        bool isApproved,
        string by = "rob",
        string? comment = "Well",
        string? element = null
    ) => await desk.Get<DecideReview>().Handle(await desk.User(by), key, new(revision, isApproved, comment, element), Ct);

    public static async Task<Outcome<DesignLine>> Deploy(this DeskHost desk, long key, int revision, string by, string? comment = null) =>
        await desk.Get<DeployDesign>().Handle(await desk.User(by), key, new(revision, comment), Ct);
}
