using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>Reads the extension elements of a node; what it does not know stays in the XML.</summary>
internal static class ExtensionsReader
{
    public static NodeExtensions Read(XElement node)
    {
        XElement? container = node.Element(Names.Bpmn + "extensionElements");
        LoopCharacteristics? loop = ReadLoop(node);
        if (container is null)
        {
            return loop is null ? NodeExtensions.None : new NodeExtensions { LoopCharacteristics = loop };
        }
        XElement? Zeebe(string name) => container.Element(Names.Zeebe + name);
        return new NodeExtensions
        {
            IoMapping = ReadMappings(Zeebe("ioMapping")),
            TaskDefinition = ReadTaskDefinition(Zeebe("taskDefinition")),
            JobPriority = Zeebe("jobPriorityDefinition")?.NonBlank("priority"),
            TaskHeaders = Children(Zeebe("taskHeaders"), "header", ReadHeader),
            Properties = Children(Zeebe("properties"), "property", ReadProperty),
            ExecutionListeners = Children(Zeebe("executionListeners"), "executionListener", ReadExecutionListener),
            TaskListeners = Children(Zeebe("taskListeners"), "taskListener", ReadTaskListener),
            Form = ReadForm(Zeebe("formDefinition")),
            AssignmentDefinition = ReadAssignment(Zeebe("assignmentDefinition")),
            TaskSchedule = ReadSchedule(Zeebe("taskSchedule")),
            PriorityDefinition = Zeebe("priorityDefinition")?.NonBlank("priority"),
            IsZeebeUserTask = Zeebe("userTask") is not null,
            CalledDecision = ReadCalledDecision(Zeebe("calledDecision")),
            CalledElement = ReadCalledElement(Zeebe("calledElement")),
            Script = ReadScript(Zeebe("script")),
            LoopCharacteristics = loop,
            AdHoc = ReadAdHoc(Zeebe("adHoc")),
            Baton = BatonExtensionsReader.Read(container),
        };
    }

    private static TaskDefinition? ReadTaskDefinition(XElement? element) =>
        element is null ? null : new TaskDefinition(element.NonBlank("type") ?? "", element.NonBlank("retries"));

    private static TaskHeader ReadHeader(XElement element) => new(element.Text("key") ?? "", element.Text("value") ?? "");

    private static ExtensionProperty ReadProperty(XElement element) => new(element.Text("name") ?? "", element.Text("value") ?? "");

    private static ExecutionListener ReadExecutionListener(XElement element) =>
        new(element.NonBlank("eventType") ?? "", element.NonBlank("type") ?? "", element.NonBlank("retries"))
        {
            Headers = Children(element.Element(Names.Zeebe + "taskHeaders"), "header", ReadHeader),
        };

    private static TaskListener ReadTaskListener(XElement element) =>
        new(TaskEvent(element), element.NonBlank("type") ?? "", element.NonBlank("retries"))
        {
            Headers = Children(element.Element(Names.Zeebe + "taskHeaders"), "header", ReadHeader),
        };

    private static AssignmentDefinition? ReadAssignment(XElement? element) =>
        element is null
            ? null
            : new AssignmentDefinition(
                element.NonBlank("assignee"),
                element.NonBlank("candidateGroups"),
                element.NonBlank("candidateUsers")
            );

    private static TaskSchedule? ReadSchedule(XElement? element) =>
        element is null ? null : new TaskSchedule(element.NonBlank("dueDate"), element.NonBlank("followUpDate"));

    private static Script? ReadScript(XElement? element) =>
        element is null ? null : new Script(element.NonBlank("expression") ?? "", element.NonBlank("resultVariable") ?? "");

    private static AdHoc? ReadAdHoc(XElement? element) =>
        element is null
            ? null
            : new AdHoc(
                element.NonBlank("activeElementsCollection"),
                element.NonBlank("outputCollection"),
                element.NonBlank("outputElement")
            );

    private static IReadOnlyList<T> Children<T>(XElement? parent, string name, Func<XElement, T> read) =>
        parent is null ? [] : [.. parent.Elements(Names.Zeebe + name).Select(read)];

    private static IoMapping ReadMappings(XElement? element)
    {
        static Mapping Read(XElement mapping) =>
            new(mapping.NonBlank("source") ?? "", mapping.NonBlank("target") ?? "", mapping.LineOf(), mapping.ColumnOf());

        return element is null ? IoMapping.None : new IoMapping(Children(element, "input", Read), Children(element, "output", Read));
    }

    /// <summary>Earlier modellers wrote the events in the past tense with other words; both are the same event.</summary>
    private static string TaskEvent(XElement listener) =>
        listener.NonBlank("eventType") switch
        {
            "create" => "creating",
            "assignment" => "assigning",
            "update" => "updating",
            "complete" => "completing",
            "cancel" => "canceling",
            var other => other ?? "",
        };

    private static FormDefinition? ReadForm(XElement? element) =>
        element is null
            ? null
            : new FormDefinition(
                element.NonBlank("formId"),
                element.NonBlank("formKey"),
                element.NonBlank("externalReference"),
                Binding(element),
                element.NonBlank("versionTag")
            );

    private static CalledDecision? ReadCalledDecision(XElement? element) =>
        element is null
            ? null
            : new CalledDecision(
                element.NonBlank("decisionId") ?? "",
                element.NonBlank("resultVariable") ?? "",
                Binding(element),
                element.NonBlank("versionTag")
            );

    private static CalledElement? ReadCalledElement(XElement? element) =>
        element is null
            ? null
            : new CalledElement(
                element.NonBlank("processId") ?? "",
                element.Flag("propagateAllChildVariables", whenAbsent: true),
                element.Flag("propagateAllParentVariables", whenAbsent: true),
                Binding(element),
                element.NonBlank("versionTag")
            );

    private static BindingType Binding(XElement element) =>
        element.NonBlank("bindingType") switch
        {
            "deployment" => BindingType.Deployment,
            "versionTag" => BindingType.VersionTag,
            _ => BindingType.Latest,
        };

    private static LoopCharacteristics? ReadLoop(XElement node)
    {
        if (node.Element(Names.Bpmn + "multiInstanceLoopCharacteristics") is { } multi)
        {
            XElement? zeebe = multi.Extension(Names.Zeebe + "loopCharacteristics");
            return new LoopCharacteristics(
                multi.Flag("isSequential", whenAbsent: false),
                zeebe?.NonBlank("inputCollection") ?? "",
                zeebe?.NonBlank("inputElement"),
                zeebe?.NonBlank("outputCollection"),
                zeebe?.NonBlank("outputElement"),
                multi.ChildText(Names.Bpmn + "completionCondition")
            );
        }
        return node.Element(Names.Bpmn + "standardLoopCharacteristics") is { } standard
            ? new LoopCharacteristics(true, "", null, null, null, null)
            {
                IsMultiInstance = false,
                LoopCondition = standard.ChildText(Names.Bpmn + "loopCondition"),
                LoopMaximum = standard.NonBlank("loopMaximum"),
                TestBefore = standard.Flag("testBefore", whenAbsent: false),
            }
            : null;
    }
}
