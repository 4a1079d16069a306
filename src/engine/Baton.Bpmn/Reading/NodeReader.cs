using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>Makes the flow node that an element stands for.</summary>
internal static class NodeReader
{
    public static FlowNode Read(XElement element, FlowNodeHead head, RootElements roots) =>
        element.Name.LocalName switch
        {
            "startEvent" => new StartEvent(head)
            {
                EventDefinitions = EventDefinitionReader.ReadAll(element, roots),
                IsParallelMultiple = element.Flag("parallelMultiple", whenAbsent: false),
                IsInterrupting = element.Flag("isInterrupting", whenAbsent: true),
            },
            "endEvent" => new EndEvent(head) { EventDefinitions = EventDefinitionReader.ReadAll(element, roots) },
            "intermediateCatchEvent" => new IntermediateCatchEvent(head)
            {
                EventDefinitions = EventDefinitionReader.ReadAll(element, roots),
                IsParallelMultiple = element.Flag("parallelMultiple", whenAbsent: false),
            },
            "intermediateThrowEvent" => new IntermediateThrowEvent(head)
            {
                EventDefinitions = EventDefinitionReader.ReadAll(element, roots),
            },
            "boundaryEvent" => new BoundaryEvent(head)
            {
                EventDefinitions = EventDefinitionReader.ReadAll(element, roots),
                IsParallelMultiple = element.Flag("parallelMultiple", whenAbsent: false),
                AttachedToRef = element.Text("attachedToRef") ?? "",
                CancelActivity = element.Flag("cancelActivity", whenAbsent: true),
            },
            "exclusiveGateway" => new ExclusiveGateway(head) { Default = element.NonBlank("default") },
            "inclusiveGateway" => new InclusiveGateway(head) { Default = element.NonBlank("default") },
            "complexGateway" => new ComplexGateway(head)
            {
                Default = element.NonBlank("default"),
                ActivationCondition = element.ChildText(Names.Bpmn + "activationCondition"),
            },
            "parallelGateway" => new ParallelGateway(head),
            "eventBasedGateway" => new EventBasedGateway(head)
            {
                Instantiate = element.Flag("instantiate", whenAbsent: false),
                IsParallel = element.Text("eventGatewayType")?.Trim() == "Parallel",
            },
            "subProcess" or "transaction" or "adHocSubProcess" => ReadSubProcess(element, head, roots),
            _ => ReadTask(element, head, roots),
        };

    private static FlowNode ReadTask(XElement element, FlowNodeHead head, RootElements roots)
    {
        bool compensation = element.Flag("isForCompensation", whenAbsent: false);
        string? standard = element.NonBlank("default");
        return element.Name.LocalName switch
        {
            "task" => new UndefinedTask(head) { IsForCompensation = compensation, Default = standard },
            "manualTask" => new ManualTask(head) { IsForCompensation = compensation, Default = standard },
            "serviceTask" => new ServiceTask(head) { IsForCompensation = compensation, Default = standard },
            "userTask" => new UserTask(head) { IsForCompensation = compensation, Default = standard },
            "scriptTask" => new ScriptTask(head) { IsForCompensation = compensation, Default = standard },
            "businessRuleTask" => new BusinessRuleTask(head) { IsForCompensation = compensation, Default = standard },
            "callActivity" => new CallActivity(head) { IsForCompensation = compensation, Default = standard },
            "sendTask" => new SendTask(head)
            {
                IsForCompensation = compensation,
                Default = standard,
                MessageRef = element.NonBlank("messageRef"),
            },
            "receiveTask" => new ReceiveTask(head)
            {
                IsForCompensation = compensation,
                Default = standard,
                MessageRef = element.NonBlank("messageRef"),
                Message = roots.Message(element.NonBlank("messageRef")),
            },
            _ => new UnknownFlowNode(head),
        };
    }

    private static SubProcess ReadSubProcess(XElement element, FlowNodeHead head, RootElements roots)
    {
        ScopeContent content = ScopeReader.Read(element, roots);
        bool compensation = element.Flag("isForCompensation", whenAbsent: false);
        string? standard = element.NonBlank("default");
        return element.Name.LocalName switch
        {
            "transaction" => new Transaction(head)
            {
                Nodes = content.Nodes,
                SequenceFlows = content.SequenceFlows,
                Associations = content.Associations,
                DataObjects = content.DataObjects,
                IsForCompensation = compensation,
                Default = standard,
            },
            "adHocSubProcess" => new AdHocSubProcess(head)
            {
                Nodes = content.Nodes,
                SequenceFlows = content.SequenceFlows,
                Associations = content.Associations,
                DataObjects = content.DataObjects,
                IsForCompensation = compensation,
                Default = standard,
                CompletionCondition = element.ChildText(Names.Bpmn + "completionCondition"),
                CancelRemainingInstances = element.Flag("cancelRemainingInstances", whenAbsent: true),
            },
            _ => new SubProcess(head)
            {
                Nodes = content.Nodes,
                SequenceFlows = content.SequenceFlows,
                Associations = content.Associations,
                DataObjects = content.DataObjects,
                IsForCompensation = compensation,
                Default = standard,
                TriggeredByEvent = element.Flag("triggeredByEvent", whenAbsent: false),
            },
        };
    }
}
