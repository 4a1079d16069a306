using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>Which tasks.</summary>
/// <param name="View">
/// mine, groups (free tasks that I may claim), deputised (those that I do for somebody absent), units (what the members of my departments have, or
/// could take as such), watched and mentioned (of cases that I watch, or on which a note mentions me), customers (of cases of the customers whom I look
/// after) or all (of every case that I may read); mine when null.
/// </param>
/// <param name="Search">A part of the case's number, subject, customer, fields or notes.</param>
/// <param name="Sort">
/// due, created, priority, number, subject, customer, status, step or holder; a minus in front turns it round. due when null: what is due first stands
/// first.
/// </param>
/// <param name="Cursor">From the page before.</param>
/// <param name="Limit">50 when null; 200 at most.</param>
public sealed record ShowWorklistRequest(
    string? View = null,
    string? Search = null,
    string? Sort = null,
    string? Cursor = null,
    int? Limit = null
)
{
    /// <summary>What narrows the view.</summary>
    public WorklistFilter Filter { get; init; } = new();
}

/// <summary>How many open tasks there are in each view.</summary>
/// <param name="Mine">Those assigned to the user.</param>
/// <param name="Groups">Free ones that he may claim.</param>
/// <param name="All">Those of all cases; null for a user who may not read all, as each would have to be looked at.</param>
public sealed record WorklistCounts(int Mine, int Groups, int? All)
{
    /// <summary>Those of the people whose deputy the user is now; null when he is nobody's.</summary>
    public int? Deputised { get; init; }

    /// <summary>Those of the user's departments; null when he is in none.</summary>
    public int? Units { get; init; }
    public int Watched { get; init; }
    public int Mentioned { get; init; }

    /// <summary>Those of the customers whom the user looks after; null when he looks after none.</summary>
    public int? Customers { get; init; }

    /// <summary>Customers whom the user is to call back.</summary>
    public int CallBacks { get; init; }

    /// <summary>The user's half-typed cases; null when he may not open any.</summary>
    public int? Drafts { get; init; }
}

/// <summary>A page of the work list, with the counts of all views.</summary>
public sealed record WorklistPage(IReadOnlyList<TaskView> Items, WorklistCounts Counts, string? NextCursor);

/// <summary>Shows the open tasks of a user in views: his own, those he may claim, those of absent people, of his units, of cases that he follows, and all that he may see.</summary>
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
                var counts = await WorklistViews.Count(db, user, ct);
                var query = await request.Filter.Of(db, WorklistViews.Of(db, user, request.View), request.Search, ct);
                var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
                var skip = Skip(request.Cursor);
                var items = await WorklistSort
                    .Apply(db, query, request.Sort)
                    .Skip(skip)
                    .Take(limit + 1)
                    .Include(item => item.Candidates)
                    .ToListAsync(ct);
                var hasMore = items.Count > limit;
                if (hasMore)
                    items.RemoveAt(limit);
                var views = await TaskViews.Of(db, items, user, words, ct);
                return new WorklistPage(views, counts, hasMore ? new Cursor(null, skip + limit).Encode() : null);
            },
            ct
        );
    }

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
                    [AsParameters] WorklistFilter filter,
                    DeskUser user,
                    ShowWorklist handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(view, search, sort, cursor, limit) { Filter = filter }, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowWorklist", "My open tasks, those I may claim, of my units, of cases that I follow, or all I may see")
            .Produces<WorklistPage>();
}
