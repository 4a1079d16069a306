namespace Baton.Bpmn.Tests.Reading;

/// <summary>What the XML says is in the model, with the places where it says it.</summary>
public sealed class ModelTests
{
    [Fact]
    public void The_heads_of_definitions_and_process_are_read()
    {
        BpmnDefinitions definitions = Models.Definite(
            """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
                xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d" name="Definitions" targetNamespace="urn:x" exporter="Tool"
                exporterVersion="5" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9.0">
              <bpmn:process id="a" name="First" isExecutable="true">
                <bpmn:extensionElements><zeebe:versionTag value="v1" /><zeebe:userTaskForm id="form1">{"components": []}</zeebe:userTaskForm></bpmn:extensionElements>
              </bpmn:process>
              <bpmn:process id="b" />
            </bpmn:definitions>
            """
        );
        Assert.Equal(("d", "Definitions", "urn:x"), (definitions.Id, definitions.Name, definitions.TargetNamespace));
        Assert.Equal(("Tool", "5"), (definitions.Exporter, definitions.ExporterVersion));
        Assert.Equal(("Camunda Cloud", "8.9.0"), (definitions.ExecutionPlatform, definitions.ExecutionPlatformVersion));
        Assert.Equal(["a", "b"], definitions.Processes.Select(process => process.Id));
        BpmnProcess first = definitions.Processes[0];
        Assert.True(first.IsExecutable);
        Assert.False(definitions.Processes[1].IsExecutable);
        Assert.Equal(("First", "v1", 4), (first.Name, first.VersionTag, first.Line));
        Assert.Equal("{\"components\": []}", first.EmbeddedForms["form1"]);
    }

    [Fact]
    public void Nodes_keep_the_order_of_the_document_and_get_their_flows_from_the_flows()
    {
        BpmnProcess process = Single(
            $"""<endEvent id="e"/><startEvent id="s"><outgoing>wrong</outgoing></startEvent><task id="t"/>{Models.Flow("b", "t", "e")}{Models.Flow("a", "s", "t")}{Models.Flow("c", "t", "e")}"""
        );
        Assert.Equal(["e", "s", "t"], process.Nodes.Select(node => node.Id));
        Assert.Equal(["b", "c"], process.Nodes[2].Outgoing);
        Assert.Equal(["a"], process.Nodes[2].Incoming);
        Assert.Equal(["b", "c"], process.Nodes[0].Incoming);
    }

    [Theory]
    [InlineData("task", typeof(UndefinedTask))]
    [InlineData("manualTask", typeof(ManualTask))]
    [InlineData("serviceTask", typeof(ServiceTask))]
    [InlineData("userTask", typeof(UserTask))]
    [InlineData("scriptTask", typeof(ScriptTask))]
    [InlineData("businessRuleTask", typeof(BusinessRuleTask))]
    [InlineData("sendTask", typeof(SendTask))]
    [InlineData("receiveTask", typeof(ReceiveTask))]
    [InlineData("callActivity", typeof(CallActivity))]
    [InlineData("subProcess", typeof(SubProcess))]
    [InlineData("transaction", typeof(Transaction))]
    [InlineData("adHocSubProcess", typeof(AdHocSubProcess))]
    [InlineData("exclusiveGateway", typeof(ExclusiveGateway))]
    [InlineData("parallelGateway", typeof(ParallelGateway))]
    [InlineData("inclusiveGateway", typeof(InclusiveGateway))]
    [InlineData("eventBasedGateway", typeof(EventBasedGateway))]
    [InlineData("complexGateway", typeof(ComplexGateway))]
    [InlineData("startEvent", typeof(StartEvent))]
    [InlineData("endEvent", typeof(EndEvent))]
    [InlineData("intermediateCatchEvent", typeof(IntermediateCatchEvent))]
    [InlineData("intermediateThrowEvent", typeof(IntermediateThrowEvent))]
    [InlineData("boundaryEvent", typeof(BoundaryEvent))]
    [InlineData("choreographyTask", typeof(UnknownFlowNode))]
    public void Each_element_becomes_the_class_of_its_name(string element, Type type)
    {
        FlowNode node = Assert.Single(Single($"""<{element} id="n" name="Name"/>""").Nodes);
        Assert.IsType(type, node);
        Assert.Equal(("n", "Name", element), (node.Id, node.Name, node.ElementName));
        Assert.True(node.Line > 0 && node.Column > 0);
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("instantiate='true' eventGatewayType='Exclusive'", true, false)]
    [InlineData("instantiate='true' eventGatewayType='Parallel'", true, true)]
    public void An_event_based_gateway_says_whether_it_starts_instances_and_needs_all_events(string attributes, bool starts, bool all)
    {
        var gateway = Assert.IsType<EventBasedGateway>(Assert.Single(Single($"<eventBasedGateway id='g' {attributes}/>").Nodes));
        Assert.Equal((starts, all), (gateway.Instantiate, gateway.IsParallel));
    }

