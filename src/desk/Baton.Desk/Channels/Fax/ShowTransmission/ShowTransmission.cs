using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Fax.ShowTransmission;

/// <summary>The document of a transmission.</summary>
public sealed record FaxDocumentFile(byte[] Pdf, string FileName);

/// <summary>Shows one transmission and its document to those who work on faxes or may read the case.</summary>
public sealed class ShowTransmission
{
    private readonly DeskReader _reader;
    private readonly FaxDocuments _documents;

    internal ShowTransmission(DeskReader reader, FaxDocuments documents)
    {
        _reader = reader;
        _documents = documents;
    }

    public async Task<Outcome<FaxTransmissionView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        var view = await _reader.Read(db => Find(db, user, key, ct), ct);
        return view is null ? FaxTexts.Words.NotFound(user.Language) : view;
    }

    /// <summary>The document as it was sent; while it waits, as it would be sent now.</summary>
    public async Task<Outcome<FaxDocumentFile>> Document(DeskUser user, long key, CancellationToken ct)
    {
        var view = await _reader.Read(db => Find(db, user, key, ct), ct);
        if (view is null)
            return FaxTexts.Words.NotFound(user.Language);
        return new FaxDocumentFile(await _documents.Read(key, ct), $"{view.CaseNumber}-{view.Attempt}.pdf");
    }

    private static async Task<FaxTransmissionView?> Find(DeskDb db, DeskUser user, long key, CancellationToken ct)
    {
        var cases = user.May(Permissions.WorkOnFaxes) ? db.Cases : CaseGuard.Readable(db, user);
        var row = await db.Set<FaxTransmission>().SingleOrDefaultAsync(one => one.Key == key, ct);
        if (row is null || !CaseGuard.MayReadSome(user))
            return null;
        var @case = await cases.SingleOrDefaultAsync(one => one.Key == row.CaseKey, ct);
        if (@case is null)
            return null;
        var round = await db.Set<FaxRound>().SingleOrDefaultAsync(one => one.Key == row.RoundKey, ct);
        return FaxTransmissionView.Of(row, @case.Number, @case.CustomerName, round?.At);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/fax/transmissions/{key:long}",
                async (long key, DeskUser user, ShowTransmission handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowFaxTransmission", "One fax", StatusCodes.Status404NotFound)
            .Produces<FaxTransmissionView>();
        routes
            .MapGet(
                "/fax/transmissions/{key:long}/document",
                async (long key, DeskUser user, ShowTransmission handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Document(user, key, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : TypedResults.File(outcome.Value.Pdf, "application/pdf", outcome.Value.FileName);
                }
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ReadFaxDocument", "The document of a fax as PDF", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }
}
