using Baton.Desk.Cases;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Bulk;

/// <summary>Does to one case what is done to several: by the use case that does it to one, with its rights and rules and a unit of its own.</summary>
public sealed class CaseDeeds(
    DeskReader reader,
    UrgeCase urge,
    WatchCase watch,
    SetKeywords keywords,
    SuspendCase suspend,
    ResumeCase resume,
    AbortCase abort
)
{
    internal async Task<BulkItem> Do(DeskUser user, BulkItem item, BulkCasesRequest request)
    {
        var row = await reader.Read(db => CaseGuard.Find(db, user, item.Number, CancellationToken.None), CancellationToken.None);
        if (row is null)
            return item.After(Problems.NotFound("case", user.Language));
        item = new(row.Key, row.Number);
        var reasoned = new SteerCaseRequest(row.Number, request.Reason);
        return request.Action switch
        {
            CaseActions.Urge => item.After((await urge.Handle(user, reasoned, CancellationToken.None)).Problem),
            CaseActions.Watch => await Watch(user, item, watches: true),
            CaseActions.Unwatch => await Watch(user, item, watches: false),
            CaseActions.AddKeywords => Changed(item, await keywords.Add(user, row.Number, request.Keywords!, CancellationToken.None)),
            CaseActions.RemoveKeywords => Changed(item, await keywords.Remove(user, row.Number, request.Keywords!, CancellationToken.None)),
            CaseActions.Suspend => await Suspend(user, item, reasoned),
            CaseActions.Resume => item.After((await resume.Handle(user, reasoned, CancellationToken.None)).Problem),
            _ => item.After((await abort.Handle(user, reasoned, CancellationToken.None)).Problem),
        };
    }

    /// <summary>Takes back what was done to the case, unless somebody has changed that since.</summary>
    internal async Task<BulkItem> Undo(DeskUser user, BulkItem item)
    {
        if (item.Trace is { Keywords: { } change })
        {
            var back = await keywords.PutBack(user, item.Number, change, CancellationToken.None);
            return item.Back(back.Problem ?? (back.Value.After.SequenceEqual(change.Before) ? null : ChangedSince(user)));
        }
        if (item.Trace is { Watches: { } watches })
        {
            if (await Watches(user, item.Key) != watches)
                return item.Back(ChangedSince(user));
            return item.Back((await watch.Handle(user, item.Number, !watches, CancellationToken.None)).Problem);
        }
        if (await SuspendedAt(user, item.Key) != item.Trace!.SuspendedAt)
            return item.Back(ChangedSince(user));
        return item.Back((await resume.Handle(user, new(item.Number, null), CancellationToken.None)).Problem);
    }

    private async Task<BulkItem> Watch(DeskUser user, BulkItem item, bool watches)
    {
        var isNew = await Watches(user, item.Key) != watches;
        var done = await watch.Handle(user, item.Number, watches, CancellationToken.None);
        return item.After(done.Problem, isNew ? new() { Watches = watches } : null);
    }

    private static BulkItem Changed(BulkItem item, Outcome<KeywordChange> outcome) =>
        outcome.Problem is { } problem ? item.After(problem)
        : outcome.Value.Before.SequenceEqual(outcome.Value.After) ? item.Done()
        : item.Done(new() { Keywords = outcome.Value });

    private async Task<BulkItem> Suspend(DeskUser user, BulkItem item, SteerCaseRequest request)
    {
        var done = await suspend.Handle(user, request, CancellationToken.None);
        return done.Problem is { } problem ? item.After(problem) : item.Done(new() { SuspendedAt = await SuspendedAt(user, item.Key) });
    }

    private Task<bool> Watches(DeskUser user, long key) =>
        reader.Read(db => db.CaseWatchers.AnyAsync(one => one.CaseKey == key && one.UserName == user.UserName), CancellationToken.None);

    /// <summary>Since when the case rests by the user's hand; null where it does not.</summary>
    private Task<DateTimeOffset?> SuspendedAt(DeskUser user, long key) =>
        reader.Read(
            db =>
                db.Cases.Where(row => row.Key == key && row.SuspendedBy == user.UserName)
                    .Select(row => row.SuspendedAt)
                    .SingleOrDefaultAsync(),
            CancellationToken.None
        );

    private static Problem ChangedSince(DeskUser user) => BulkTexts.Words.Rejected("changed-since", user.Language);
}
