using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Notes;

/// <summary>The notes on a customer; <paramref name="ActiveOnly"/> leaves out those that do not hold now.</summary>
public sealed record ListNotesRequest(long CustomerKey, bool ActiveOnly = false);

/// <summary>Lists the notes on a customer: those that hold now first, the urgent before the others, the newest before the older.</summary>
public sealed class ListNotes(DeskReader reader, TimeProvider clock)
{
    public async Task<Outcome<IReadOnlyList<CustomerNoteView>>> Handle(DeskUser user, ListNotesRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var now = clock.GetUtcNow();
        var notes = await reader.Read(db => Read(db, user, request, now, ct), ct);
        return notes is null ? Problems.NotFound("customer", user.Language) : Outcome.Of<IReadOnlyList<CustomerNoteView>>(notes);
    }

    private static async Task<List<CustomerNoteView>?> Read(
        DeskDb db,
        DeskUser user,
        ListNotesRequest request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var customer = await CustomerRows.Find(db, request.CustomerKey, ct);
        if (customer is null)
            return null;
        var query = db.CustomerNotes.AsNoTracking().Where(note => note.CustomerKey == customer.Key);
        if (request.ActiveOnly)
            query = query.Where(note => note.EffectiveFrom <= now && (note.EffectiveUntil == null || note.EffectiveUntil > now));
        var views = await CustomerNoteViews.Of(db, user, await query.ToListAsync(ct), now, ct);
        return
        [
            .. views
                .OrderBy(note =>
                    note.State switch
                    {
                        NoteStates.Active => 0,
                        NoteStates.Planned => 1,
                        _ => 2,
                    }
                )
                .ThenBy(note => note.Priority)
                .ThenByDescending(note => note.Key),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/{key:long}/notes",
                async (long key, bool? activeOnly, DeskUser user, ListNotes handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key, activeOnly ?? false), ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("ListCustomerNotes", "The notes on a customer, those that hold now first", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<CustomerNoteView>>();
}
