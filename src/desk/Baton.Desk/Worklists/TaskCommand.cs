using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.UserTasks;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>A task to do something with.</summary>
public sealed record TaskRequest(long Key);

/// <summary>What all commands on a task share: finding it, refusing politely, reading it again afterwards.</summary>
public sealed class TaskCommand(BatonRuntime runtime, DeskReader reader, PackTexts packTexts)
{
    /// <summary>Real time; nobody is kept waiting longer for what checks his work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs one command in a unit of work and answers with the task as it is then.</summary>
    internal Task<Outcome<TaskView>> Run(
        DeskUser user,
        long key,
        Func<UnitOfWork, DeskDb, WorkItem, ValueTask<Outcome<Done>>> command,
        CancellationToken ct
    ) => Run(user, key, db => Find(db, user, key, ct), command, ct);

    /// <summary>The same with a rule of its own about which task the user may touch.</summary>
    internal async Task<Outcome<TaskView>> Run(
        DeskUser user,
        long key,
        Func<DeskDb, Task<Outcome<WorkItem>>> find,
        Func<UnitOfWork, DeskDb, WorkItem, ValueTask<Outcome<Done>>> command,
        CancellationToken ct
    )
    {
        var outcome = await runtime.Write<Task<TransitionEnd>?>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var item = await find(db);
                if (item.Problem is { } problem)
                    return problem;
                var done = await command(unit, db, item.Value);
                return done.Problem is { } refused ? refused : Outcome.Of(unit.Engine.Transition(key));
            },
            ct
        );
        if (outcome.Problem is { } rejected)
            return rejected;
        if (outcome.Value is { } pending && await Held(pending, user, ct) is { } held)
            return held;
        var words = await packTexts.Words(ct);
        return await reader.Read(
            async db =>
            {
                var item = await db.WorkItems.Include(row => row.Candidates).SingleAsync(row => row.Key == key, ct);
                return (await TaskViews.Of(db, [item], user, words, ct))[0];
            },
            ct
        );
    }

    /// <summary>
    /// Where the process has listeners for what a person does with a task, they decide first. Null when they let it through.
    /// </summary>
    private static async Task<Problem?> Held(Task<TransitionEnd> pending, DeskUser user, CancellationToken ct)
    {
        try
        {
            var end = await pending.WaitAsync(Patience, ct);
            return end switch
            {
                { Kind: TransitionEndKind.Denied, Reason: { Length: > 0 } reason } => Problems.Rejected(
                    "task-denied-because",
                    user.Language,
                    ("reason", reason)
                ),
                { Kind: TransitionEndKind.Denied } => Problems.Rejected("task-denied", user.Language),
                { Kind: TransitionEndKind.Overtaken } => Problems.Rejected("task-overtaken", user.Language),
                _ => null,
            };
        }
        catch (TimeoutException)
        {
            return Problems.Rejected("task-pending", user.Language);
        }
    }

    /// <summary>
    /// The task, if the user may know of it. A task that is done answers who was first and when; one that is gone, that it is gone.
    /// </summary>
    internal static async Task<Outcome<WorkItem>> Find(DeskDb db, DeskUser user, long key, CancellationToken ct)
    {
        var item = await db.WorkItems.AsNoTracking().Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == key, ct);
        if (item is null || await CaseGuard.Find(db, user, item.CaseKey.ToString(CultureInfo.InvariantCulture), ct) is null)
            return Problems.NotFound("task", user.Language);
        if (!user.May(Permissions.WorkOnTasks))
            return Problems.Forbidden(user.Language);
        await Deputising.Mark(db, [item], user, ct);
        if (item.Status == WorkItemStatus.Open)
            return item;
        if (item.Status == WorkItemStatus.Held)
            return Problems.Rejected("case-merged", user.Language);
        var at = item.EndedAt is { } ended ? user.Time(ended) : "";
        if (item.Status == WorkItemStatus.Canceled || item.CompletedBy is null)
            return Problems.Rejected("task-gone", user.Language, ("at", at));
        return Problems.Rejected("task-done", user.Language, ("name", await Name(db, item.CompletedBy, ct)), ("at", at));
    }

    /// <summary>Why a user may not do something with an open task that he can see.</summary>
    internal static async Task<Problem> Refuse(DeskDb db, WorkItem item, DeskUser user, CancellationToken ct) =>
        item.IsSuspended ? Problems.Rejected("task-suspended", user.Language)
        : item.AwaitsConfirmation ? Problems.Rejected("task-awaits-confirmation", user.Language)
        : item.DelegatedBy is { } owner && TaskGuard.IsAssignee(item, user)
            ? Problems.Rejected("task-delegated", user.Language, ("name", await Name(db, owner, ct)))
        : item.Assignee is { } holder && holder != user.UserName && TaskGuard.IsCandidate(item, user)
            ? Problems.Rejected("task-held", user.Language, ("name", await Name(db, holder, ct)))
        : new(Engine.RejectionKind.Forbidden, "task-not-yours", DeskTexts.Get("problem.task-not-yours", user.Language), []);

    private static async Task<string> Name(DeskDb db, string userName, CancellationToken ct) =>
        (await DeskUsers.Names(db, [userName], ct)).GetValueOrDefault(userName, userName);
}
