using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>Shows the customer the case of his ticket.</summary>
public sealed class ShowPortalCase(DeskReader reader, PortalGuard guard, IOptions<PortalOptions> options)
{
    /// <summary>With these somebody began to work on a case.</summary>
    private static readonly string[] Beginnings =
    [
        TimelineCodes.TaskClaimed,
        TimelineCodes.TaskCompleted,
        NoteCodes.WrittenForCustomer,
        NoteCodes.AskedCustomer,
        NoteCodes.Solution,
    ];

    public async Task<Outcome<PortalCase>> Handle(PortalCaller caller, string? ticket, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        return await reader.Read<Outcome<PortalCase>>(
            async db =>
                await guard.Find(db, ticket, ct) is { } opened ? await View(db, opened, caller, ct) : PortalTexts.Expired(caller.Language),
            ct
        );
    }

    private async Task<PortalCase> View(DeskDb db, OpenedCase opened, PortalCaller caller, CancellationToken ct)
    {
        var (row, standing) = opened;
        var type = await db.CaseTypes.SingleAsync(one => one.Code == row.TypeCode, ct);
        var texts = await CaseNotes.ForCustomer(db, row.Key, ct);
        // What he wrote is in the contact, as the desk may change subject and description to its own words.
        var first = await db
            .Contacts.Where(one => one.CaseKey == row.Key && one.LoggedBy == CustomerHimself.UserName)
            .OrderBy(one => one.Key)
            .FirstOrDefaultAsync(ct);
        var startedAt = await db
            .Timeline.Where(entry => entry.CaseKey == row.Key && Beginnings.Contains(entry.Code))
            .OrderBy(entry => entry.At)
            .Select(entry => (DateTimeOffset?)entry.At)
            .FirstOrDefaultAsync(ct);
        var files = await AttachmentRows
            .OfCase(db, row.Key)
            .Where(file => file.UploadedBy == CustomerHimself.UserName)
            .Latest()
            .Select(file => new PortalFile(file.FileName, file.Size, file.UploadedAt))
            .ToListAsync(ct);
        var rating = await db.CaseRatings.SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
        return new(
            row.Number,
            type.Name.In(caller.Language),
            first?.Subject,
            first?.Note,
            row.OpenedAt,
            StateOf(standing, texts, startedAt),
            Steps(row, standing, texts, startedAt),
            [.. texts.Select(text => Text(text, standing.IsClosed))],
            standing.IsClosed ? texts.LastOrDefault(text => text.Purpose == NotePurpose.Solution)?.Text : null,
            files,
            !standing.IsClosed,
            rating is null ? null : CaseRatingView.Of(rating),
            RatingRules.MayRate(standing, rating, db.Now, options.Value)
        );
    }

    internal static PortalState StateOf(Case standing, IReadOnlyList<CustomerText> texts, DateTimeOffset? startedAt) =>
        standing.IsClosed ? (standing.Status == CaseStatus.Canceled ? PortalState.Ended : PortalState.Solved)
        : texts.Any(IsWaiting) ? PortalState.WaitingForCustomer
        : startedAt is null ? PortalState.Received
        : PortalState.InProgress;

    private static List<PortalStep> Steps(Case row, Case standing, IReadOnlyList<CustomerText> texts, DateTimeOffset? startedAt)
    {
        var steps = new List<PortalStep> { new(PortalStepKind.Received, row.OpenedAt) };
        if (startedAt is { } start)
            steps.Add(new(PortalStepKind.Started, start));
        foreach (var text in texts.Where(text => text.Purpose == NotePurpose.Question))
        {
            steps.Add(new(PortalStepKind.Asked, text.At));
            if (text.AnsweredAt is { } answered)
                steps.Add(new(PortalStepKind.Answered, answered));
        }
        if (standing is { IsClosed: true, ClosedAt: { } closed })
            steps.Add(new(PortalStepKind.Closed, closed));
        return [.. steps.OrderBy(step => step.At)];
    }

    private static PortalText Text(CustomerText text, bool isClosed) =>
        new(text.Kind == NoteKind.FromCustomer, text.Purpose, text.Text, text.At, !isClosed && IsWaiting(text));

    private static bool IsWaiting(CustomerText text) => text is { Purpose: NotePurpose.Question, AnsweredAt: null };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/portal/case",
                async (PortalCaller caller, ShowPortalCase handler, HttpContext context, CancellationToken ct) =>
                    PortalRoutes.WithNextTicket(await handler.Handle(caller, PortalTickets.Sent(context), ct), context, Answer.Ok)
            )
            .ForCustomers()
            .Describe("ShowPortalCase", "The case of my ticket, as its customer sees it", PortalRoutes.Refusals)
            .Produces<PortalCase>();
}
