using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Steering;

/// <summary>A case to do something with, and why.</summary>
/// <param name="CaseNumber">Its number, or its key as digits.</param>
/// <param name="Reason">What everybody reads on the time line; 1000 characters at most.</param>
public sealed record SteerCaseRequest(string CaseNumber, string? Reason);

/// <summary>The case after it.</summary>
public sealed record CaseSteered(long Key, string Number);

/// <summary>What all commands on a case as a whole share: finding it, asking who may, telling those who watch it.</summary>
public sealed class CaseCommand(BatonRuntime runtime, DeskChanges changes)
{
    private const int ReasonMaxLength = 1000;

    /// <summary>One unit of work; what the command returns refuses it as a whole.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="request">For which case, and why.</param>
    /// <param name="needsReason">Whether it can be done without saying why.</param>
    /// <param name="allows">The right that the command needs.</param>
    /// <param name="command">Changes the row and the process; whatever it changes in rows it saves before it calls the engine, which changes the row too.</param>
    /// <param name="ct">Gives up waiting.</param>
    internal async Task<Outcome<CaseSteered>> Run(
        DeskUser user,
        SteerCaseRequest request,
        bool needsReason,
        Func<CaseRights, bool> allows,
        Func<Step, ValueTask<Problem?>> command,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        if (CheckReason(user, request.Reason, needsReason) is { } fault)
            return Problems.Invalid(user.Language, fault);
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        return await runtime.Write<CaseSteered>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var open = await OpenTasks(db, row.Key, user, ct);
                if (!allows(CaseRights.Of(row, user, Holds(open, user))))
                    return Refuse(row, user);
                UnitActor.Set(unit, new(user.UserName, reason));
                row.UpdatedAt = unit.Now;
                row.Version++;
                var step = new Step(unit, db, row, open, user, reason, ct);
                step.Topics.UnionWith(await Watchers.Tell(db, unit, row, user.UserName, ct));
                if (await command(step) is { } refused)
                    return refused;
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), DeskChanges.AnyWorklist, .. step.Topics]));
                return new CaseSteered(row.Key, row.Number);
            },
            ct
        );
    }

    /// <summary>What is wrong with what somebody gives as his reason; null for nothing.</summary>
    internal static FieldProblem? CheckReason(DeskUser user, string? reason, bool isNeeded) =>
        string.IsNullOrWhiteSpace(reason)
            ? isNeeded
                ? Problems.Field("reason", "required", "case.reason", user.Language)
                : null
            : reason.Trim().Length > ReasonMaxLength
                ? Problems.Field("reason", "maxLength", "task.text-length", user.Language, ("max", $"{ReasonMaxLength}"))
                : null;

    /// <summary>What a command works with.</summary>
    internal sealed record Step(
        UnitOfWork Unit,
        DeskDb Db,
        Case Case,
        IReadOnlyList<WorkItem> OpenTasks,
        DeskUser User,
        string? Reason,
        CancellationToken Ct
    )
    {
        /// <summary>Live screens to tell after the commit, beside the case and the work lists.</summary>
        public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

        public void Write(string code, params IReadOnlyList<(string Name, string? Value)> parameters) =>
            Timeline.Add(Db, Unit, Case.Key, code, User.UserName, null, [.. parameters, ("reason", Reason)]);

        /// <summary>The same on another case that the command changes.</summary>
        public void WriteOn(Case other, string code, params IReadOnlyList<(string Name, string? Value)> parameters)
        {
            Timeline.Add(Db, Unit, other.Key, code, User.UserName, null, [.. parameters, ("reason", Reason)]);
            (other.UpdatedAt, other.Version) = (Unit.Now, other.Version + 1);
            Topics.Add(DeskChanges.Case(other.Key));
        }
    }

    /// <summary>The open tasks of a case, with what is the user's by a role for a unit.</summary>
    internal static async Task<IReadOnlyList<WorkItem>> OpenTasks(DeskDb db, long caseKey, DeskUser user, CancellationToken ct)
    {
        var items = await db
            .WorkItems.Include(item => item.Candidates)
            .Where(item => item.CaseKey == caseKey && item.Status == WorkItemStatus.Open)
            .OrderBy(item => item.Key)
            .ToListAsync(ct);
        await UnitOffers.Mark(db, items, user, ct);
        return items;
    }

    /// <summary>True when he has one of the tasks, or could take one. A part in a consultation gives no rights over the case.</summary>
    internal static bool Holds(IEnumerable<WorkItem> open, DeskUser user) =>
        user.May(Permissions.WorkOnTasks)
        && open.Where(item => item.ConsultationKey is null)
            .Any(item => TaskGuard.IsAssignee(item, user) || (item.Assignee is null && TaskGuard.IsCandidate(item, user)));

    /// <summary>The state of the case is told before the lack of a right, as it is what he can understand.</summary>
    private static Problem Refuse(Case row, DeskUser user) =>
        row.MergedIntoKey is not null ? Problems.Rejected("case-merged", user.Language)
        : row.IsClosed ? Problems.Rejected("case-closed", user.Language, ("number", row.Number))
        : row.SuspendedAt is not null
            ? Problems.Rejected("case-suspended", user.Language, ("number", row.Number), ("reason", row.SuspendReason ?? ""))
        : Problems.Forbidden(user.Language);

    /// <summary>The routes of all these commands look alike.</summary>
    internal static void Describe(RouteHandlerBuilder route, string name, string summary) =>
        route
            .RequirePermission(CaseGuard.Readers)
            .Describe(name, summary, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<CaseSteered>();
}

/// <summary>What a caller sends; the case is in the address.</summary>
public sealed record ReasonBody(string? Reason = null);
