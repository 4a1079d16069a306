using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Worklists;
using Baton.Runtime;

namespace Baton.Desk.Bulk;

/// <summary>What can be done to several cases at once.</summary>
public static class CaseActions
{
    public const string Urge = "urge";
    public const string Watch = "watch";
    public const string Unwatch = "unwatch";
    public const string AddKeywords = "add-keywords";
    public const string RemoveKeywords = "remove-keywords";
    public const string Suspend = "suspend";
    public const string Resume = "resume";
    public const string Abort = "abort";

    public static IReadOnlyList<string> All { get; } = [Urge, Watch, Unwatch, AddKeywords, RemoveKeywords, Suspend, Resume, Abort];

    /// <summary>Those that cannot be done without saying why.</summary>
    public static bool NeedsReason(string action) => action is Suspend or Abort;

    /// <summary>Those that take a reason.</summary>
    public static bool TakesReason(string action) => NeedsReason(action) || action is Urge or Resume;

    /// <summary>Those that take keywords.</summary>
    public static bool TakesKeywords(string action) => action is AddKeywords or RemoveKeywords;

    /// <summary>Those that can be taken back. A reminder was read; a case that was aborted or resumed goes on elsewhere than it stood.</summary>
    public static bool CanBeUndone(string action) => action is Watch or Unwatch or AddKeywords or RemoveKeywords or Suspend;
}

/// <summary>What can be done to several tasks at once; all of it can be taken back.</summary>
public static class TaskActions
{
    public const string Claim = "claim";
    public const string Release = "release";
    public const string Transfer = "transfer";
    public const string Delegate = "delegate";

    public static IReadOnlyList<string> All { get; } = [Claim, Release, Transfer, Delegate];

    /// <summary>Those that go to somebody, with a reason.</summary>
    public static bool TakesTarget(string action) => action is Transfer or Delegate;
}

/// <summary>What may be asked for at once. Pure.</summary>
internal static class BulkRules
{
    /// <summary>How many cases or tasks there may be in one action.</summary>
    public const int Most = 200;

    /// <summary>For how long an action can be taken back.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with the request as a whole; what is wrong with one case or task is said of that one.</summary>
    public static IReadOnlyList<FieldProblem> Check(DeskUser user, BulkCasesRequest request)
    {
        var faults = new List<FieldProblem>();
        Count("cases", request.Cases?.Count ?? 0, user, faults);
        if (request.Cases?.Any(number => number is not { Length: > 0 and <= 100 }) == true)
            faults.Add(BulkTexts.Words.Field("cases", "required", "case-number", user.Language));
        if (!CaseActions.All.Contains(request.Action, StringComparer.Ordinal))
            return [.. faults, Unknown(request.Action, CaseActions.All, user)];
        if (CaseCommand.CheckReason(user, request.Reason, CaseActions.NeedsReason(request.Action)) is { } reason)
            faults.Add(reason);
        if (!CaseActions.TakesKeywords(request.Action))
            return faults;
        if (request.Keywords?.Any(word => !string.IsNullOrWhiteSpace(word)) != true)
            faults.Add(BulkTexts.Words.Field("keywords", "required", "keywords", user.Language));
        else if (SetKeywords.Check(user, request.Keywords) is { } tooMuch)
            faults.Add(tooMuch);
        return faults;
    }

    /// <summary>The same for tasks.</summary>
    public static IReadOnlyList<FieldProblem> Check(DeskUser user, BulkTasksRequest request)
    {
        var faults = new List<FieldProblem>();
        Count("tasks", request.Tasks?.Count ?? 0, user, faults);
        if (!TaskActions.All.Contains(request.Action, StringComparer.Ordinal))
            return [.. faults, Unknown(request.Action, TaskActions.All, user)];
        if (TaskActions.TakesTarget(request.Action))
        {
            var role = request.Action == TaskActions.Transfer ? request.ToRole : null;
            faults.AddRange(TransferTask.Check(user, request.ToUser, role, request.Reason));
        }
        return faults;
    }

    private static void Count(string field, int count, DeskUser user, List<FieldProblem> faults)
    {
        if (count == 0)
            faults.Add(BulkTexts.Words.Field(field, "required", "none-chosen", user.Language));
        else if (count > Most)
            faults.Add(BulkTexts.Words.Field(field, "maxItems", "too-many", user.Language, ("max", $"{Most}")));
    }

    private static FieldProblem Unknown(string? action, IReadOnlyList<string> known, DeskUser user) =>
        BulkTexts.Words.Field("action", "option", "action", user.Language, ("action", action ?? ""), ("known", string.Join(", ", known)));
}
