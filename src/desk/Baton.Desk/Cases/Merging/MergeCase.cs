using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Merging;

/// <summary>Which case goes into which, by number or key, and why.</summary>
public sealed record MergeCaseRequest(string CaseNumber, string Into, string? Reason);

/// <summary>
/// Merges a case into another one: it is closed with a pointer, its process rests, and its notes, attachments, contacts and watchers show under the
/// other. Nothing is moved, so that an undo brings everything back. Both must be open; a case with open children is not merged.
/// </summary>
public sealed class MergeCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, MergeCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return cases.Run(
            user,
            new(request.CaseNumber, request.Reason),
            needsReason: false,
            rights => rights.Merge,
            step => Merge(step, request.Into),
            ct
        );
    }

    private static async ValueTask<Problem?> Merge(CaseCommand.Step step, string number)
    {
        var (row, language) = (step.Case, step.User.Language);
        var into = await CaseGuard.Find(step.Db, step.User, number ?? "", step.Ct);
        if (into is null || into.Key == row.Key)
            return Problems.Invalid(language, Problems.Field("into", "unknown", "case.merge-into", language, ("number", number ?? "")));
        if (into.IsClosed)
            return Problems.Rejected("case-closed", language, ("number", into.Number));
        var children = await CaseFamily.OpenChildren(step.Db, row.Key).CountAsync(step.Ct);
        if (children > 0)
            return Problems.Rejected("merge-children", language, ("number", row.Number), ("count", $"{children}"));

        step.Db.CaseMerges.Add(
            new CaseMerge
            {
                Key = step.Unit.NextKey(),
                FromKey = row.Key,
                IntoKey = into.Key,
                Reason = step.Reason,
                MergedBy = step.User.UserName,
                MergedAt = step.Unit.Now,
                FromStatus = row.Status,
                FromStatusAt = row.StatusAt,
                Version = 1,
            }
        );
        foreach (var below in await MergedCases.Below(step.Db, row, step.Ct))
            (below.MergedIntoKey, below.Version) = (into.Key, below.Version + 1);
        row.MergedIntoKey = into.Key;
        (row.Status, row.StatusAt) = (CaseStatus.Merged, step.Unit.Now);
        (row.IsClosed, row.ClosedAt) = (true, step.Unit.Now);
        await Hold(step);
        step.Write(MergeCodes.MergedInto, ("number", into.Number));
        step.WriteOn(into, MergeCodes.TookIn, ("number", row.Number));
        if (row.ParentKey is { } parent)
            await CaseFamily.CloseWaiting(step.Db, step.Unit, parent, row, step.Topics);
        return null;
    }

    /// <summary>Its tasks leave the work lists, and nobody needs to look at what was said about them.</summary>
    private static async Task Hold(CaseCommand.Step step)
    {
        foreach (var item in step.OpenTasks)
        {
            item.Status = WorkItemStatus.Held;
            item.Version++;
            foreach (var notification in await Notifier.Unread(step.Db, item.Key, step.Ct))
            {
                notification.ReadAt = step.Unit.Now;
                step.Topics.Add(DeskChanges.Notifications(notification.UserName));
            }
        }
    }

    /// <summary>What a caller sends; the case is in the address.</summary>
    public sealed record Body(string Into, string? Reason = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/merge",
                async (string number, Body body, DeskUser user, MergeCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Into, body.Reason), ct))
            ),
            "MergeCase",
            "Merge a case into another one"
        );
}
