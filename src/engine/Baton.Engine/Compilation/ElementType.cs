namespace Baton.Engine.Compilation;

/// <summary>The types of elements, as the REST interface tells them apart.</summary>
public enum ElementType : byte
{
    /// <summary>No element that can be executed; a process with one is refused.</summary>
    Unknown = 0,

    /// <summary>The process itself.</summary>
    Process = 1,
    StartEvent = 2,
    EndEvent = 3,
    IntermediateCatchEvent = 4,
    IntermediateThrowEvent = 5,
    BoundaryEvent = 6,
    Task = 7,
    ManualTask = 8,
    ServiceTask = 9,
    SendTask = 10,
    ReceiveTask = 11,
    UserTask = 12,
    ScriptTask = 13,
    BusinessRuleTask = 14,
    CallActivity = 15,
    SubProcess = 16,
    EventSubProcess = 17,
    AdHocSubProcess = 18,
    AdHocSubProcessInnerInstance = 19,
    MultiInstanceBody = 20,
    ExclusiveGateway = 21,
    ParallelGateway = 22,
    InclusiveGateway = 23,
    EventBasedGateway = 24,
    ComplexGateway = 25,
}

/// <summary>The spelling of element types outside the engine.</summary>
public static class ElementTypes
{
    private static readonly string[] Names =
    [
        "UNSPECIFIED",
        "PROCESS",
        "START_EVENT",
        "END_EVENT",
        "INTERMEDIATE_CATCH_EVENT",
        "INTERMEDIATE_THROW_EVENT",
        "BOUNDARY_EVENT",
        "TASK",
        "MANUAL_TASK",
        "SERVICE_TASK",
        "SEND_TASK",
        "RECEIVE_TASK",
        "USER_TASK",
        "SCRIPT_TASK",
        "BUSINESS_RULE_TASK",
        "CALL_ACTIVITY",
        "SUB_PROCESS",
        "EVENT_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS_INNER_INSTANCE",
        "MULTI_INSTANCE_BODY",
        "EXCLUSIVE_GATEWAY",
        "PARALLEL_GATEWAY",
        "INCLUSIVE_GATEWAY",
        "EVENT_BASED_GATEWAY",
        "COMPLEX_GATEWAY",
    ];

    /// <summary>The type as the REST interface writes it, such as <c>USER_TASK</c>.</summary>
    public static string RestName(this ElementType type) => Names[(int)type];
}
