using System.IO.Compression;
using Baton.Desk.Access;
using Baton.Desk.Analysis.Show;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Cases.Export;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Analysis.Export;

/// <summary>A log that is ready to be written.</summary>
/// <param name="FileName">A name to save it under.</param>
/// <param name="ContentType">Of the file.</param>
/// <param name="Write">Writes it to its end; once.</param>
public sealed record EventExport(string FileName, string ContentType, Func<Stream, CancellationToken, Task> Write);

/// <summary>
/// Writes the instances of <see cref="AnalyseProcess"/> for process-mining tools: as XES, packed or not, or as CSV. Who did what is told to those alone
/// who may read all cases.
/// </summary>
public sealed class ExportEvents
{
    public const string Xes = "xes";
    public const string PackedXes = "xes.gz";
    public const string Csv = "csv";

    private static readonly string[] Headings = ["case_id", "activity", "start", "complete", "group", "variant"];

    private readonly EngineSearch _search;
    private readonly TraceReader _traces;
    private readonly DeskReader _reader;
    private readonly PackTexts _texts;
    private readonly BatonRuntime _runtime;

    internal ExportEvents(EngineSearch search, TraceReader traces, DeskReader reader, PackTexts texts, BatonRuntime runtime) =>
        (_search, _traces, _reader, _texts, _runtime) = (search, traces, reader, texts, runtime);

    /// <summary>The log in that format: xes, xes.gz or csv.</summary>
    public async Task<Outcome<EventExport>> Handle(
        DeskUser user,
        string processId,
        AnalysisFilter filter,
        string? format,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!AnalysisGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        List<FieldProblem> wrong = [.. filter.Check(user.Language)];
        if (format is not (Xes or PackedXes or Csv))
            wrong.Add(AnalysisTexts.Words.Field("format", "unknown", "format", user.Language));
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        if (await AnalysedProcess.Find(_search, processId, filter.VersionNumbers()!, ct) is not { } process)
            return AnalysisTexts.Words.NotFound(user.Language);
        await Log(user, processId, format!, ct);
        var words = await AnalyseProcess.Words(_reader, _texts, process, user.Language, ct);
        return new EventExport(
            FileName(processId) + "." + format,
            format switch
            {
                Csv => "text/csv; charset=utf-8",
                Xes => "application/xml",
                _ => "application/gzip",
            },
            (to, cancellation) =>
                Write(Mined(process, filter, words, AnalysisGuard.MaySeePeople(user), cancellation), processId, format!, to, cancellation)
        );
    }

    private async IAsyncEnumerable<MinedTrace> Mined(
        AnalysedProcess process,
        AnalysisFilter filter,
        AnalysisWords words,
        bool withPeople,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var trace in _traces.Read(process, filter, ct))
        {
            var path = TracePath.Of(trace);
            var number = withPeople ? trace.Case?.Number : null;
            yield return new(
                number ?? trace.InstanceKey.ToString(System.Globalization.CultureInfo.InvariantCulture),
                TracePath.Id(path, trace.State),
                path.ConvertAll(step =>
                    MinedEvent.Of(
                        step,
                        words.Element(step.ElementId, step.Type),
                        step.Group is null ? null : words.Group(step.Group),
                        withPeople
                    )
                )
            );
        }
    }

    private static async Task Write(IAsyncEnumerable<MinedTrace> traces, string processId, string format, Stream to, CancellationToken ct)
    {
        if (format == Csv)
        {
            await WriteCsv(traces, to, ct);
            return;
        }
        if (format == Xes)
        {
            await WriteXes(traces, processId, to, ct);
            return;
        }
        await using var packed = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);
        await WriteXes(traces, processId, packed, ct);
    }

    private static async Task WriteXes(IAsyncEnumerable<MinedTrace> traces, string processId, Stream to, CancellationToken ct)
    {
        await using var log = await XesLog.Begin(to, processId);
        await foreach (var trace in traces.WithCancellation(ct))
        {
            await log.Add(trace);
            await log.Flush();
        }
        await log.Finish();
    }

    private static async Task WriteCsv(IAsyncEnumerable<MinedTrace> traces, Stream to, CancellationToken ct)
    {
        await using var sheet = new CsvSheet(to);
        await sheet.Add([.. Headings.Select(heading => new SheetCell(heading, null))], ct);
        await foreach (var trace in traces.WithCancellation(ct))
        foreach (var one in trace.Events)
        {
            string?[] cells =
            [
                trace.CaseId,
                one.Activity,
                one.Started is { } started ? XesLog.Instant(started) : null,
                one.Ended is { } ended ? XesLog.Instant(ended) : null,
                one.Group,
                trace.Variant,
            ];
            await sheet.Add([.. cells.Select(cell => new SheetCell(cell, null))], ct);
        }
        await sheet.Finish(ct);
    }

    /// <summary>Ids of processes may hold what names of files may not.</summary>
    private static string FileName(string processId) =>
        string.Concat(processId.Take(100).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));

    private async Task Log(DeskUser user, string processId, string format, CancellationToken ct) =>
        await _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                db.SecurityEvents.Add(
                    UserRules.Event(unit, SecurityEventKinds.CasesExported, user.UserName, null, $"events of {processId} as {format}")
                );
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/analysis/{processId}/events",
                async (
                    string processId,
                    string? format,
                    [AsParameters] AnalysisFilter filter,
                    DeskUser user,
                    ExportEvents handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                {
                    var outcome = await handler.Handle(user, processId, filter, format, ct);
                    return outcome.Problem is { } problem ? Answer.Problem(problem) : Send(outcome.Value, context);
                }
            )
            .RequirePermission(Permissions.ReadReports)
            .Describe(
                "ExportEvents",
                "The events of a process for process-mining tools, as XES (IEEE 1849-2016) or CSV",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<Stream>(StatusCodes.Status200OK, "application/xml");

    private static PushStreamHttpResult Send(EventExport export, HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(to => WriteOrCut(export, to, context), export.ContentType, export.FileName);
    }

    /// <summary>Who stops an export gets a connection that breaks off, and so no file that looks whole.</summary>
    private static async Task WriteOrCut(EventExport export, Stream to, HttpContext context)
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
