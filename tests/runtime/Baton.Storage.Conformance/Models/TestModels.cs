namespace Baton.Storage.Conformance.Models;

/// <summary>Small processes for tests, written as a modeller would write them.</summary>
internal static class TestModels
{
    /// <summary>start, a task for group agents, end.</summary>
    public static string UserTask(string id = "approve", string name = "Approve") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="task" name="{name}">
              <bpmn:extensionElements>
                <zeebe:userTask />
                <zeebe:assignmentDefinition candidateGroups="agents" />
              </bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """
        );

    /// <summary>start, a task of an outside task list that the variable boss has, end.</summary>
    public static string OutsideUserTask(string id = "outside") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="task">
              <bpmn:extensionElements>
                <zeebe:assignmentDefinition assignee="=boss" candidateGroups="agents" />
                <zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>
              </bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """
        );

    /// <summary>start, a job of type <paramref name="type"/>, end.</summary>
    public static string ServiceTask(string id = "work", string type = "work") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="task">
              <bpmn:extensionElements><zeebe:taskDefinition type="{type}" retries="3" /></bpmn:extensionElements>
            </bpmn:serviceTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """
        );

    /// <summary>start, a job of type urgent with the priority of the variable, end.</summary>
    public static string UrgentTask() =>
        ServiceTask("urgent", "urgent")
            .Replace(
                "<zeebe:taskDefinition",
                """<zeebe:jobPriorityDefinition priority="=priority" /><zeebe:taskDefinition""",
                StringComparison.Ordinal
            );

    /// <summary>start, wait for a duration, end.</summary>
    public static string Wait(string id = "wait", string duration = "PT10M") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="pause">
              <bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "pause")}
            {Flow("f2", "pause", "end")}
            """
        );

    /// <summary>start, wait for message paid with the key of variable order, end.</summary>
    public static string WaitForMessage(string id = "order") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="m" /></bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "paid")}
            {Flow("f2", "paid", "end")}
            """,
            """
            <bpmn:message id="m" name="paid">
              <bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
            </bpmn:message>
            """
        );

    /// <summary>start, wait for signal <paramref name="signal"/>, end.</summary>
    public static string WaitForSignal(string id = "listener", string signal = "closed") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="caught"><bpmn:signalEventDefinition signalRef="s" /></bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "caught")}
            {Flow("f2", "caught", "end")}
            """,
            $"""<bpmn:signal id="s" name="{signal}" />"""
        );

    /// <summary>started by signal <paramref name="start"/> or at once, throws signal <paramref name="end"/> at its end.</summary>
    public static string ThrowsSignal(string id = "thrower", string? start = null, string end = "closed") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start">{(start is null ? "" : "<bpmn:signalEventDefinition signalRef=\"first\" />")}</bpmn:startEvent>
            <bpmn:endEvent id="end">
              <bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=41 + 1" target="answer" /></zeebe:ioMapping></bpmn:extensionElements>
              <bpmn:signalEventDefinition signalRef="last" />
            </bpmn:endEvent>
            {Flow("f1", "start", "end")}
            """,
            $"""<bpmn:signal id="first" name="{start ?? "unused"}" /><bpmn:signal id="last" name="{end}" />"""
        );

    /// <summary>started by message called, a user task, end.</summary>
    public static string StartedByMessage(string id = "call") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
            <bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """,
            """<bpmn:message id="m" name="called" />"""
        );

    /// <summary>A letter, a call or an alarm starts it, whatever comes first; then somebody looks at it.</summary>
    public static string StartedByFirst(string id = "first", string task = "look") =>
        Process(
            id,
            $"""
            <bpmn:eventBasedGateway id="gateway" instantiate="true"/>
            <bpmn:sequenceFlow id="f1" sourceRef="gateway" targetRef="letter"/><bpmn:sequenceFlow id="f2" sourceRef="gateway" targetRef="call"/>
            <bpmn:sequenceFlow id="f3" sourceRef="gateway" targetRef="alarm"/><bpmn:sequenceFlow id="f4" sourceRef="gateway" targetRef="daily"/>
            <bpmn:intermediateCatchEvent id="letter"><bpmn:messageEventDefinition messageRef="first-letter"/></bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="call"><bpmn:messageEventDefinition messageRef="first-call"/></bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="alarm"><bpmn:signalEventDefinition signalRef="first-alarm"/></bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="daily"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f5" sourceRef="letter" targetRef="{task}"/><bpmn:sequenceFlow id="f6" sourceRef="call" targetRef="{task}"/>
            <bpmn:sequenceFlow id="f7" sourceRef="alarm" targetRef="{task}"/><bpmn:sequenceFlow id="f8" sourceRef="daily" targetRef="{task}"/>
            <bpmn:userTask id="{task}"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="f9" sourceRef="{task}" targetRef="end"/><bpmn:endEvent id="end"/>
            """,
            """<bpmn:message id="first-letter" name="letter"/><bpmn:message id="first-call" name="call"/><bpmn:signal id="first-alarm" name="alarm"/>"""
        );

    /// <summary>started by a cycle, ends at once.</summary>
    public static string StartedByTimer(string cycle, string id = "round") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start">
              <bpmn:timerEventDefinition><bpmn:timeCycle>{cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>
            </bpmn:startEvent>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "end")}
            """
        );

    /// <summary>started with form ask, ends at once.</summary>
    public static string StartedByForm(string id = "asked") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start">
              <bpmn:extensionElements><zeebe:formDefinition formId="ask" /></bpmn:extensionElements>
            </bpmn:startEvent>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "end")}
            """
        );

    /// <summary>
    /// A bit of everything for random runs: a job, then a user task with a timer on it in parallel with a wait for a message, a choice on a
    /// variable, a script.
    /// </summary>
    public static string Mixed(string id = "mixed") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="job">
              <bpmn:extensionElements><zeebe:taskDefinition type="mixed" retries="2" /></bpmn:extensionElements>
            </bpmn:serviceTask>
            <bpmn:parallelGateway id="fork" />
            <bpmn:userTask id="task">
              <bpmn:extensionElements>
                <zeebe:userTask />
                <zeebe:assignmentDefinition candidateGroups="agents" />
                <zeebe:ioMapping><zeebe:input source="=n + 1" target="local" /></zeebe:ioMapping>
              </bpmn:extensionElements>
            </bpmn:userTask>
            <bpmn:boundaryEvent id="late" attachedToRef="task" cancelActivity="true">
              <bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            <bpmn:intermediateCatchEvent id="news"><bpmn:messageEventDefinition messageRef="m" /></bpmn:intermediateCatchEvent>
            <bpmn:scriptTask id="script">
              <bpmn:extensionElements><zeebe:script expression="=n * 2" resultVariable="twice" /></bpmn:extensionElements>
            </bpmn:scriptTask>
            <bpmn:parallelGateway id="join" />
            <bpmn:exclusiveGateway id="choice" default="f9" />
            <bpmn:endEvent id="small" />
            <bpmn:endEvent id="large" />
            {Flow("f1", "start", "job")}
            {Flow("f2", "job", "fork")}
            {Flow("f3", "fork", "task")}
            {Flow("f4", "fork", "news")}
            {Flow("f5", "task", "script")}
            {Flow("f5b", "late", "script")}
            {Flow("f6", "script", "join")}
            {Flow("f7", "news", "join")}
            {Flow("f8", "join", "choice")}
            {Flow("f9", "choice", "small")}
            <bpmn:sequenceFlow id="f10" sourceRef="choice" targetRef="large">
              <bpmn:conditionExpression>=twice &gt; 10</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            """,
            """
            <bpmn:message id="m" name="news">
              <bpmn:extensionElements><zeebe:subscription correlationKey="=string(n)" /></bpmn:extensionElements>
            </bpmn:message>
            """
        );

    public static string Process(string id, string elements, string root = "") =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions-{id}" targetNamespace="http://bpmn.io/schema/bpmn">
              <bpmn:process id="{id}" name="{id}" isExecutable="true">
              {elements}
              </bpmn:process>
              {root}
            </bpmn:definitions>
            """.TrimStart();

    private static string Flow(string id, string from, string to) =>
        $"""<bpmn:sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}" />""";
}
