using Baton.Desk.Cases.Steering;
using Baton.Desk.Http;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Merging;

/// <summary>
/// Takes a merge back: the case is what it was, its process goes on where it stood, and the due times of its tasks move by as long as it was merged. What
/// happened to the other case meanwhile stays with that one.
/// </summary>
public sealed class UnmergeCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: false, rights => rights.Unmerge, Undo, ct);

    private static async ValueTask<Problem?> Undo(CaseCommand.Step step)
    {
        var row = step.Case;
        var merge = (await MergedCases.Current(step.Db, row.Key, step.Ct))!;
        var into = await step.Db.Cases.SingleOrDefaultAsync(one => one.Key == merge.IntoKey, step.Ct);
        if (into is not null && !await CaseGuard.Readable(step.Db, step.User).AnyAsync(one => one.Key == into.Key, step.Ct))
            return Problems.NotFound("case", step.User.Language);
        (merge.UndoneBy, merge.UndoneAt) = (step.User.UserName, step.Unit.Now);
        merge.Version++;
        row.MergedIntoKey = null;
        (row.Status, row.StatusAt) = (merge.FromStatus, merge.FromStatusAt);
        (row.IsClosed, row.ClosedAt) = (merge.FromClosedAt is not null, merge.FromClosedAt);
        foreach (var below in await MergedCases.Below(step.Db, row, step.Ct))
            (below.MergedIntoKey, below.Version) = (row.Key, below.Version + 1);
        step.Write(MergeCodes.MergeUndone, ("number", into?.Number));
        if (into is not null)
            step.WriteOn(into, MergeCodes.GaveBack, ("number", row.Number));

        var held = await MergedCases.Held(step.Db, row.Key, step.Ct);
        foreach (var item in held)
        {
            item.Status = WorkItemStatus.Open;
            item.IsSuspended = row.SuspendedAt is not null;
            item.Version++;
        }
        // A case that rests moves its due times when it is resumed, by all the time since it began to rest.
        return row.SuspendedAt is null ? await DueTimes.Move(step, held, step.Unit.Now - merge.MergedAt) : null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/unmerge",
                async (string number, ReasonBody body, DeskUser user, UnmergeCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "UnmergeCase",
            "Take the merge of a case back"
        );
}