    [Fact]
    public void Events_know_what_they_wait_for()
    {
        string beside =
            Models.Message("m", "paid", "= orderId")
            + """<signal id="g" name="stop"/><error id="r" name="Fax" errorCode="FAX_FAILED"/><escalation id="c" escalationCode="LATE"/>""";
        BpmnProcess process = Single(
            """
            <startEvent id="e1" isInterrupting="false"><timerEventDefinition><timeCycle> R3/PT1H </timeCycle></timerEventDefinition></startEvent>
            <startEvent id="e2"><messageEventDefinition messageRef="tns:m"/></startEvent>
            <startEvent id="e3"><signalEventDefinition signalRef="g"/></startEvent>
            <boundaryEvent id="e4" attachedToRef="t" cancelActivity="false"><errorEventDefinition errorRef="r"/></boundaryEvent>
            <endEvent id="e5"><escalationEventDefinition escalationRef="c"/></endEvent>
            <endEvent id="e6"><terminateEventDefinition/></endEvent>
            <intermediateThrowEvent id="e7"><compensateEventDefinition activityRef="t"/></intermediateThrowEvent>
            <intermediateCatchEvent id="e8"><conditionalEventDefinition><extensionElements><zeebe:conditionalFilter variableEvents="create, update"/></extensionElements><condition>= a > 1</condition></conditionalEventDefinition></intermediateCatchEvent>
            <intermediateThrowEvent id="e9"><linkEventDefinition name="on"/></intermediateThrowEvent>
            <endEvent id="e10"><cancelEventDefinition/></endEvent>
            <startEvent id="e11"><messageEventDefinition messageRef="nowhere"/></startEvent>
            <startEvent id="e12"><eventDefinitionRef>shared</eventDefinitionRef></startEvent>
            """,
            beside + """<timerEventDefinition id="shared"><timeDate>2026-01-01T00:00:00Z</timeDate></timerEventDefinition>"""
        );
        List<Event> events = [.. process.Nodes.Cast<Event>()];
        Assert.False(((StartEvent)events[0]).IsInterrupting);
        var timer = Assert.IsType<TimerEventDefinition>(events[0].EventDefinition);
        Assert.Equal((TimerKind.Cycle, "R3/PT1H", 1), (timer.Kind, timer.Expression, timer.GivenExpressions));
        Message? message = Assert.IsType<MessageEventDefinition>(events[1].EventDefinition).Message;
        Assert.Equal(("paid", "= orderId"), (message!.Name, message.CorrelationKey));
        Assert.Equal("stop", Assert.IsType<SignalEventDefinition>(events[2].EventDefinition).Signal!.Name);
        var boundary = (BoundaryEvent)events[3];
        Assert.Equal(("t", false), (boundary.AttachedToRef, boundary.CancelActivity));
        Assert.Equal("FAX_FAILED", Assert.IsType<ErrorEventDefinition>(boundary.EventDefinition).Error!.ErrorCode);
        Assert.Equal("LATE", Assert.IsType<EscalationEventDefinition>(events[4].EventDefinition).Escalation!.EscalationCode);
        Assert.IsType<TerminateEventDefinition>(events[5].EventDefinition);
        Assert.Equal("t", Assert.IsType<CompensateEventDefinition>(events[6].EventDefinition).ActivityRef);
        var conditional = Assert.IsType<ConditionalEventDefinition>(events[7].EventDefinition);
        Assert.Equal("= a > 1", conditional.Condition);
        Assert.Equal(["create", "update"], conditional.Filter!.VariableEvents);
        Assert.Equal("on", Assert.IsType<LinkEventDefinition>(events[8].EventDefinition).Name);
        Assert.IsType<CancelEventDefinition>(events[9].EventDefinition);
        var lost = Assert.IsType<MessageEventDefinition>(events[10].EventDefinition);
        Assert.Equal(("nowhere", null), (lost.MessageRef, lost.Message));
        Assert.Equal(TimerKind.Date, Assert.IsType<TimerEventDefinition>(events[11].EventDefinition).Kind);
    }

