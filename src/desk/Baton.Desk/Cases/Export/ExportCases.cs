using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Export;

/// <summary>How to write the cases that a search finds. Names bind from the query string.</summary>
public sealed record ExportCasesRequest
{
    /// <summary>csv or xlsx.</summary>
    public string? Format { get; init; }

    /// <summary>Codes of columns, separated by commas, in their order; the usual ones when empty.</summary>
    public string? Columns { get; init; }

    /// <summary>IANA name of the time zone of all instants; the desk's own when empty.</summary>
    public string? Zone { get; init; }

    /// <summary>Of headings and words: en, zh-Hans or zh-Hant; that of the account when empty.</summary>
    public string? Language { get; init; }

    /// <summary>Under which the page follows the export; up to 64 characters.</summary>
    public string? Run { get; init; }
}

/// <summary>An export that is ready to be written.</summary>
/// <param name="FileName">A name to save it under.</param>
/// <param name="ContentType">Of the file.</param>
/// <param name="Total">How many rows there are without the headings.</param>
/// <param name="Write">Writes it to its end; once.</param>
public sealed record CaseExport(string FileName, string ContentType, int Total, Func<Stream, CancellationToken, Task> Write)
{
    internal bool IsWorkbook => FileName.EndsWith(ExportCases.Xlsx, StringComparison.Ordinal);
}

/// <summary>Writes the cases that a search finds as a table: the same cases, order and words as the user's list.</summary>
public sealed class ExportCases(
    BatonRuntime runtime,
    DeskReader reader,
    PackTexts packTexts,
    ExportRuns runs,
    IOptions<DeskOptions> options,
    TimeProvider clock
)
{
    /// <summary>More rows than that are refused.</summary>
    public const int MaxRows = 100_000;

    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    /// <summary>Rows that are in memory at a time.</summary>
    private const int Batch = 500;

    private const int RunMaxLength = 64;

    public async Task<Outcome<CaseExport>> Handle(
        DeskUser user,
        SearchCasesRequest search,
        ExportCasesRequest request,
        CancellationToken ct
    )
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        if (request.Language is { Length: > 0 } language)
            user = user with { Language = Languages.Resolve(language) };
        if (Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        var total = await reader.Read(async db => await (await Found(db, user, search, ct)).Count(int.MaxValue, ct), ct);
        if (total > MaxRows)
            return Problems.Rejected("export-too-large", user.Language, ("count", Text(total)), ("max", Text(MaxRows)));
        await Log(user, request.Format!, total, ct);
        var columns = CaseColumns.Read(request.Columns)!;
        var day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone(request)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new CaseExport(
            $"{DeskTexts.Get("export.file", user.Language)}-{day}.{request.Format}",
            request.Format == Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            total,
            (to, cancellation) => Write(user, search, request, columns, total, to, cancellation)
        );
    }

    private static List<FieldProblem> Check(DeskUser user, ExportCasesRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (request.Format is not (Csv or Xlsx))
            wrong.Add(Problems.Field("format", "unknown", "export.format", user.Language));
        if (CaseColumns.Read(request.Columns) is null)
            wrong.Add(Problems.Field("columns", "unknown", "export.columns", user.Language, ("known", CaseColumns.Write(CaseColumns.All))));
        if (request.Zone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            wrong.Add(Problems.Field("zone", "unknown", "export.zone", user.Language));
        if (request.Run?.Length > RunMaxLength)
            wrong.Add(Problems.Field("run", "length", "export.run", user.Language));
        return wrong;
    }

    private async Task Write(
        DeskUser user,
        SearchCasesRequest search,
        ExportCasesRequest request,
        IReadOnlyList<CaseColumn> columns,
        int total,
        Stream to,
        CancellationToken ct
    )
    {
        using var run = request.Run is { Length: > 0 } id ? runs.Join(user, id) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, run?.Stopping ?? CancellationToken.None);
        var written = 0;
        try
        {
            await using var sheet = request.Format == Csv ? new CsvSheet(to) : await Workbook(user, columns, to, either.Token);
            await sheet.Add([.. columns.Select(column => new SheetCell(column.Heading(user.Language), null))], either.Token);
            var zone = Zone(request);
            await foreach (var rows in Rows(user, search, either.Token))
            {
                foreach (var row in rows.Take(MaxRows - written))
                    await sheet.Add([.. columns.Select(column => Cell(column, row, user.Language, zone))], either.Token);
                written = Math.Min(MaxRows, written + rows.Count);
                run?.Report(written, Math.Max(total, written));
            }
            await sheet.Finish(either.Token);
        }
        finally
        {
            run?.Report(written, Math.Max(total, written), isEnded: true);
        }
    }

    private static async Task<ICaseSheet> Workbook(DeskUser user, IReadOnlyList<CaseColumn> columns, Stream to, CancellationToken ct) =>
        await XlsxSheet.Begin(to, DeskTexts.Get("export.file", user.Language), columns, ct);

    private static SheetCell Cell(CaseColumn column, CaseRow row, string language, TimeZoneInfo zone) =>
        column.Instant is { } instant
            ? new(null, instant(row) is { } at ? TimeZoneInfo.ConvertTime(at, zone).DateTime : null)
            : new(column.Text!(row, language), null);

    private async IAsyncEnumerable<List<CaseRow>> Rows(
        DeskUser user,
        SearchCasesRequest search,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var words = await packTexts.Words(ct);
        var sort = CaseSort.Parse(search.Sort);
        for (Cursor? cursor = null; ; )
        {
            var after = cursor;
            var (rows, last) = await reader.Read(
                async db =>
                {
                    var found = await (await Found(db, user, search, ct)).Read(sort, after, Batch, ct);
                    return (await SearchCases.View(db, found, user.Language, words, ct), found.Count > 0 ? sort.After(found[^1]) : null);
                },
                ct
            );
            if (rows.Count > 0)
                yield return rows;
            if (rows.Count < Batch)
                yield break;
            cursor = last;
        }
    }

    private Task<FoundCases> Found(DeskDb db, DeskUser user, SearchCasesRequest search, CancellationToken ct) =>
        SearchCases.Matching(db, user, search, options.Value.DefaultRegion, clock.GetUtcNow(), ct);

    private TimeZoneInfo Zone(ExportCasesRequest request) =>
        request.Zone is { Length: > 0 } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : options.Value.Zone(clock);

    private async Task Log(DeskUser user, string format, int total, CancellationToken ct) =>
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                db.SecurityEvents.Add(
                    UserRules.Event(unit, SecurityEventKinds.CasesExported, user.UserName, null, $"{Text(total)} rows as {format}")
                );
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/export",
                async (
                    [AsParameters] SearchCasesRequest search,
                    [AsParameters] ExportCasesRequest request,
                    DeskUser user,
                    ExportCases handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                {
                    var outcome = await handler.Handle(user, search, request, ct);
                    return outcome.Problem is { } problem ? Answer.Problem(problem) : Send(outcome.Value, context);
                }
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "ExportCases",
                "Export the cases that a search finds as CSV or Excel, up to 100,000",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<Stream>(StatusCodes.Status200OK, "text/csv");

    private static PushStreamHttpResult Send(CaseExport export, HttpContext context)
    {
        // The ends of a workbook's parts, a few bytes each, are written without waiting.
        if (export.IsWorkbook && context.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(to => WriteOrCut(export, to, context), export.ContentType, export.FileName);
    }

    /// <summary>Who stops an export gets a connection that breaks off, and so no file that looks whole.</summary>
    private static async Task WriteOrCut(CaseExport export, Stream to, HttpContext context)
    {
        try
        {
            await export.Write(to, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
