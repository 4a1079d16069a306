using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Analysis.Show;

/// <summary>How a process goes.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Name">Of the newest version; its id where it has none.</param>
/// <param name="Versions">All versions, the newest first.</param>
/// <param name="DrawnKey">Key of the version that the figures are drawn on: the newest of those looked at.</param>
/// <param name="Found">How many instances there are in the span, of cases or not; counted up to 10,000.</param>
/// <param name="HasMore">There are more than were counted.</param>
/// <param name="Sample">So many instances at most were looked at, the newest.</param>
/// <param name="Oldest">When the oldest of them began; null where there are none.</param>
/// <param name="Figures">What they say.</param>
public sealed record ProcessAnalysis(
    string ProcessId,
    string Name,
    IReadOnlyList<AnalysedVersion> Versions,
    long DrawnKey,
    [property: JsonNumberHandling(JsonNumberHandling.Strict)] long Found,
    bool HasMore,
    int Sample,
    DateTimeOffset? Oldest,
    ProcessFigures Figures
)
{
    /// <summary>Names of the elements of the drawing in the reader's language, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>A version of the process.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IsChosen">Its instances are looked at.</param>
public sealed record AnalysedVersion(int Version, bool IsChosen);

/// <summary>Works out how a process really goes, from the newest of its instances.</summary>
public sealed class AnalyseProcess
{
    private readonly EngineSearch _search;
    private readonly TraceReader _traces;
    private readonly DeskReader _reader;
    private readonly PackTexts _texts;
    private readonly TimeProvider _clock;

    internal AnalyseProcess(EngineSearch search, TraceReader traces, DeskReader reader, PackTexts texts, TimeProvider clock) =>
        (_search, _traces, _reader, _texts, _clock) = (search, traces, reader, texts, clock);

    public async Task<Outcome<ProcessAnalysis>> Handle(DeskUser user, string processId, AnalysisFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!AnalysisGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        if (filter.Check(user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        if (await AnalysedProcess.Find(_search, processId, filter.VersionNumbers()!, ct) is not { Newest: { } newest } process)
            return AnalysisTexts.Words.NotFound(user.Language);
        var measure = await _traces.Measure(filter, ct);
        var book = new FigureBook(_clock.GetUtcNow(), (from, to) => measure(from, to));
        DateTimeOffset? oldest = null;
        await foreach (var trace in _traces.Read(process, filter, ct))
        {
            book.Add(Examined.Of(trace, process.Shapes.GetValueOrDefault(trace.DefinitionKey), newest));
            oldest = trace.Began;
        }
        var words = await Words(_reader, _texts, process, user.Language, ct);
        var found = await Count(process, filter, ct);
        var drawn = process.Chosen[0];
        return new ProcessAnalysis(
            processId,
            process.All[0].Name ?? processId,
            [.. process.All.Select(row => new AnalysedVersion(row.Version, process.Chosen.Contains(row)))],
            drawn.ProcessDefinitionKey,
            found.TotalItems,
            found.HasMoreTotalItems,
            filter.Sample ?? AnalysisFilter.UsualSample,
            oldest,
            words.Named(book.Figures())
        )
        {
            Names = (process.Shapes.GetValueOrDefault(drawn.ProcessDefinitionKey) ?? newest)
                .Nodes.Values.Where(node => node.Name is { Length: > 0 })
                .ToDictionary(node => node.Id, node => words.Element(node.Id), StringComparer.Ordinal),
        };
    }

    internal static async Task<AnalysisWords> Words(
        DeskReader reader,
        PackTexts texts,
        AnalysedProcess process,
        string language,
        CancellationToken ct
    )
    {
        var words = await texts.Words(ct);
        var (groups, departments) = await reader.Read(
            async db =>
                (
                    await GroupNames.All(db, ct),
                    await db.Departments.ToDictionaryAsync(row => row.Code, row => row.Name, StringComparer.Ordinal, ct)
                ),
            ct
        );
        return new(process, words, groups, departments, language);
    }

    private async Task<SearchResult<ProcessInstanceRow>> Count(AnalysedProcess process, AnalysisFilter filter, CancellationToken ct)
    {
        List<Filter> conditions =
        [
            new Filter.Where("processDefinitionKey", Operator.In, [.. process.Chosen.Select(row => (object?)row.ProcessDefinitionKey)]),
        ];
        if (filter.From is { } from)
            conditions.Add(new Filter.Where("startDate", Operator.Gte, [from]));
        if (filter.To is { } to)
            conditions.Add(new Filter.Where("startDate", Operator.Lt, [to]));
        var found = await _search.ProcessInstances(
            new()
            {
                Filter = new Filter.All(conditions),
                Page = new() { Limit = 0 },
            },
            ct
        );
        return found.Value;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/analysis/{processId}",
                async (
                    string processId,
                    [AsParameters] AnalysisFilter filter,
                    DeskUser user,
                    AnalyseProcess handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, processId, filter, ct))
            )
            .RequirePermission(Permissions.ReadReports)
            .Describe(
                "AnalyseProcess",
                "How a process really goes: ways, times, bottlenecks, conformance; from its newest instances",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<ProcessAnalysis>();
}
