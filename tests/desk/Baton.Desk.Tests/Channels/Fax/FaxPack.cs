using Baton.Desk.Processes.Packs;
using Baton.Desk.Tests.Processes;

namespace Baton.Desk.Tests.Channels.Fax;

/// <summary>The sample pack with a process that sends a fax in the round and lets a fax agent handle a failure.</summary>
internal static class FaxPack
{
    private const string Process = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
                          xmlns:baton="https://baton.dev/schema/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
          <bpmn:process id="order" name="Order" isExecutable="true">
            <bpmn:startEvent id="Start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="Approve" name="Approve">
              <bpmn:extensionElements>
                <zeebe:userTask />
                <zeebe:assignmentDefinition candidateGroups="manager" />
                <baton:actions resultVariable="decision"><baton:action id="approve" value="approve" primary="true" /></baton:actions>
              </bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:serviceTask id="SendFax" name="Send the fax">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="baton.fax" />
                <zeebe:taskHeaders><zeebe:header key="schedule" value="round" /></zeebe:taskHeaders>
              </bpmn:extensionElements>
              <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:boundaryEvent id="FaxFailed" attachedToRef="SendFax">
              <bpmn:outgoing>f4</bpmn:outgoing>
              <bpmn:errorEventDefinition id="e1" errorRef="Failed" />
            </bpmn:boundaryEvent>
            <bpmn:userTask id="HandleFailedFax" name="Handle the failed fax">
              <bpmn:extensionElements>
                <zeebe:userTask />
                <zeebe:formDefinition formId="failed-fax" />
                <zeebe:assignmentDefinition candidateGroups="fax-agent" />
                <baton:actions resultVariable="faxDecision"><baton:action id="resend" value="resend" primary="true" /></baton:actions>
              </bpmn:extensionElements>
              <bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:serviceTask id="ResendFax" name="Resend the fax">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="baton.fax" />
                <zeebe:taskHeaders><zeebe:header key="schedule" value="now" /></zeebe:taskHeaders>
              </bpmn:extensionElements>
              <bpmn:incoming>f5</bpmn:incoming><bpmn:outgoing>f7</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:boundaryEvent id="ResendFailed" attachedToRef="ResendFax">
              <bpmn:outgoing>f6</bpmn:outgoing>
              <bpmn:errorEventDefinition id="e2" errorRef="Failed" />
            </bpmn:boundaryEvent>
            <bpmn:endEvent id="End"><bpmn:incoming>f3</bpmn:incoming><bpmn:incoming>f7</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="Start" targetRef="Approve" />
            <bpmn:sequenceFlow id="f2" sourceRef="Approve" targetRef="SendFax" />
            <bpmn:sequenceFlow id="f3" sourceRef="SendFax" targetRef="End" />
            <bpmn:sequenceFlow id="f4" sourceRef="FaxFailed" targetRef="HandleFailedFax" />
            <bpmn:sequenceFlow id="f5" sourceRef="HandleFailedFax" targetRef="ResendFax" />
            <bpmn:sequenceFlow id="f6" sourceRef="ResendFailed" targetRef="HandleFailedFax" />
            <bpmn:sequenceFlow id="f7" sourceRef="ResendFax" targetRef="End" />
          </bpmn:process>
          <bpmn:error id="Failed" name="Fax failed" errorCode="FAX_FAILED" />
        </bpmn:definitions>
        """;

    private const string OrderForm = """
        {"id": "order", "type": "default", "schemaVersion": 18, "components": [
           {"id": "F1", "type": "select", "key": "plan", "label": "Plan", "values": [{"label": "Gold", "value": "gold"}],
            "properties": {"label.zh-Hant": "計劃", "option.gold.zh-Hant": "金級"}},
           {"id": "F2", "type": "textfield", "key": "faxNumber", "label": "Fax number", "properties": {"label.zh-Hant": "傳真"}}]}
        """;

    private const string FailedForm = """
        {"id": "failed-fax", "type": "default", "schemaVersion": 18, "components": [
           {"id": "F1", "type": "textfield", "key": "failedNumber", "label": "Number", "readonly": true},
           {"id": "F2", "type": "textfield", "key": "faxNumber", "label": "Send to", "validate": {"required": true, "validationType": "phone"}}]}
        """;

    public static PackFiles Files()
    {
        var pack = new SamplePack();
        pack.Files["processes/order.bpmn"] = Process;
        pack.Files["forms/order.form"] = OrderForm;
        pack.Files["forms/failed-fax.form"] = FailedForm;
        pack.Change(
            "organisation.json",
            "{\"code\": \"manager\"",
            "{\"code\": \"fax-agent\", \"name\": {\"zh-Hans\": \"传真员\", \"zh-Hant\": \"傳真員\", \"en\": \"Fax agent\"}, \"permissions\": [\"fax.work\"]},\n{\"code\": \"manager\""
        );
        pack.Change(
            "case-types.json",
            "{\"caseTypes\": [",
            "{\"caseTypes\": [{\"code\": \"order\", \"name\": {\"zh-Hans\": \"申请\", \"zh-Hant\": \"申請\", \"en\": \"Order\"}, \"kind\": \"request\", \"numberPrefix\": \"ORD\", \"process\": \"order\", \"form\": \"order\", \"initialStatus\": \"open\"},"
        );
        pack.Change(
            "demo.json",
            "{\"users\": [",
            "{\"users\": [{\"userName\": \"fay\", \"displayName\": \"Fay\", \"language\": \"en\", \"roles\": [\"fax-agent\"], \"departments\": []},"
        );
        using var zip = pack.Zip();
        return PackFiles.FromZip(zip);
    }
}
