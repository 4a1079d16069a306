namespace Baton.EndToEnd.Crashes;

/// <summary>A small model for each kind of thing that must not be lost or happen twice.</summary>
internal static class StormModels
{
    public const string Straight = "storm_straight";
    public const string Task = "storm_task";
    public const string Job = "storm_job";
    public const string Message = "storm_message";
    public const string Opened = "storm_opened";
    public const string Timer = "storm_timer";

    public const string JobType = "storm-work";
    public const string MessageName = "storm-answer";
    public const string OpeningName = "storm-opening";

    /// <summary>How long the timers wait.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<string> All { get; } = [Straight, Task, Job, Message, Opened, Timer];

    /// <summary>The element between start and end of each model, which each instance goes through once; the end event where there is none.</summary>
    public static string Middle(string processId) => processId is Straight or Opened ? processId + "_end" : processId + "_middle";

    public static string Xml { get; } =
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="storm">
              <bpmn:message id="answer" name="{MessageName}">
                <bpmn:extensionElements><zeebe:subscription correlationKey="=id" /></bpmn:extensionElements>
              </bpmn:message>
              <bpmn:message id="opening" name="{OpeningName}" />
              <bpmn:process id="{Straight}" isExecutable="true">
                <bpmn:startEvent id="{Straight}_start" />
                <bpmn:endEvent id="{Straight}_end" />
                <bpmn:sequenceFlow id="{Straight}_flow" sourceRef="{Straight}_start" targetRef="{Straight}_end" />
              </bpmn:process>
              <bpmn:process id="{Opened}" isExecutable="true">
                <bpmn:startEvent id="{Opened}_start"><bpmn:messageEventDefinition id="{Opened}_event" messageRef="opening" /></bpmn:startEvent>
                <bpmn:endEvent id="{Opened}_end" />
                <bpmn:sequenceFlow id="{Opened}_flow" sourceRef="{Opened}_start" targetRef="{Opened}_end" />
              </bpmn:process>
            {Through(
                Task,
                $"<bpmn:userTask id=\"{Task}_middle\"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>"
            )}
            {Through(
                Job,
                $"<bpmn:serviceTask id=\"{Job}_middle\"><bpmn:extensionElements><zeebe:taskDefinition type=\"{JobType}\" /></bpmn:extensionElements></bpmn:serviceTask>"
            )}
            {Through(
                Message,
                $"<bpmn:intermediateCatchEvent id=\"{Message}_middle\"><bpmn:messageEventDefinition id=\"{Message}_event\" messageRef=\"answer\" /></bpmn:intermediateCatchEvent>"
            )}
            {Through(
                Timer,
                $"<bpmn:intermediateCatchEvent id=\"{Timer}_middle\"><bpmn:timerEventDefinition id=\"{Timer}_event\"><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
            )}
            </bpmn:definitions>
            """;

    private static string Through(string id, string middle) =>
        $"""
              <bpmn:process id="{id}" isExecutable="true">
                <bpmn:startEvent id="{id}_start" />
                {middle}
                <bpmn:endEvent id="{id}_end" />
                <bpmn:sequenceFlow id="{id}_in" sourceRef="{id}_start" targetRef="{id}_middle" />
                <bpmn:sequenceFlow id="{id}_out" sourceRef="{id}_middle" targetRef="{id}_end" />
              </bpmn:process>
            """;
}