    [Fact]
    public void The_extensions_of_a_user_task_are_read()
    {
        NodeExtensions read = Single(
            $"""
                <userTask id="t">{Models.Extend(
                    """
                    <zeebe:userTask /><zeebe:formDefinition formId="approve" bindingType="deployment" />
                    <zeebe:assignmentDefinition assignee="= a" candidateGroups="x,y" candidateUsers="= users" />
                    <zeebe:taskSchedule dueDate="= due" followUpDate="2026-01-31T09:00:00Z" /><zeebe:priorityDefinition priority="70" />
                    <zeebe:ioMapping><zeebe:input source="= a" target="b" /><zeebe:output source="= c" target="d.e" /></zeebe:ioMapping>
                    <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="l" retries="2" /></zeebe:taskListeners>
                    <zeebe:executionListeners><zeebe:executionListener eventType="start" type="k" /></zeebe:executionListeners>
                    <zeebe:properties><zeebe:property name="n" value="v" /></zeebe:properties>
                    <zeebe:taskHeaders><zeebe:header key="h" value="w" /></zeebe:taskHeaders>
                    <baton:actions resultVariable="decision"><baton:action id="approve" value="yes" primary="true" /><baton:action id="reject" value="no" requiresOpinion="true" /></baton:actions>
                    <baton:status value="awaiting-approval" /><baton:reason key="overdue" />
                    """
                )}</userTask>
                """
        )
            .Nodes[0]
            .Extensions;
        Assert.True(read.IsZeebeUserTask);
        Assert.Equal(new FormDefinition("approve", null, null, BindingType.Deployment, null), read.Form);
        Assert.Equal(new AssignmentDefinition("= a", "x,y", "= users"), read.AssignmentDefinition);
        Assert.Equal(new TaskSchedule("= due", "2026-01-31T09:00:00Z"), read.TaskSchedule);
        Assert.Equal("70", read.PriorityDefinition);
        Assert.Equal(("= a", "b"), (read.IoMapping.Inputs[0].Source, read.IoMapping.Inputs[0].Target));
        Assert.Equal("d.e", Assert.Single(read.IoMapping.Outputs).Target);
        Assert.Equal(new TaskListener("assigning", "l", "2"), Assert.Single(read.TaskListeners));
        Assert.Equal(new ExecutionListener("start", "k", null), Assert.Single(read.ExecutionListeners));
        Assert.Equal(new ExtensionProperty("n", "v"), Assert.Single(read.Properties));
        Assert.Equal(new TaskHeader("h", "w"), Assert.Single(read.TaskHeaders));
        Assert.Equal("decision", read.Baton.Actions!.ResultVariable);
        Assert.Equal(
            [new BatonAction("approve", "yes", true, false), new BatonAction("reject", "no", false, true)],
            read.Baton.Actions.Actions
        );
        Assert.Equal(("awaiting-approval", "overdue"), (read.Baton.Status, read.Baton.ReasonKey));
    }

