using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Notes;

/// <summary>Something to write on a case.</summary>
/// <param name="CaseNumber">Its number, or its key as digits.</param>
/// <param name="Text">Plain text with line breaks, 10,000 characters at most; <c>@user</c> in an internal note reaches that colleague.</param>
/// <param name="Kind">For whom it is.</param>
public sealed record WriteNoteRequest(string CaseNumber, string Text, NoteKind Kind = NoteKind.Internal)
{
    /// <summary>What a note for the customer is to him; internal ones have none.</summary>
    public NotePurpose Purpose { get; init; }
}

/// <summary>The note that was written.</summary>
public sealed record NoteWritten(long Key, DateTimeOffset At);

/// <summary>
/// Writes a note on a case, open or closed: for colleagues, some of whom it may mention, or for the customer. A text for the customer mentions nobody;
/// at-signs in it are what they are.
/// </summary>
public sealed class WriteNote(BatonRuntime runtime, DeskChanges changes)
{
    public async Task<Outcome<NoteWritten>> Handle(DeskUser user, WriteNoteRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = NoteRules.Clean(request.Text);
        if (NoteRules.Check(text, user.Language) is { } fault)
            return Problems.Invalid(user.Language, fault);
        if (NoteRules.Check(request.Kind, request.Purpose, user.Language) is { } unfit)
            return Problems.Invalid(user.Language, unfit);
        return await runtime.Write<NoteWritten>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!NoteRules.MayWrite(user))
                    return Problems.Forbidden(user.Language);
                var written = await Write(db, unit, row, user, request, text, ct);
                if (written.Problem is { } refused)
                    return refused;
                var (note, topics) = written.Value;
                unit.AfterCommit(() => changes.Publish(topics));
                return new NoteWritten(note.Key, note.At);
            },
            ct
        );
    }

    /// <summary>Writes a checked text of somebody who may, in a unit of the caller's, and saves; he publishes the topics after the commit.</summary>
    internal static async Task<Outcome<(CaseNote Note, IReadOnlyList<string> Topics)>> Write(
        DeskDb db,
        UnitOfWork unit,
        Case row,
        DeskUser user,
        WriteNoteRequest request,
        string text,
        CancellationToken ct
    )
    {
        if (row.MergedIntoKey is not null)
            return Problems.Rejected("case-merged", user.Language);
        var mentioned =
            request.Kind == NoteKind.Internal ? await Mentions.Of(db, row, user, text, ct) : Outcome.Of<IReadOnlyList<string>>([]);
        if (mentioned.Problem is { } refused)
            return refused;
        var note = Add(db, unit, row, user, request, text, mentioned.Value);
        var topics = Mentions.Tell(db, unit, row, user, mentioned.Value);
        var watchers = await Watchers.Tell(db, unit, row, user.UserName, ct);
        await db.SaveChangesAsync(ct);
        await CaseSearchText.Refresh(db, row, ct);
        await db.SaveChangesAsync(ct);
        return (note, [DeskChanges.Case(row.Key), .. topics, .. watchers]);
    }

    private static CaseNote Add(
        DeskDb db,
        UnitOfWork unit,
        Case row,
        DeskUser user,
        WriteNoteRequest request,
        string text,
        IReadOnlyList<string> mentioned
    )
    {
        var note = new CaseNote
        {
            Key = unit.NextKey(),
            CaseKey = row.Key,
            Kind = request.Kind,
            Purpose = request.Purpose,
            Author = user.UserName,
            Text = text,
            At = unit.Now,
        };
        note.Mentions.AddRange(mentioned.Select(name => Mention(note, name)));
        db.CaseNotes.Add(note);
        Timeline.Add(db, unit, row.Key, NoteCodes.Of(request.Kind, request.Purpose), user.UserName);
        (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
        return note;
    }

    internal static CaseMention Mention(CaseNote note, string userName) =>
        new()
        {
            NoteKey = note.Key,
            UserName = userName,
            CaseKey = note.CaseKey,
        };

    /// <summary>What a caller sends; the case is in the address.</summary>
    public sealed record Body(string Text, NoteKind Kind = NoteKind.Internal, NotePurpose Purpose = NotePurpose.Information);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/notes",
                async (string number, Body body, DeskUser user, WriteNote handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, new(number, body.Text, body.Kind) { Purpose = body.Purpose }, ct),
                        _ => $"/api/cases/{number}"
                    )
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "WriteNote",
                "Write a note on a case, for colleagues or for the customer",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<NoteWritten>(StatusCodes.Status201Created);
}
