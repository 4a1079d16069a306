using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>What a customer sends about his case: a text, files, or both.</summary>
/// <param name="Text">Plain text; null or empty where only files come.</param>
public sealed record SendToDeskRequest(string? Text)
{
    public IReadOnlyList<CustomerFile> Files { get; init; } = [];
}

/// <summary>
/// Puts what a customer writes and sends on his case, answers the questions that wait there, and tells those who work on it. Only an open case takes
/// something in.
/// </summary>
public sealed class SendToDesk(
    BatonRuntime runtime,
    PortalGuard guard,
    AttachmentIntake intake,
    IOptions<PortalOptions> options,
    DeskChanges changes
)
{
    internal const int TextMaxLength = 5000;

    /// <summary>So many texts and files a case takes from its customer; more is a matter for the phone.</summary>
    internal const int TextsMax = 100;
    internal const int FilesMax = 50;

    public async Task<Outcome<Done>> Handle(PortalCaller caller, string? ticket, SendToDeskRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        var text = NoteRules.Clean(request.Text);
        if (Check(text, request.Files.Count, options.Value, caller.Language) is { } fault)
            return Problems.Invalid(caller.Language, fault);
        var files = await CustomerFiles.Take(
            intake,
            caller.AsUser(),
            request.Files,
            async db => (await Find(db, caller, ticket, request.Files.Count, ct)).Problem,
            ct
        );
        if (files.Problem is { } refused)
            return refused;
        return await runtime.Write<Done>(unit => Take(unit, caller, ticket, text, files.Value, ct), ct);
    }

    /// <summary>Pure.</summary>
    internal static FieldProblem? Check(string text, int files, PortalOptions options, string language) =>
        text.Length == 0 && files == 0 ? PortalTexts.Words.Field("text", "required", "message", language)
        : text.Length > TextMaxLength ? PortalTexts.Words.Field("text", "maxLength", "text-length", language, ("max", $"{TextMaxLength}"))
        : files > options.FilesMax ? PortalTexts.Words.Field("files", "maxItems", "files-max", language, ("max", $"{options.FilesMax}"))
        : null;

    private async Task<Outcome<OpenedCase>> Find(DeskDb db, PortalCaller caller, string? ticket, int files, CancellationToken ct)
    {
        if (await guard.Find(db, ticket, ct) is not { } opened)
            return PortalTexts.Expired(caller.Language);
        var key = opened.Case.Key;
        if (opened.Standing.IsClosed)
            return PortalTexts.Words.Rejected("closed", caller.Language);
        var sent = await AttachmentRows.OfCase(db, key).CountAsync(file => file.UploadedBy == CustomerHimself.UserName, ct);
        var isFull =
            sent + files > FilesMax
            || await db.CaseNotes.CountAsync(note => note.CaseKey == key && note.Kind == NoteKind.FromCustomer, ct) >= TextsMax;
        return isFull ? PortalTexts.Words.Rejected("full", caller.Language) : opened;
    }

    private async ValueTask<Outcome<Done>> Take(
        UnitOfWork unit,
        PortalCaller caller,
        string? ticket,
        string text,
        IReadOnlyList<TakenFile> files,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var found = await Find(db, caller, ticket, files.Count, ct);
        if (found.Problem is { } refused)
            return refused;
        var (row, standing) = found.Value;
        if (text.Length > 0)
        {
            db.CaseNotes.Add(
                new CaseNote
                {
                    Key = unit.NextKey(),
                    CaseKey = row.Key,
                    Kind = NoteKind.FromCustomer,
                    Author = CustomerHimself.UserName,
                    Text = text,
                    At = unit.Now,
                }
            );
            Timeline.Add(db, unit, row.Key, PortalCodes.Wrote, CustomerHimself.UserName);
        }
        CustomerFiles.Add(db, unit, row, files);
        var waiting = db.CaseNotes.Where(note =>
            note.CaseKey == row.Key && note.Purpose == NotePurpose.Question && note.AnsweredAt == null
        );
        foreach (var question in await waiting.ToListAsync(ct))
            question.AnsweredAt = unit.Now;
        (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
        var told = await CustomerNews.Tell(db, unit, standing, ct);
        await db.SaveChangesAsync(ct);
        await CaseSearchText.Refresh(db, row, ct);
        await db.SaveChangesAsync(ct);
        unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), DeskChanges.Case(standing.Key), .. told]));
        return Done.Outcome;
    }

    /// <summary>What a program sends as a text.</summary>
    public sealed record Body(string Text);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/portal/case/messages",
                async (Body body, PortalCaller caller, SendToDesk handler, HttpContext context, CancellationToken ct) =>
                    PortalRoutes.WithNextTicket(
                        await handler.Handle(caller, PortalTickets.Sent(context), new(body.Text), ct),
                        context,
                        Answer.NoContent
                    )
            )
            .ForCustomers()
            .Describe(
                "SendMessageToDesk",
                "Write something on the case of my ticket; it answers what the desk asked",
                PortalRoutes.Refusals
            )
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapPost(
                "/portal/case/attachments",
                (PortalCaller caller, SendToDesk handler, HttpContext context, CancellationToken ct) =>
                    UploadBody.Open(
                        context,
                        async file =>
                            PortalRoutes.WithNextTicket(
                                await handler.Handle(
                                    caller,
                                    PortalTickets.Sent(context),
                                    new(null) { Files = [new(file.Name, file.Content, file.Length)] },
                                    ct
                                ),
                                context,
                                Answer.NoContent
                            ),
                        ct
                    )
            )
            .ForCustomers()
            .Describe(
                "SendFileToDesk",
                "Send a file for the case of my ticket: multipart/form-data, or the bytes with ?fileName=",
                [.. PortalRoutes.Refusals, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status503ServiceUnavailable]
            )
            .TakesQuery(UploadBody.FileName)
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces(StatusCodes.Status204NoContent);
    }
}
