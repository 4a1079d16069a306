namespace Baton.Desk.Webhooks;

/// <summary>What other systems can be told of.</summary>
public static class WebhookEvents
{
    public const string CaseOpened = "case.opened";

    /// <summary>What stands on the case changed: its words, its form, whose it is, how severe it is.</summary>
    public const string CaseChanged = "case.changed";
    public const string CaseStatus = "case.status";
    public const string CaseClosed = "case.closed";
    public const string CaseReopened = "case.reopened";

    /// <summary>There is a task for somebody.</summary>
    public const string TaskOffered = "task.offered";
    public const string TaskCompleted = "task.completed";

    /// <summary>A time limit of a task has passed.</summary>
    public const string TaskOverdue = "task.overdue";

    /// <summary>A call, mail or message came in or was noted down.</summary>
    public const string ContactArrived = "contact.arrived";

    /// <summary>A test by an administrator; goes to the hook that it tests and cannot be chosen.</summary>
    public const string Ping = "ping";

    /// <summary>Those that can be chosen, in the order in which administrators see them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [CaseOpened, CaseChanged, CaseStatus, CaseClosed, CaseReopened, TaskOffered, TaskCompleted, TaskOverdue, ContactArrived];
}
