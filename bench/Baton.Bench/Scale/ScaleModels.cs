namespace Baton.Bench.Scale;

/// <summary>The processes whose size grows.</summary>
internal static class ScaleModels
{
    /// <summary>A job for each item, all at once; with or without a collection of the results.</summary>
    public static string Each(bool collects) =>
        Process(
            collects ? "each-collects" : "each",
            $"""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
            <serviceTask id="task">
              <extensionElements><zeebe:taskDefinition type="each"/></extensionElements>
              <multiInstanceLoopCharacteristics><extensionElements>
                <zeebe:loopCharacteristics inputCollection="=items" inputElement="item"{(
                collects ? " outputCollection=\"results\" outputElement=\"=result\"" : ""
            )}/>
              </extensionElements></multiInstanceLoopCharacteristics>
            </serviceTask>
            <sequenceFlow id="f2" sourceRef="task" targetRef="end"/><endEvent id="end"/>
            """
        );

    /// <summary>An ad-hoc sub-process with a job for each item, all at once, that gathers the results.</summary>
    public static string AdHoc() =>
        Process(
            "adhoc-collects",
            """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="sub"/>
            <adHocSubProcess id="sub">
              <extensionElements>
                <zeebe:adHoc activeElementsCollection="=for i in items return &quot;task&quot;" outputCollection="results" outputElement="=result"/>
              </extensionElements>
              <serviceTask id="task"><extensionElements><zeebe:taskDefinition type="each"/></extensionElements></serviceTask>
            </adHocSubProcess>
            <sequenceFlow id="f2" sourceRef="sub" targetRef="end"/><endEvent id="end"/>
            """
        );

    /// <summary>Turns round through two gateways and a script task until n has reached the number of turns.</summary>
    public static string Loop() =>
        Process(
            "loop",
            """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="merge"/>
            <exclusiveGateway id="merge"/><sequenceFlow id="f2" sourceRef="merge" targetRef="count"/>
            <scriptTask id="count"><extensionElements><zeebe:script expression="=n + 1" resultVariable="n"/></extensionElements></scriptTask>
            <sequenceFlow id="f3" sourceRef="count" targetRef="check"/>
            <exclusiveGateway id="check" default="again"/><sequenceFlow id="again" sourceRef="check" targetRef="merge"/>
            <sequenceFlow id="f4" sourceRef="check" targetRef="end"><conditionExpression>=n &gt;= turns</conditionExpression></sequenceFlow>
            <endEvent id="end"/>
            """
        );

    /// <summary>One job.</summary>
    public static string Job() =>
        Process(
            "job",
            """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
            <serviceTask id="task"><extensionElements><zeebe:taskDefinition type="one"/></extensionElements></serviceTask>
            <sequenceFlow id="f2" sourceRef="task" targetRef="end"/><endEvent id="end"/>
            """
        );

    /// <summary>Waits an hour.</summary>
    public static string Wait() =>
        Process(
            "wait",
            """
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="pause"/>
            <intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="f2" sourceRef="pause" targetRef="end"/><endEvent id="end"/>
            """
        );

    private static string Process(string id, string elements) =>
        $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
                id="definitions-{id}" targetNamespace="https://example.org/bench">
              <process id="{id}" isExecutable="true">{elements}</process>
            </definitions>
            """;
}
