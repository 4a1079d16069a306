namespace Baton.EndToEnd.Crashes;

/// <summary>Two small models for a server that is killed: one waits for a person, one for time.</summary>
internal static class CrashModels
{
    public const string Approval = "crash_approval";
    public const string Wait = "crash_wait";

    /// <summary>Comes after the timer; its jobs show how often the timer fired.</summary>
    public const string JobType = "crash-after-timer";

    /// <summary>How long the timer waits; far longer than the test runs, so that only the pinned clock makes it due.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(6);

    public const string Xml = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="crash">
          <bpmn:process id="{Approval}" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="approve" name="Approve">
              <bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
            <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="end" />
          </bpmn:process>
          <bpmn:process id="{Wait}" isExecutable="true">
            <bpmn:startEvent id="begin"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:intermediateCatchEvent id="wait">
              <bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>g2</bpmn:outgoing>
              <bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT6H</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:serviceTask id="after">
              <bpmn:extensionElements><zeebe:taskDefinition type="{JobType}" /></bpmn:extensionElements>
              <bpmn:incoming>g2</bpmn:incoming><bpmn:outgoing>g3</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:endEvent id="over"><bpmn:incoming>g3</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="g1" sourceRef="begin" targetRef="wait" />
            <bpmn:sequenceFlow id="g2" sourceRef="wait" targetRef="after" />
            <bpmn:sequenceFlow id="g3" sourceRef="after" targetRef="over" />
          </bpmn:process>
        </bpmn:definitions>
        """;
}
