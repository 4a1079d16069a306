namespace Baton.Bench.Engine;

/// <summary>The processes that are measured.</summary>
internal static class BenchModels
{
    /// <summary>How many automatic steps the straight process has.</summary>
    public const int Steps = 10;

    /// <summary>
    /// How many rows an instance of the straight process leaves: its own, steps, start and end, the flows between them, a variable, the journal.
    /// </summary>
    public const int StraightRows = 1 + (Steps + 2) + (Steps + 1) + 1 + 1;

    /// <summary>start, ten script tasks one after the other, end.</summary>
    public static string Straight()
    {
        var elements = new System.Text.StringBuilder("""<bpmn:startEvent id="start" />""");
        for (var i = 1; i <= Steps; i++)
        {
            elements.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"""
                <bpmn:scriptTask id="step{i}"><bpmn:extensionElements>
                  <zeebe:script expression="=n + 1" resultVariable="n" />
                </bpmn:extensionElements></bpmn:scriptTask>
                {Flow($"f{i}", i == 1 ? "start" : $"step{i - 1}", $"step{i}")}
                """
            );
        }
        elements.Append("""<bpmn:endEvent id="end" />""").Append(Flow("last", $"step{Steps}", "end"));
        return Process("straight", elements.ToString());
    }

    /// <summary>start, a user task, end.</summary>
    public static string UserTask() =>
        Process(
            "usertask",
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="task" name="Approve"><bpmn:extensionElements>
              <zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="agents" />
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """
        );

    /// <summary>start, wait for a message, a script task, end.</summary>
    public static string Message() =>
        Process(
            "message",
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="m" /></bpmn:intermediateCatchEvent>
            <bpmn:scriptTask id="step"><bpmn:extensionElements>
              <zeebe:script expression="=order" resultVariable="done" />
            </bpmn:extensionElements></bpmn:scriptTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "paid")}
            {Flow("f2", "paid", "step")}
            {Flow("f3", "step", "end")}
            """,
            """
            <bpmn:message id="m" name="paid"><bpmn:extensionElements>
              <zeebe:subscription correlationKey="=order" />
            </bpmn:extensionElements></bpmn:message>
            """
        );

    /// <summary>start, a job, end.</summary>
    /// <param name="id">The id of the process, and the type of its jobs.</param>
    public static string Job(string id = "job") =>
        Process(
            id,
            $"""
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="{id}" /></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:endEvent id="end" />
            {Flow("f1", "start", "task")}
            {Flow("f2", "task", "end")}
            """
        );

    private static string Flow(string id, string from, string to) =>
        $"""<bpmn:sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}" />""";

    private static string Process(string id, string elements, string root = "") =>
        $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions-{id}" targetNamespace="http://bpmn.io/schema/bpmn">
              {root}
              <bpmn:process id="{id}" isExecutable="true">{elements}</bpmn:process>
            </bpmn:definitions>
            """;
}
