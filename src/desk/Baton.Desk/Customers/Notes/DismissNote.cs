using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Notes;

/// <summary>Puts a note out of one user's way, or calls it up again; others see it as before.</summary>
public sealed class DismissNote(BatonRuntime runtime)
{
    /// <summary>Dismisses the note, or calls it up again when <paramref name="isDismissed"/> is false; doing so twice changes nothing.</summary>
    public async Task<Outcome<Done>> Handle(DeskUser user, long noteKey, bool isDismissed, CancellationToken ct)
    {
        if (!CustomerGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (!await db.CustomerNotes.AnyAsync(note => note.Key == noteKey, ct))
                    return CustomerTexts.Words.NotFound("note", user.Language);
                var row = await db.CustomerNoteDismissals.SingleOrDefaultAsync(
                    one => one.NoteKey == noteKey && one.UserName == user.UserName,
                    ct
                );
                if (isDismissed && row is null)
                    db.CustomerNoteDismissals.Add(
                        new CustomerNoteDismissal
                        {
                            NoteKey = noteKey,
                            UserName = user.UserName,
                            At = unit.Now,
                        }
                    );
                else if (!isDismissed && row is not null)
                    db.CustomerNoteDismissals.Remove(row);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut(
                "/customer-notes/{key:long}/dismissal",
                async (long key, DeskUser user, DismissNote handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, isDismissed: true, ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("DismissCustomerNote", "Put a note out of my way", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapDelete(
                "/customer-notes/{key:long}/dismissal",
                async (long key, DeskUser user, DismissNote handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, isDismissed: false, ct))
            )
            .RequirePermission(CustomerGuard.Readers)
            .Describe("RecallCustomerNote", "Call up a note that I had dismissed", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
    }
}