    [Fact]
    public void The_extensions_of_other_activities_are_read()
    {
        IReadOnlyList<FlowNode> nodes = Single(
            $"""
            <serviceTask id="a">{Models.Extend("""<zeebe:taskDefinition type="= kind" retries="5" />""")}</serviceTask>
            <scriptTask id="b">{Models.Extend("""<zeebe:script expression="= 1 + 1" resultVariable="two" />""")}</scriptTask>
            <businessRuleTask id="c">{Models.Extend(
                """<zeebe:calledDecision decisionId="d" resultVariable="r" bindingType="versionTag" versionTag="v2" />"""
            )}</businessRuleTask>
            <callActivity id="d">{Models.Extend("""<zeebe:calledElement processId="child" propagateAllChildVariables="false" />""")}
              <multiInstanceLoopCharacteristics isSequential="true">{Models.Extend(
                """<zeebe:loopCharacteristics inputCollection="= items" inputElement="item" outputCollection="out" outputElement="= r" />"""
            )}<completionCondition>= done</completionCondition></multiInstanceLoopCharacteristics></callActivity>
            <adHocSubProcess id="e" cancelRemainingInstances="false">{Models.Extend(
                """<zeebe:adHoc activeElementsCollection="= ids" />"""
            )}<task id="in" /><completionCondition>= x</completionCondition></adHocSubProcess>
            """
        ).Nodes;
        Assert.Equal(new TaskDefinition("= kind", "5"), nodes[0].Extensions.TaskDefinition);
        Assert.Equal(new Script("= 1 + 1", "two"), nodes[1].Extensions.Script);
        Assert.Equal(new CalledDecision("d", "r", BindingType.VersionTag, "v2"), nodes[2].Extensions.CalledDecision);
        Assert.Equal(new CalledElement("child", false, true, BindingType.Latest, null), nodes[3].Extensions.CalledElement);
        Assert.Equal(new LoopCharacteristics(true, "= items", "item", "out", "= r", "= done"), nodes[3].Extensions.LoopCharacteristics);
        var adHoc = Assert.IsType<AdHocSubProcess>(nodes[4]);
        Assert.Equal(("= x", false), (adHoc.CompletionCondition, adHoc.CancelRemainingInstances));
        Assert.Equal("= ids", adHoc.Extensions.AdHoc!.ActiveElementsCollection);
        Assert.Equal("in", Assert.Single(adHoc.Nodes).Id);
    }

    [Fact]
    public void Expressions_are_listed_without_their_sign_and_with_their_purpose()
    {
        BpmnProcess process = Single(
            $"""
            <startEvent id="s"/><exclusiveGateway id="g"/>
            <subProcess id="sub"><serviceTask id="t">{Models.Extend(
                """<zeebe:taskDefinition type="fixed" retries="= n" /><zeebe:ioMapping><zeebe:input source="= a + 1" target="b" /><zeebe:input source="text" target="c" /></zeebe:ioMapping>"""
            )}</serviceTask></subProcess>
            <intermediateCatchEvent id="w"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            {Models.Flow("f", "g", "w", " = amount &gt; 3 ")}
            """,
            Models.Message("m", "paid", "= order.id")
        );
        List<BpmnExpression> found = [.. BpmnExpressions.Of(process)];
        Assert.Equal(["order.id", "amount > 3", "a + 1", "n"], found.Select(expression => expression.Text));
        Assert.Equal(["w", "f", "t", "t"], found.Select(expression => expression.ElementId));
        Assert.Equal("source of the input mapping to 'b'", found[2].Purpose);
        Assert.All(found, expression => Assert.True(expression.Line > 0));
    }

    private static BpmnProcess Single(string content, string beside = "") =>
        Assert.Single(Models.Definite(Models.Process(content, beside)).Processes);
}
