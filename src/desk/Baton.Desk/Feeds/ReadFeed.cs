using System.Security.Cryptography;
using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Feeds;

/// <summary>A task in a feed.</summary>
/// <param name="Key">The task.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="CaseNumber">The case that it is about.</param>
/// <param name="Subject">What that case is about.</param>
/// <param name="Status">Where that case stands, in the reader's words.</param>
/// <param name="IsMine">False for one that he may take up.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="Priority">0 to 100; 50 is ordinary.</param>
/// <param name="Path">Where it is in the desk, below the desk's address.</param>
internal sealed record FeedTask(
    long Key,
    string Title,
    string CaseNumber,
    string Subject,
    string Status,
    bool IsMine,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Priority,
    string Path
);

/// <summary>The open tasks of a user, those that he has and those that he may take up, what is due first at the head.</summary>
internal sealed record Feed(long Key, DateTimeOffset MadeAt, DeskUser User, IReadOnlyList<FeedTask> Tasks);

/// <summary>Reads a feed by its token. The token is looked up by its hash, so that the time it takes says nothing of the tokens that there are.</summary>
internal sealed class ReadFeed(DeskReader reader, PackTexts packTexts)
{
    private const int TokenMax = 200;
    private const int Most = 200;

    /// <summary>Null for a token that nobody made, that was revoked, or whose user is disabled.</summary>
    public async Task<Feed?> Handle(string token, CancellationToken ct)
    {
        if (token.Length > TokenMax)
            return null;
        var hash = Secrets.HashToken(token);
        var words = await packTexts.Words(ct);
        return await reader.Read(
            async db =>
            {
                var row = await db.Set<FeedToken>().SingleOrDefaultAsync(one => one.Hash == hash && one.RevokedAt == null, ct);
                if (
                    row is null
                    || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(hash))
                )
                    return null;
                if (await DeskUsers.Load(db, row.UserName, ct) is not { } user)
                    return null;
                var tasks = CaseGuard.MayReadSome(user) ? await Tasks(db, user, words, ct) : [];
                return new Feed(row.Key, row.CreatedAt, user, tasks);
            },
            ct
        );
    }

    private static async Task<List<FeedTask>> Tasks(DeskDb db, DeskUser user, PackWords words, CancellationToken ct)
    {
        var mine = await Some(db, WorklistViews.Of(db, user, WorklistViews.Mine), ct);
        var offers = await Some(db, WorklistViews.Of(db, user, WorklistViews.Groups), ct);
        var items = mine.Concat(offers).OrderBy(item => item.DueAt ?? DateTimeOffset.MaxValue).ThenBy(item => item.Key).Take(Most).ToList();
        return
        [
            .. (await TaskViews.Of(db, items, user, words, ct)).Select(view => new FeedTask(
                view.Key,
                view.Title,
                view.CaseNumber,
                view.CaseSubject,
                view.CaseStatusText,
                view.Assignee == user.UserName,
                view.CreatedAt,
                view.DueAt,
                view.Priority,
                FormattableString.Invariant($"/cases/{Uri.EscapeDataString(view.CaseNumber)}?task={view.Key}")
            )),
        ];
    }

    private static Task<List<WorkItem>> Some(DeskDb db, IQueryable<WorkItem> view, CancellationToken ct) =>
        WorklistSort.Apply(db, view, null).Take(Most).Include(item => item.Candidates).ToListAsync(ct);
}
