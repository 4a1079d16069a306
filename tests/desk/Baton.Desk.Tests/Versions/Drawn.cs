using System.Globalization;
using System.Text;

namespace Baton.Desk.Tests.Versions;

/// <summary>BPMN files for tests out of a few words.</summary>
internal static class Drawn
{
    /// <summary>A process: its elements as XML without a prefix, and its flows as <c>a-b</c>, with <c>a-b:id</c> where the id matters.</summary>
    public static string Process(string elements, string flows, string drawing = "", string roots = "", string id = "order")
    {
        var text = new StringBuilder(
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
              xmlns:baton="https://baton.dev/schema/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
              xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
              id="D" targetNamespace="http://example.org/order">
            """
        );
        text.Append(CultureInfo.InvariantCulture, $"<process id=\"{id}\" isExecutable=\"true\">").Append(elements);
        foreach (var flow in flows.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = flow.Split(':');
            var ends = parts[0].Split('-');
            text.Append(
                CultureInfo.InvariantCulture,
                $"<sequenceFlow id=\"{(parts.Length > 1 ? parts[1] : $"{ends[0]}_{ends[1]}")}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\"/>"
            );
        }
        return text.Append("</process>")
            .Append(roots)
            .Append("<bpmndi:BPMNDiagram id=\"X\"><bpmndi:BPMNPlane id=\"P\" bpmnElement=\"order\">")
            .Append(drawing)
            .Append("</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>")
            .ToString();
    }

    public static string User(string id, string name, string extensions = "") =>
        $"<userTask id=\"{id}\" name=\"{name}\"><extensionElements><zeebe:userTask/>{extensions}</extensionElements></userTask>";

    public static string Shape(string id, int x, int y) =>
        $"<bpmndi:BPMNShape id=\"{id}_di\" bpmnElement=\"{id}\"><dc:Bounds x=\"{x}\" y=\"{y}\" width=\"100\" height=\"80\"/></bpmndi:BPMNShape>";
}
