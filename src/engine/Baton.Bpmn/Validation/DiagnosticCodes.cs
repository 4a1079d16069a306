namespace Baton.Bpmn;

/// <summary>The stable codes of all findings; docs/bpmn-diagnostics.md explains each.</summary>
public static class DiagnosticCodes
{
    public const string NotWellFormed = "not-well-formed";
    public const string DtdForbidden = "dtd-forbidden";
    public const string ResourceTooLarge = "resource-too-large";
    public const string NestedTooDeep = "nested-too-deep";
    public const string AttributesTooLarge = "attributes-too-large";
    public const string NotBpmn = "not-bpmn";

    public const string NoExecutableProcess = "no-executable-process";
    public const string MissingId = "missing-id";
    public const string DuplicateId = "duplicate-id";
    public const string DuplicateProcessId = "duplicate-process-id";
    public const string UnknownElement = "unknown-element";
    public const string UnsupportedElement = "unsupported-element";
    public const string MultipleEventDefinitions = "multiple-event-definitions";

    public const string FlowSourceMissing = "flow-source-missing";
    public const string FlowTargetMissing = "flow-target-missing";
    public const string FlowCrossesScope = "flow-crosses-scope";
    public const string FlowNotDeclared = "flow-not-declared";
    public const string FlowIntoStart = "flow-into-start";
    public const string FlowOutOfEnd = "flow-out-of-end";
    public const string FlowTouchesEventSubProcess = "flow-touches-event-sub-process";
    public const string ConditionEmpty = "condition-empty";
    public const string ConditionNotExpression = "condition-not-expression";
    public const string ConditionWithoutChoice = "condition-without-choice";
    public const string ConditionMissing = "condition-missing";
    public const string DefaultFlowUnknown = "default-flow-unknown";
    public const string DefaultFlowWithCondition = "default-flow-with-condition";
    public const string PassThroughLoop = "pass-through-loop";

    public const string StartMissing = "start-missing";
    public const string SeveralNoneStarts = "several-none-starts";
    public const string StartOfSubProcess = "start-of-sub-process";
    public const string StartOfEventSubProcess = "start-of-event-sub-process";
    public const string StartsWithSameName = "starts-with-same-name";
    public const string EventNotAllowedHere = "event-not-allowed-here";

    public const string BoundaryAttachedMissing = "boundary-attached-missing";
    public const string BoundaryWithIncoming = "boundary-with-incoming";
    public const string BoundaryWithoutDefinition = "boundary-without-definition";
    public const string BoundaryCannotBeNonInterrupting = "boundary-cannot-be-non-interrupting";
    public const string CompensationHandlerMissing = "compensation-handler-missing";
    public const string SeveralBoundariesWithSameTrigger = "several-boundaries-with-same-trigger";

    public const string EventGatewayTooFewTargets = "event-gateway-too-few-targets";
    public const string EventGatewayTarget = "event-gateway-target";
    public const string EventGatewayStart = "event-gateway-start";
    public const string EventGatewaySameName = "event-gateway-same-name";

    public const string TimerNotExactlyOne = "timer-not-exactly-one";
    public const string TimerKindNotAllowed = "timer-kind-not-allowed";
    public const string MessageMissing = "message-missing";
    public const string MessageWithoutName = "message-without-name";
    public const string CorrelationKeyMissing = "correlation-key-missing";
    public const string SignalMissing = "signal-missing";
    public const string ErrorMissing = "error-missing";
    public const string EscalationMissing = "escalation-missing";
    public const string CodeMissing = "code-missing";
    public const string ConditionalWithoutCondition = "conditional-without-condition";
    public const string LinkWithoutName = "link-without-name";
    public const string LinkUnmatched = "link-unmatched";

    public const string TaskDefinitionMissing = "task-definition-missing";
    public const string ScriptMissing = "script-missing";
    public const string DecisionMissing = "decision-missing";
    public const string CalledElementMissing = "called-element-missing";
    public const string ResultVariableMissing = "result-variable-missing";
    public const string ExpressionRequired = "expression-required";
    public const string MappingIncomplete = "mapping-incomplete";
    public const string ListenerIncomplete = "listener-incomplete";
    public const string ListenerNotAllowedHere = "listener-not-allowed-here";
    public const string ListenerRepeated = "listener-repeated";
    public const string RetriesNotNumber = "retries-not-number";
    public const string JobPriorityNotNumber = "job-priority-not-number";
    public const string PriorityOutOfRange = "priority-out-of-range";
    public const string DateNotIso = "date-not-iso";
    public const string VersionTagMissing = "version-tag-missing";
    public const string FormUnclear = "form-unclear";
    public const string InputCollectionMissing = "input-collection-missing";
    public const string LoopConditionMissing = "loop-condition-missing";
    public const string OutputPairIncomplete = "output-pair-incomplete";
    public const string AdHocEmpty = "ad-hoc-empty";
    public const string DataObjectName = "data-object-name";
    public const string ActionsIncomplete = "actions-incomplete";
}
