using System.Globalization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Bulk;

/// <summary>Does to one task what is done to several: by the use case that does it to one, with its rights and rules and a unit of its own.</summary>
public sealed class TaskDeeds(
    DeskReader reader,
    ClaimTask claim,
    ReleaseTask release,
    TransferTask transfer,
    DelegateTask delegation,
    TakeBackTask takeBack
)
{
    internal async Task<BulkItem> Do(DeskUser user, BulkItem item, BulkTasksRequest request)
    {
        var (number, before) = await Seen(user, item.Key);
        if (before is null)
            return item.After(Problems.NotFound("task", user.Language));
        item = item with { Number = number };
        var done = request.Action switch
        {
            TaskActions.Claim => await claim.Handle(user, new(item.Key), CancellationToken.None),
            TaskActions.Release => await release.Handle(user, new(item.Key), CancellationToken.None),
            TaskActions.Transfer => await transfer.Handle(
                user,
                new(item.Key, Given(request.ToUser), Given(request.ToRole), request.Reason!),
                CancellationToken.None
            ),
            _ => await delegation.Handle(user, new(item.Key, request.ToUser!, request.Reason!), CancellationToken.None),
        };
        if (done.Problem is { } problem)
            return item.After(problem);
        var after = await Hands(item.Key);
        return after.Version == before.Version || after.Holder != done.Value.Assignee
            ? item.Done()
            : item.Done(new() { HandsBefore = before, HandsAfter = after });
    }

    /// <summary>Puts the task back where it was, unless somebody has moved or changed it since.</summary>
    internal async Task<BulkItem> Undo(DeskUser user, BulkItem item)
    {
        var back = await takeBack.Handle(user, item.Key, item.Trace!.HandsAfter!, item.Trace.HandsBefore!, CancellationToken.None);
        return item.Back(back.Problem);
    }

    /// <summary>The number of the task's case and whose hands it is in; no hands where the user may not know of it.</summary>
    private Task<(string Number, TaskHands? Hands)> Seen(DeskUser user, long key) =>
        reader.Read<(string, TaskHands?)>(
            async db =>
            {
                var item = await db.WorkItems.Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == key);
                if (item is null)
                    return ("", null);
                var row = await CaseGuard.Find(db, user, item.CaseKey.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
                return row is null ? ("", null) : (row.Number, TaskHands.Of(item));
            },
            CancellationToken.None
        );

    /// <summary>After the user has moved it, when he may have no right to see it any more.</summary>
    private Task<TaskHands> Hands(long key) =>
        reader.Read(
            async db => TaskHands.Of(await db.WorkItems.Include(row => row.Candidates).SingleAsync(row => row.Key == key)),
            CancellationToken.None
        );

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
