using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Designs;

/// <summary>The texts with which empty designs begin: each can be drawn on at once.</summary>
internal static class FirstModels
{
    public static string Of(DesignKind kind, string id, string name) =>
        kind switch
        {
            DesignKind.Process => Process(id, name),
            DesignKind.Decision => Decision(id, name),
            _ => Form(id, name),
        };

    /// <summary>An id that fits into XML, out of the letters and digits of a name; <paramref name="otherwise"/> where it has none.</summary>
    public static string Id(string name, string otherwise)
    {
        var id = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                id.Append(letter);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }
        var text = id.ToString().Trim('-');
        if (text.Length > 60)
            text = text[..60].Trim('-');
        return text.Length < 3 || !char.IsAsciiLetter(text[0]) ? otherwise : text;
    }

    private static string Process(string id, string name) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions-{id}" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
              <bpmn:process id="{id}" name="{SecurityElement.Escape(name)}" isExecutable="true">
                <bpmn:startEvent id="start" />
              </bpmn:process>
              <bpmndi:BPMNDiagram id="diagram">
                <bpmndi:BPMNPlane id="plane" bpmnElement="{id}">
                  <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
                    <dc:Bounds x="180" y="160" width="36" height="36" />
                  </bpmndi:BPMNShape>
                </bpmndi:BPMNPlane>
              </bpmndi:BPMNDiagram>
            </bpmn:definitions>

            """;

    private static string Decision(string id, string name) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="{id}" name="{SecurityElement.Escape(
                name
            )}" namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
              <decision id="{id}-decision" name="{SecurityElement.Escape(name)}">
                <decisionTable id="{id}-table" hitPolicy="FIRST">
                  <input id="{id}-input" label="">
                    <inputExpression id="{id}-expression" typeRef="string">
                      <text>input</text>
                    </inputExpression>
                  </input>
                  <output id="{id}-output" label="" name="result" typeRef="string" />
                </decisionTable>
              </decision>
              <dmndi:DMNDI>
                <dmndi:DMNDiagram>
                  <dmndi:DMNShape dmnElementRef="{id}-decision">
                    <dc:Bounds height="80" width="180" x="160" y="100" />
                  </dmndi:DMNShape>
                </dmndi:DMNDiagram>
              </dmndi:DMNDI>
            </definitions>

            """;

    private static string Form(string id, string name)
    {
        var form = new JsonObject
        {
            ["id"] = id,
            ["type"] = "default",
            ["schemaVersion"] = 18,
            ["executionPlatform"] = "Camunda Cloud",
            ["executionPlatformVersion"] = "8.8.0",
            ["components"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "text",
                    ["id"] = "title",
                    ["text"] = "# " + name,
                }
            ),
        };
        return form.ToJsonString(FormText);
    }

    private static readonly JsonSerializerOptions FormText = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
