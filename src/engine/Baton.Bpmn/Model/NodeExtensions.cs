namespace Baton.Bpmn;

/// <summary>
/// The extension elements of a flow node that mean something to Baton. All texts are raw: one that begins with
/// <c>=</c> is a FEEL expression, any other stands for itself. What is not listed here stays in the XML.
/// </summary>
public sealed record NodeExtensions
{
    public static readonly NodeExtensions None = new();

    public IoMapping IoMapping { get; init; } = IoMapping.None;

    public TaskDefinition? TaskDefinition { get; init; }

    /// <summary>Raw text of the priority of the job, a whole number or an expression; on a process that of jobs without one of their own.</summary>
    public string? JobPriority { get; init; }

    /// <summary>Static headers of the job, in document order.</summary>
    public IReadOnlyList<TaskHeader> TaskHeaders { get; init; } = [];

    public IReadOnlyList<ExtensionProperty> Properties { get; init; } = [];

    public IReadOnlyList<ExecutionListener> ExecutionListeners { get; init; } = [];

    public IReadOnlyList<TaskListener> TaskListeners { get; init; } = [];

    public FormDefinition? Form { get; init; }

    public AssignmentDefinition? AssignmentDefinition { get; init; }

    public TaskSchedule? TaskSchedule { get; init; }

    /// <summary>Raw text of the priority, a number from 0 to 100 or an expression.</summary>
    public string? PriorityDefinition { get; init; }

    /// <summary>Whether the engine itself manages the user task (<c>zeebe:userTask</c>) instead of a job.</summary>
    public bool IsZeebeUserTask { get; init; }

    public CalledDecision? CalledDecision { get; init; }

    public CalledElement? CalledElement { get; init; }

    public Script? Script { get; init; }

    /// <summary>Set when the activity is multi-instance.</summary>
    public LoopCharacteristics? LoopCharacteristics { get; init; }

    public AdHoc? AdHoc { get; init; }

    public BatonExtensions Baton { get; init; } = BatonExtensions.None;
}

/// <summary>Input and output mappings in document order.</summary>
public sealed record IoMapping(IReadOnlyList<Mapping> Inputs, IReadOnlyList<Mapping> Outputs)
{
    public static readonly IoMapping None = new([], []);
}

/// <summary>One mapping: the raw source and the target variable, which may be nested (<c>a.b</c>).</summary>
public sealed record Mapping(string Source, string Target, int Line, int Column);

/// <summary>The job of a task. <see cref="Retries"/> is raw text; null stands for 3.</summary>
public sealed record TaskDefinition(string Type, string? Retries);

public sealed record TaskHeader(string Key, string Value);

public sealed record ExtensionProperty(string Name, string Value);

/// <summary>A job at the start or end of an element; <see cref="EventType"/> is <c>start</c>, <c>end</c>, ...</summary>
public sealed record ExecutionListener(string EventType, string Type, string? Retries)
{
    /// <summary>Static headers of the job, beside those of the element; of two with one key this one counts.</summary>
    public IReadOnlyList<TaskHeader> Headers { get; init; } = [];
}

/// <summary>A job within a transition of a user task; <see cref="EventType"/> is <c>creating</c>, <c>assigning</c>, ...</summary>
public sealed record TaskListener(string EventType, string Type, string? Retries)
{
    /// <summary>Static headers of the job, beside those of the task; of two with one key this one counts.</summary>
    public IReadOnlyList<TaskHeader> Headers { get; init; } = [];
}

/// <summary>Which version of a referenced resource is meant.</summary>
public enum BindingType
{
    /// <summary>The latest version at the time of use.</summary>
    Latest,

    /// <summary>The version deployed together with the process.</summary>
    Deployment,

    /// <summary>The version that carries a tag.</summary>
    VersionTag,
}

/// <summary>The form of a user task: by id, by key (embedded or custom) or by a reference that only the application knows.</summary>
public sealed record FormDefinition(
    string? FormId,
    string? FormKey,
    string? ExternalReference,
    BindingType BindingType,
    string? VersionTag
);

/// <summary>Who gets a user task. Candidate lists are a comma list or an expression that gives a list.</summary>
public sealed record AssignmentDefinition(string? Assignee, string? CandidateGroups, string? CandidateUsers);

/// <summary>The dates of a user task: ISO 8601 with zone, or an expression.</summary>
public sealed record TaskSchedule(string? DueDate, string? FollowUpDate);

public sealed record CalledDecision(string DecisionId, string ResultVariable, BindingType BindingType, string? VersionTag);

public sealed record CalledElement(
    string ProcessId,
    bool PropagateAllChildVariables,
    bool PropagateAllParentVariables,
    BindingType BindingType,
    string? VersionTag
);

public sealed record Script(string Expression, string ResultVariable);

/// <summary>Multi-instance: once for each item of the collection.</summary>
public sealed record LoopCharacteristics(
    bool IsSequential,
    string InputCollection,
    string? InputElement,
    string? OutputCollection,
    string? OutputElement,
    string? CompletionCondition
)
{
    /// <summary>False for a standard loop (<c>standardLoopCharacteristics</c>), which repeats as long as a condition holds.</summary>
    public bool IsMultiInstance { get; init; } = true;

    /// <summary>Of a standard loop: raw text of the condition under which it goes on.</summary>
    public string? LoopCondition { get; init; }

    /// <summary>Of a standard loop: raw text of the most iterations there may be.</summary>
    public string? LoopMaximum { get; init; }

    /// <summary>Of a standard loop: whether the condition is looked at before the first iteration too.</summary>
    public bool TestBefore { get; init; }
}

public sealed record AdHoc(string? ActiveElementsCollection, string? OutputCollection, string? OutputElement);

/// <summary>Limits a conditional event to changes of some kind (<c>create</c>, <c>update</c>); empty means all.</summary>
public sealed record ConditionalFilter(IReadOnlyList<string> VariableEvents, IReadOnlyList<string> VariableNames);
