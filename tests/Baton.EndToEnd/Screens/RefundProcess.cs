namespace Baton.EndToEnd.Screens;

/// <summary>A small process for operators: a gateway that cannot decide about a text, a task for people and one for a worker.</summary>
internal static class RefundProcess
{
    public const string Model = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
          <bpmn:process id="refund" name="Refund" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
            <bpmn:exclusiveGateway id="decide" name="How much?"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="approve"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 100</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f3" sourceRef="decide" targetRef="pay"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &lt;= 100</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:userTask id="approve" name="Approve"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f4" sourceRef="approve" targetRef="end"/>
            <bpmn:serviceTask id="pay" name="Pay"><bpmn:extensionElements><zeebe:taskDefinition type="pay" retries="1"/></bpmn:extensionElements><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f5" sourceRef="pay" targetRef="end"/>
            <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="dg"><bpmndi:BPMNPlane id="pl" bpmnElement="refund">
            <bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="160" y="122" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="decide_di" bpmnElement="decide" isMarkerVisible="true"><dc:Bounds x="260" y="115" width="50" height="50"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="approve_di" bpmnElement="approve"><dc:Bounds x="380" y="60" width="100" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="pay_di" bpmnElement="pay"><dc:Bounds x="380" y="200" width="100" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="end_di" bpmnElement="end"><dc:Bounds x="560" y="122" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="196" y="140"/><di:waypoint x="260" y="140"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="f2_di" bpmnElement="f2"><di:waypoint x="285" y="115"/><di:waypoint x="285" y="100"/><di:waypoint x="380" y="100"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="f3_di" bpmnElement="f3"><di:waypoint x="285" y="165"/><di:waypoint x="285" y="240"/><di:waypoint x="380" y="240"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="f4_di" bpmnElement="f4"><di:waypoint x="480" y="100"/><di:waypoint x="578" y="100"/><di:waypoint x="578" y="122"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="f5_di" bpmnElement="f5"><di:waypoint x="480" y="240"/><di:waypoint x="578" y="240"/><di:waypoint x="578" y="158"/></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;
}
