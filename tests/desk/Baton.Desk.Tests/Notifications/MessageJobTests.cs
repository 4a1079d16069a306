using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Tasks of processes that send messages.</summary>
public sealed class MessageJobTests
{
    [Fact]
    public async Task A_task_orders_its_message_and_goes_on_at_once()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(mail, "");

        var opened = await desk.Open();
        await desk.Leave();

        Assert.Equal(("Hello tosmobile", "bob@desk.example"), (mail.Given[0].Subject, mail.Given[0].To[0].Address));
        Assert.Equal("amy@desk.example", Assert.Single(mail.Given[0].Bcc).Address);
        Assert.True((await desk.Show(opened.Number)).Case.IsClosed);
    }

    [Fact]
    public async Task A_task_that_waits_ends_when_its_message_has_arrived()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Retry, null, "Busy") };
        await using var desk = await Start(mail, """<zeebe:header key="wait" value="delivered" />""");
        var opened = await desk.Open();
        await desk.Leave();
        Assert.False((await desk.Show(opened.Number)).Case.IsClosed);

        mail.Answer = _ => new(MessageVerdict.Delivered, null, null);
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await desk.Show(opened.Number)).Case.IsClosed);
    }

    [Fact]
    public async Task A_task_that_waits_throws_the_error_of_a_message_that_failed()
    {
        var mail = new Gateway(MessageChannels.Mail) { Answer = _ => new(MessageVerdict.Refused, null, "No such mailbox.") };
        await using var desk = await Start(mail, """<zeebe:header key="wait" value="delivered" />""");

        var opened = await desk.Open();
        await desk.Leave();

        var page = await desk.Show(opened.Number);
        Assert.False(page.Case.IsClosed);
        Assert.Contains(page.Timeline, item => item.Text.Contains("Tell by hand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_with_headers_that_make_no_sense_becomes_an_incident()
    {
        await using var desk = await Start(new Gateway(MessageChannels.Mail), """<zeebe:header key="channels" value="pigeon" />""");

        var opened = await desk.Open();

        Assert.False((await desk.Show(opened.Number)).Case.IsClosed);
        Assert.Empty(await desk.Messages());
    }

    private static async Task<DeskHost> Start(Gateway mail, string more)
    {
        var desk = await DeskHost.Start([mail]);
        await desk.Reachable("amy", "bob");
        await desk.Template("news", "Hello {{ hint }}", "Hello");
        await desk.Engine.DeployAll([("tos.bpmn", Process(more))]);
        return desk;
    }

    private static string Process(string more) =>
        $$$"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <bpmn:error id="failed" errorCode="message-failed" />
              <bpmn:process id="tos" isExecutable="true">
                <bpmn:startEvent id="start" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="Tell" />
                <bpmn:serviceTask id="Tell">
                  <bpmn:extensionElements>
                    <zeebe:taskDefinition type="baton.message" />
                    <zeebe:taskHeaders>
                      <zeebe:header key="template" value="news" />
                      <zeebe:header key="to" value="= [&quot;bob&quot;]" />
                      <zeebe:header key="bcc" value="opener, role:no-such" />
                      <zeebe:header key="values" value="= {hint: caseType + serviceType}" />
                      {{{more}}}
                    </zeebe:taskHeaders>
                  </bpmn:extensionElements>
                </bpmn:serviceTask>
                <bpmn:boundaryEvent id="caught" attachedToRef="Tell"><bpmn:errorEventDefinition errorRef="failed" /></bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="f2" sourceRef="Tell" targetRef="end" />
                <bpmn:sequenceFlow id="f3" sourceRef="caught" targetRef="ByHand" />
                <bpmn:userTask id="ByHand" name="Tell by hand">
                  <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="csm" /></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="f4" sourceRef="ByHand" targetRef="end" />
                <bpmn:endEvent id="end" />
              </bpmn:process>
            </bpmn:definitions>
            """;
}
