using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Notes;

/// <summary>A note to correct.</summary>
/// <param name="CaseNumber">Number of its case, or the case's key as digits.</param>
/// <param name="Key">Key of the note.</param>
/// <param name="Text">What it shall say.</param>
public sealed record CorrectNoteRequest(string CaseNumber, long Key, string Text);

/// <summary>Corrects one's own note within ten minutes. What it said before stays readable.</summary>
public sealed class CorrectNote(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, CorrectNoteRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = NoteRules.Clean(request.Text);
        if (NoteRules.Check(text, user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var note = await db
                    .CaseNotes.Include(one => one.Mentions)
                    .SingleOrDefaultAsync(one => one.Key == request.Key && one.CaseKey == row.Key, ct);
                if (note is null)
                    return Problems.NotFound("note", user.Language);
                if (note.Author != user.UserName)
                    return Problems.Rejected("note-of-another", user.Language);
                if (!NoteRules.MayCorrect(note, user, unit.Now))
                    return Problems.Rejected("note-too-old", user.Language, ("minutes", $"{NoteRules.Correctable.TotalMinutes:0}"));
                if (note.Text == text)
                    return Done.Outcome;
                var mentioned =
                    note.Kind == NoteKind.Internal ? await Mentions.Of(db, row, user, text, ct) : Outcome.Of<IReadOnlyList<string>>([]);
                if (mentioned.Problem is { } refused)
                    return refused;
                var topics = Change(db, unit, row, user, note, text, mentioned.Value);
                await db.SaveChangesAsync(ct);
                await CaseSearchText.Refresh(db, row, ct);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), .. topics]));
                return Done.Outcome;
            },
            ct
        );
    }

    private static IReadOnlyList<string> Change(
        DeskDb db,
        UnitOfWork unit,
        Case row,
        DeskUser user,
        CaseNote note,
        string text,
        IReadOnlyList<string> mentioned
    )
    {
        db.CaseNoteWordings.Add(
            new CaseNoteWording
            {
                NoteKey = note.Key,
                Until = unit.Now,
                Text = note.Text,
            }
        );
        (note.Text, note.CorrectedAt) = (text, unit.Now);
        var told = note.Mentions.Select(one => one.UserName).ToHashSet(StringComparer.Ordinal);
        note.Mentions.RemoveAll(one => !mentioned.Contains(one.UserName, StringComparer.Ordinal));
        var added = mentioned.Where(name => !told.Contains(name)).ToList();
        note.Mentions.AddRange(added.Select(name => WriteNote.Mention(note, name)));
        Timeline.Add(db, unit, row.Key, NoteCodes.Corrected, user.UserName);
        (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
        return Mentions.Tell(db, unit, row, user, added);
    }

    /// <summary>What a caller sends; case and note are in the address.</summary>
    public sealed record Body(string Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/cases/{number}/notes/{key:long}",
                async (string number, long key, Body body, DeskUser user, CorrectNote handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, new(number, key, body.Text), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "CorrectNote",
                "Correct my note on a case within ten minutes",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
}
