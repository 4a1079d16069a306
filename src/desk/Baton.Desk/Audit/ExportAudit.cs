using System.Globalization;
using Baton.Desk.Cases.Export;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Audit;

/// <summary>An export of the audit log that is ready to be written.</summary>
/// <param name="FileName">A name to save it under.</param>
/// <param name="Write">Writes it to its end; once.</param>
public sealed record AuditExport(string FileName, Func<Stream, CancellationToken, Task> Write);

/// <summary>Writes the entries that a search finds as CSV, the earliest first; instants are in UTC.</summary>
public sealed class ExportAudit(DeskReader reader, TimeProvider clock)
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Entries that are in memory at a time.</summary>
    private const int Batch = 500;

    private static readonly string[] Columns = ["number", "at", "actor", "address", "kind", "target", "action", "before", "after", "hash"];

    public Outcome<AuditExport> Handle(DeskUser user, AuditSearch search)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(search);
        if (!user.May(Permissions.ReadAudit))
            return Problems.Forbidden(user.Language);
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new AuditExport(
            $"{AuditTexts.Words.Get("file", user.Language)}-{day}.csv",
            (to, ct) => Write(user.Language, search, to, ct)
        );
    }

    private async Task Write(string language, AuditSearch search, Stream to, CancellationToken ct)
    {
        await using var sheet = new CsvSheet(to);
        await sheet.Add([.. Columns.Select(column => new SheetCell(AuditTexts.Words.Get("column." + column, language), null))], ct);
        for (long? last = 0; last is { } after; )
        {
            var rows = await reader.Read(
                db => search.In(db).Where(row => row.Number > after).OrderBy(row => row.Number).Take(Batch).ToListAsync(ct),
                ct
            );
            foreach (var row in rows)
                await sheet.Add(Cells(row, language), ct);
            last = rows.Count == Batch ? rows[^1].Number : null;
        }
        await sheet.Finish(ct);
    }

    private static SheetCell[] Cells(AuditEntry row, string language) =>
        [
            new(row.Number.ToString(CultureInfo.InvariantCulture), null),
            new(null, row.At.UtcDateTime),
            new(row.Actor, null),
            new(row.RemoteAddress, null),
            new(AuditTexts.Words.Get("kind." + row.Kind, language), null),
            new(row.Target, null),
            new(AuditTexts.Words.Get("action." + row.Action, language), null),
            new(row.Before, null),
            new(row.After, null),
            new(row.Hash, null),
        ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/audit/export",
                ([AsParameters] AuditSearch search, DeskUser user, ExportAudit handler, HttpContext context) =>
                {
                    var outcome = handler.Handle(user, search);
                    if (outcome.Problem is { } problem)
                        return Answer.Problem(problem);
                    context.Response.Headers.CacheControl = "private, no-store";
                    var export = outcome.Value;
                    return TypedResults.Stream(to => export.Write(to, context.RequestAborted), ContentType, export.FileName);
                }
            )
            .RequirePermission(Permissions.ReadAudit)
            .Describe("ExportAudit", "Export what administrators changed as CSV")
            .Produces<Stream>(StatusCodes.Status200OK, "text/csv");
}
