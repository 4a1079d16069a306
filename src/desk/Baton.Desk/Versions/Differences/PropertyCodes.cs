namespace Baton.Desk.Versions.Differences;

/// <summary>The codes of what may differ; the text <c>property.CODE</c> names each.</summary>
internal static class PropertyCodes
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Kind = "kind";
    public const string Documentation = "documentation";
    public const string Scope = "scope";
    public const string From = "from";
    public const string To = "to";
    public const string Condition = "condition";
    public const string Default = "default";
    public const string AttachedTo = "attachedTo";
    public const string Interrupting = "interrupting";
    public const string TriggeredByEvent = "triggeredByEvent";
    public const string ForCompensation = "forCompensation";
    public const string Timer = "timer";
    public const string Message = "message";
    public const string CorrelationKey = "correlationKey";
    public const string Signal = "signal";
    public const string Error = "error";
    public const string Escalation = "escalation";
    public const string Link = "link";
    public const string Compensated = "compensated";
    public const string Assignee = "assignee";
    public const string CandidateGroups = "candidateGroups";
    public const string CandidateUsers = "candidateUsers";
    public const string DueDate = "dueDate";
    public const string FollowUpDate = "followUpDate";
    public const string Priority = "priority";
    public const string Form = "form";
    public const string ManagedTask = "managedTask";
    public const string JobType = "jobType";
    public const string JobPriority = "jobPriority";
    public const string Retries = "retries";
    public const string Header = "header";
    public const string Property = "property";
    public const string Input = "input";
    public const string Output = "output";
    public const string Listener = "listener";
    public const string CalledDecision = "calledDecision";
    public const string ResultVariable = "resultVariable";
    public const string CalledProcess = "calledProcess";
    public const string Binding = "binding";
    public const string PassesParentVariables = "passesParentVariables";
    public const string PassesChildVariables = "passesChildVariables";
    public const string Script = "script";
    public const string Repetition = "repetition";
    public const string InputCollection = "inputCollection";
    public const string InputElement = "inputElement";
    public const string OutputCollection = "outputCollection";
    public const string OutputElement = "outputElement";
    public const string CompletionCondition = "completionCondition";
    public const string LoopMaximum = "loopMaximum";
    public const string ActiveElements = "activeElements";
    public const string Action = "action";
    public const string MainAction = "mainAction";
    public const string ActionWithReason = "actionWithReason";
    public const string ActionFields = "actionFields";
    public const string Status = "status";
    public const string Reason = "reason";
    public const string VersionTag = "versionTag";
    public const string Executable = "executable";
    public const string Variable = "variable";
    public const string Expression = "expression";
    public const string HitPolicy = "hitPolicy";
    public const string Question = "question";
    public const string Label = "label";
    public const string Type = "type";
    public const string Allowed = "allowed";
    public const string Options = "options";

    /// <summary>Of repetition: one after the other.</summary>
    public const string Sequential = "sequential";

    /// <summary>Of repetition: all at once.</summary>
    public const string Parallel = "parallel";

    /// <summary>Of repetition: as long as a condition holds.</summary>
    public const string Loop = "loop";
}
