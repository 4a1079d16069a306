using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>Which tasks.</summary>
/// <param name="View">mine, groups (free tasks that I may claim), deputised (those that I do for somebody absent) or all (of every case that I may read); mine when null.</param>
/// <param name="Search">A part of the case's number, subject, customer or fields.</param>
/// <param name="Sort">due, created or priority; a minus in front turns it round. due when null: what is due first stands first.</param>
/// <param name="Cursor">From the page before.</param>
/// <param name="Limit">50 when null; 200 at most.</param>
public sealed record ShowWorklistRequest(
    string? View = null,
    string? Search = null,
    string? Sort = null,
    string? Cursor = null,
    int? Limit = null
);

/// <summary>How many open tasks there are in each view.</summary>
public sealed record WorklistCounts(int Mine, int Groups, int All)
{
    /// <summary>Those of the people whose deputy the user is now; null when he is nobody's.</summary>
    public int? Deputised { get; init; }
}

/// <summary>A page of the work list, with the counts of all views.</summary>
public sealed record WorklistPage(IReadOnlyList<TaskView> Items, WorklistCounts Counts, string? NextCursor);

/// <summary>Shows the open tasks of a user: his own, those he may claim, those of people whose deputy he is, and all that he may see.</summary>
public sealed class ShowWorklist(DeskReader reader, PackTexts packTexts)
{
    public async Task<Outcome<WorklistPage>> Handle(DeskUser user, ShowWorklistRequest request, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        return await reader.Read(
            async db =>
            {
                var counts = new WorklistCounts(
                    await Mine(db, user).CountAsync(ct),
                    await Groups(db, user).CountAsync(ct),
                    await All(db, user).CountAsync(ct)
                )
                {
                    Deputised = await IsDeputy(db, user, ct) ? await Deputised(db, user).CountAsync(ct) : null,
                };
                var query = request.View switch
                {
                    "groups" => Groups(db, user),
                    "deputised" => Deputised(db, user),
                    "all" => All(db, user),
                    _ => Mine(db, user),
                };
                if (!string.IsNullOrWhiteSpace(request.Search))
                {
                    var cases = (await db.Words.Look(db, WordTable.Cases, request.Search, ct)).Of(db.Cases);
                    query = query.Where(item => cases.Any(row => row.Key == item.CaseKey));
                }
                var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
                var skip = Skip(request.Cursor);
                var items = await Sorted(query, request.Sort).Skip(skip).Take(limit + 1).Include(item => item.Candidates).ToListAsync(ct);
                var hasMore = items.Count > limit;
                if (hasMore)
                    items.RemoveAt(limit);
                var views = await TaskViews.Of(db, items, user, words, ct);
                return new WorklistPage(views, counts, hasMore ? new Cursor(null, skip + limit).Encode() : null);
            },
            ct
        );
    }

    internal static IQueryable<WorkItem> Mine(DeskDb db, DeskUser user) => Open(db).Where(item => item.Assignee == user.UserName);

    internal static IQueryable<WorkItem> Groups(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var groups = user.Groups;
        return Open(db)
            .Where(item =>
                item.Assignee == null
                && item.Candidates.Any(candidate => candidate.IsGroup ? groups.Contains(candidate.Name) : candidate.Name == me)
            );
    }

    /// <summary>What somebody absent has or is named for; not what the user may claim in his own right.</summary>
    internal static IQueryable<WorkItem> Deputised(DeskDb db, DeskUser user)
    {
        var own = Groups(db, user);
        return Deputising.Tasks(db, user).Where(item => !own.Any(one => one.Key == item.Key));
    }

    private static async Task<bool> IsDeputy(DeskDb db, DeskUser user, CancellationToken ct) =>
        user.May(Permissions.WorkOnTasks) && await StandIns.For(db, user.UserName).AnyAsync(ct);

    internal static IQueryable<WorkItem> All(DeskDb db, DeskUser user)
    {
        if (user.May(Permissions.ReadAllCases))
            return Open(db);
        var readable = CaseGuard.Readable(db, user);
        return Open(db).Where(item => readable.Any(row => row.Key == item.CaseKey));
    }

    private static IQueryable<WorkItem> Open(DeskDb db) => db.WorkItems.Where(item => item.Status == WorkItemStatus.Open);

    /// <summary>Tasks without a due time come after those that have one.</summary>
    private static IQueryable<WorkItem> Sorted(IQueryable<WorkItem> query, string? sort) =>
        sort switch
        {
            "created" => query.OrderBy(item => item.CreatedAt).ThenBy(item => item.Key),
            "-created" => query.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Key),
            "priority" => query.OrderBy(item => item.Priority).ThenBy(item => item.Key),
            "-priority" => query.OrderByDescending(item => item.Priority).ThenBy(item => item.Key),
            "-due" => query.OrderBy(item => item.DueAt == null).ThenByDescending(item => item.DueAt).ThenByDescending(item => item.Key),
            _ => query
                .OrderBy(item => item.DueAt == null)
                .ThenBy(item => item.DueAt)
                .ThenByDescending(item => item.Priority)
                .ThenBy(item => item.Key),
        };

    /// <summary>A work list changes under its reader; a position is as good as a key and works for every order.</summary>
    private static int Skip(string? cursor) => (int)Math.Clamp(Cursor.Decode(cursor)?.Key ?? 0, 0, 1_000_000);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/worklist",
                async (
                    string? view,
                    string? search,
                    string? sort,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ShowWorklist handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(view, search, sort, cursor, limit), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowWorklist", "My open tasks, those I may claim, or all I may see")
            .Produces<WorklistPage>();
}
