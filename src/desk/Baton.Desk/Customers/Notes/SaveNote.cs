using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Notes;

/// <summary>A new note on a customer, or what one says from now on.</summary>
/// <param name="Text">Required, up to 2000 characters.</param>
/// <param name="Priority">1 is the most urgent, 4 the least.</param>
/// <param name="EffectiveFrom">When it begins to hold; null for at once.</param>
/// <param name="EffectiveUntil">When it holds no longer; null for never.</param>
/// <param name="Version">The version that was read, for a change.</param>
public sealed record SaveNoteRequest(
    string Text,
    int Priority = 3,
    DateTimeOffset? EffectiveFrom = null,
    DateTimeOffset? EffectiveUntil = null,
    int? Version = null
);

/// <summary>Writes a note on a customer, changes one or deletes it. A note that changed is shown again to those who had dismissed it.</summary>
public sealed class SaveNote(BatonRuntime runtime)
{
    private const int NotesMax = 100;
    private const int TextMax = 2000;

    public async Task<Outcome<CustomerNoteView>> Create(DeskUser user, long customerKey, SaveNoteRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayWrite(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerNoteView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var customer = await CustomerRows.Find(db, customerKey, ct);
                if (customer is null)
                    return Problems.NotFound("customer", user.Language);
                if (customer.ErasedAt is not null)
                    return CustomerTexts.Words.Rejected("customer-erased", user.Language);
                if (Check(user.Language, request, unit.Now) is { } problem)
                    return problem;
                if (await db.CustomerNotes.CountAsync(note => note.CustomerKey == customer.Key, ct) >= NotesMax)
                    return CustomerTexts.Words.Rejected("too-many-notes", user.Language, ("max", $"{NotesMax}"));
                var note = new CustomerNote
                {
                    Key = unit.NextKey(),
                    CustomerKey = customer.Key,
                    Text = "",
                    Priority = request.Priority,
                    EffectiveFrom = unit.Now,
                    WrittenBy = user.UserName,
                    WrittenAt = unit.Now,
                };
                db.CustomerNotes.Add(note);
                return await Write(db, user, note, request, unit.Now, ct);
            },
            ct
        );
    }

    public async Task<Outcome<CustomerNoteView>> Update(DeskUser user, long noteKey, SaveNoteRequest request, CancellationToken ct)
    {
        if (!CustomerGuard.MayWrite(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<CustomerNoteView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var found = await Changeable(db, user, noteKey, request.Version, ct);
                if (found.Problem is { } refused)
                    return refused;
                if (Check(user.Language, request, unit.Now) is { } problem)
                    return problem;
                await db.CustomerNoteDismissals.Where(row => row.NoteKey == noteKey).ExecuteDeleteAsync(ct);
                return await Write(db, user, found.Value, request, unit.Now, ct);
            },
            ct
        );
    }

    public async Task<Outcome<Done>> Delete(DeskUser user, long noteKey, int? version, CancellationToken ct)
    {
        if (!CustomerGuard.MayWrite(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var found = await Changeable(db, user, noteKey, version, ct);
                if (found.Problem is { } refused)
                    return refused;
                db.CustomerNotes.Remove(found.Value);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    private static async Task<Outcome<CustomerNote>> Changeable(DeskDb db, DeskUser user, long noteKey, int? version, CancellationToken ct)
    {
        var note = await db.CustomerNotes.SingleOrDefaultAsync(row => row.Key == noteKey, ct);
        if (note is null)
            return CustomerTexts.Words.NotFound("note", user.Language);
        if (!CustomerNoteViews.MayChange(user, note))
            return Problems.Forbidden(user.Language);
        return Problems.UnlessVersion(version, note.Version, user.Language) is { } changed ? changed : note;
    }

    /// <summary>Pure: what is wrong with the note, or null.</summary>
    internal static Problem? Check(string language, SaveNoteRequest request, DateTimeOffset now)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > TextMax)
            faults.Add(CustomerTexts.Words.Field("text", "required", "note-text", language, ("max", $"{TextMax}")));
        if (request.Priority is < 1 or > 4)
            faults.Add(CustomerTexts.Words.Field("priority", "option", "note-priority", language));
        if (request.EffectiveUntil is { } until && until <= (request.EffectiveFrom ?? now))
            faults.Add(CustomerTexts.Words.Field("effectiveUntil", "order", "note-until", language));
        return faults.Count > 0 ? Problems.Invalid(language, faults) : null;
    }

    private static async Task<CustomerNoteView> Write(
        DeskDb db,
        DeskUser user,
        CustomerNote note,
        SaveNoteRequest request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        note.Text = request.Text.Trim();
        note.Priority = request.Priority;
        note.EffectiveFrom = request.EffectiveFrom ?? note.EffectiveFrom;
        note.EffectiveUntil = request.EffectiveUntil;
        note.Version++;
        await db.SaveChangesAsync(ct);
        return (await CustomerNoteViews.Of(db, user, [note], now, ct))[0];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/customers/{key:long}/notes",
                async (long key, SaveNoteRequest request, DeskUser user, SaveNote handler, CancellationToken ct) =>
                    Answer.Created(await handler.Create(user, key, request, ct), note => $"/api/customers/{note.CustomerKey}/notes")
            )
            .RequirePermission(CustomerGuard.Writers)
            .Describe(
                "CreateCustomerNote",
                "Write a note on a customer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<CustomerNoteView>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/customer-notes/{key:long}",
                async (long key, SaveNoteRequest request, DeskUser user, SaveNote handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Update(user, key, request with { Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        note => note.Version
                    )
            )
            .RequirePermission(CustomerGuard.Writers)
            .Describe(
                "UpdateCustomerNote",
                "Change a note on a customer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CustomerNoteView>();
        routes
            .MapDelete(
                "/customer-notes/{key:long}",
                async (long key, DeskUser user, SaveNote handler, HttpContext context, CancellationToken ct) =>
                    Answer.NoContent(await handler.Delete(user, key, Answer.IfMatch(context), ct))
            )
            .RequirePermission(CustomerGuard.Writers)
            .Describe(
                "DeleteCustomerNote",
                "Delete a note on a customer",
                StatusCodes.Status404NotFound,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces(StatusCodes.Status204NoContent);
    }
}
