using System.IO.Compression;
using System.Text;
using Baton.Desk.Processes.Packs;

namespace Baton.Desk.Tests.Processes;

/// <summary>A small complete pack whose files tests change or break.</summary>
internal sealed class SamplePack
{
    public Dictionary<string, string> Files { get; } =
        new(StringComparer.Ordinal)
        {
            ["pack.json"] = """
                {"formatVersion": 1, "id": "sample", "version": "1.0.0", "name": {"zh-Hans": "样例", "zh-Hant": "樣例", "en": "Sample"}}
                """,
            ["organisation.json"] = """
                {"roles": [
                   {"code": "agent", "name": {"zh-Hans": "客服", "zh-Hant": "客服", "en": "Agent"}, "permissions": ["cases.open", "cases.read-own", "tasks.work"]},
                   {"code": "manager", "name": {"zh-Hans": "经理", "zh-Hant": "經理", "en": "Manager"}, "permissions": ["cases.read-all", "tasks.work"]}],
                 "departments": [{"code": "cs", "name": {"zh-Hans": "客服部", "zh-Hant": "客服部", "en": "Customer service"},
                   "children": [{"code": "cs-1", "name": {"zh-Hans": "一组", "zh-Hant": "一組", "en": "Team 1"}}]}]}
                """,
            ["categories.json"] = """
                {"categories": [{"code": "billing", "name": {"zh-Hans": "账单", "zh-Hant": "賬單", "en": "Billing"},
                   "children": [{"code": "billing-wrong", "name": {"zh-Hans": "金额有误", "zh-Hant": "金額有誤", "en": "Wrong amount"}}]}]}
                """,
            ["case-types.json"] = """
                {"caseTypes": [{"code": "check", "name": {"zh-Hans": "核对", "zh-Hant": "核對", "en": "Check"}, "kind": "request",
                   "numberPrefix": "CHK", "process": "check", "form": "check-case", "initialStatus": "open"}]}
                """,
            ["forms/check-case.form"] = """
                {"id": "check-case", "type": "default", "schemaVersion": 18,
                 "components": [{"id": "F1", "type": "textfield", "key": "amount", "label": "Amount"}]}
                """,
            ["processes/check.bpmn"] = """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
                  <bpmn:process id="check" name="Check" isExecutable="true">
                    <bpmn:startEvent id="Start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:userTask id="CheckCase" name="Check the case">
                      <bpmn:extensionElements>
                        <zeebe:userTask />
                        <zeebe:formDefinition formId="check-case" />
                        <zeebe:assignmentDefinition candidateGroups="manager" />
                      </bpmn:extensionElements>
                      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
                    </bpmn:userTask>
                    <bpmn:endEvent id="End"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
                    <bpmn:sequenceFlow id="f1" sourceRef="Start" targetRef="CheckCase" />
                    <bpmn:sequenceFlow id="f2" sourceRef="CheckCase" targetRef="End" />
                  </bpmn:process>
                </bpmn:definitions>
                """,
            ["texts/en.json"] = """{"status.open": "Open", "letterhead.organisation": "Sample Telecom"}""",
            ["texts/zh-Hans.json"] = """{"status.open": "待处理", "letterhead.organisation": "样例电讯"}""",
            ["texts/zh-Hant.json"] = """{"status.open": "待處理", "letterhead.organisation": "樣例電訊"}""",
            ["demo.json"] = """
                {"users": [
                   {"userName": "amy", "displayName": "陳愛美", "language": "zh-Hant", "roles": ["agent"], "departments": ["cs-1"]},
                   {"userName": "max", "displayName": "李文思", "language": "en", "roles": ["manager"], "departments": ["cs-1"]}],
                 "defaultManagers": {"cs-1": "max"},
                 "customers": [{"number": "C-1", "name": "陳大文", "language": "zh-Hant", "phones": ["+85223456789"], "faxes": ["+85223456780"]}]}
                """,
        };

    /// <summary>Replaces a text in a file; fails when it is not there, so that a test cannot miss its mark.</summary>
    public SamplePack Change(string file, string old, string with)
    {
        Assert.Contains(old, Files[file], StringComparison.Ordinal);
        Files[file] = Files[file].Replace(old, with, StringComparison.Ordinal);
        return this;
    }

    public PackReading Read()
    {
        using var zip = Zip();
        return PackReading.FromZip(zip);
    }

    public MemoryStream Zip(string prefix = "")
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in Files)
            {
                using var entry = archive.CreateEntry(prefix + path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content.Trim()));
            }
        }

        stream.Position = 0;
        return stream;
    }
}
