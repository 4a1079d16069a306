namespace Baton.Bench.Operations;

/// <summary>Processes that get stuck.</summary>
internal static class OperationsModels
{
    /// <summary>A choice none of whose conditions holds: an incident at once.</summary>
    public const string Stuck = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions-stuck" targetNamespace="https://example.org/bench">
          <process id="stuck" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="choice"/>
            <exclusiveGateway id="choice"/><sequenceFlow id="f2" sourceRef="choice" targetRef="end">
              <conditionExpression>=false</conditionExpression></sequenceFlow>
            <sequenceFlow id="f3" sourceRef="choice" targetRef="other"><conditionExpression>=false</conditionExpression></sequenceFlow>
            <endEvent id="end"/><endEvent id="other"/>
          </process>
        </definitions>
        """;
}
