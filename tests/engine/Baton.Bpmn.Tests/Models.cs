using System.Text;

namespace Baton.Bpmn.Tests;

/// <summary>Writes small models around the part that a test is about.</summary>
internal static class Models
{
    private const string Head =
        """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:baton="https://baton.dev/schema/1.0" id="defs" targetNamespace="urn:test">""";

    /// <summary>Definitions around the given root elements.</summary>
    public static string Definitions(string content) => $"{Head}\n{content}\n</definitions>";

    /// <summary>An executable process <c>p</c> around the given flow elements.</summary>
    public static string Process(string content, string beside = "") =>
        Definitions($"""{beside}<process id="p" isExecutable="true">{content}</process>""");

    /// <summary>Start, the given element with id <c>x</c>, end.</summary>
    public static string Around(string element, string beside = "") =>
        Process($"""<startEvent id="s"/>{element}<endEvent id="e"/>{Flow("f1", "s", "x")}{Flow("f2", "x", "e")}""", beside);

    /// <summary>A valid process whose scope also holds the given elements.</summary>
    public static string Beside(string content, string beside = "") =>
        Process(
            $"""<startEvent id="s"/><serviceTask id="x">{Job}</serviceTask><endEvent id="e"/>{Flow("f1", "s", "x")}{Flow("f2", "x", "e")}{content}""",
            beside
        );

    public static string Flow(string id, string source, string target, string? condition = null) =>
        condition is null
            ? $"""<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}"/>"""
            : $"""<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}"><conditionExpression>{condition}</conditionExpression></sequenceFlow>""";

    public static string Extend(string content) => $"<extensionElements>{content}</extensionElements>";

    public static string Job => Extend("""<zeebe:taskDefinition type="work"/>""");

    public static string Message(string id, string name, string? key = "= key") =>
        key is null
            ? $"""<message id="{id}" name="{name}"/>"""
            : $"""<message id="{id}" name="{name}">{Extend($"""<zeebe:subscription correlationKey="{key}"/>""")}</message>""";

    public static BpmnReadResult Read(string xml) => BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "test.bpmn");

    public static BpmnDefinitions Definite(string xml)
    {
        BpmnReadResult result = Read(xml);
        Assert.Empty(result.Diagnostics);
        return result.Definitions!;
    }

    public static IReadOnlyList<BpmnDiagnostic> Validate(string xml, ValidationOptions? options = null) =>
        BpmnValidation.Validate(Definite(xml), options ?? ValidationOptions.Default);
}
