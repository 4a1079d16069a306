using System.Text.Json.Serialization;
using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Analysis.Show;

/// <summary>The instances behind a figure.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Items">The newest of them.</param>
public sealed record AnalysedInstances(int Count, IReadOnlyList<AnalysedInstance> Items);

/// <summary>One instance.</summary>
/// <param name="InstanceKey">Its key.</param>
/// <param name="CaseNumber">Of its case; null where it has none, or the reader may not read it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">Null while it runs.</param>
/// <param name="Throughput">How long it took, in milliseconds; null while it runs.</param>
/// <param name="IsDeviating">It went a way that the newest version does not have.</param>
/// <param name="IsChanged">Somebody moved it by hand.</param>
/// <param name="IsMigrated">It went from one version to another.</param>
public sealed record AnalysedInstance(
    long InstanceKey,
    string? CaseNumber,
    TraceState State,
    DateTimeOffset Began,
    DateTimeOffset? Ended,
    [property: JsonNumberHandling(JsonNumberHandling.Strict)] long? Throughput,
    bool IsDeviating,
    bool IsChanged,
    bool IsMigrated
);

/// <summary>Lists the instances behind a figure of <see cref="AnalyseProcess"/>: the same sample, narrowed to what the figure counts.</summary>
public sealed class ListAnalysedInstances
{
    /// <summary>More are counted, not listed.</summary>
    public const int ItemsMax = 100;

    private readonly EngineSearch _search;
    private readonly TraceReader _traces;
    private readonly DeskReader _reader;

    internal ListAnalysedInstances(EngineSearch search, TraceReader traces, DeskReader reader) =>
        (_search, _traces, _reader) = (search, traces, reader);

    /// <summary>Those that a <see cref="Selection"/> means, as text; all of the sample for none.</summary>
    public async Task<Outcome<AnalysedInstances>> Handle(
        DeskUser user,
        string processId,
        AnalysisFilter filter,
        string? behind,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!AnalysisGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        List<FieldProblem> wrong = [.. filter.Check(user.Language)];
        var selection = string.IsNullOrEmpty(behind) ? null : Selection.Parse(behind);
        if (selection is null && !string.IsNullOrEmpty(behind))
            wrong.Add(AnalysisTexts.Words.Field("behind", "unknown", "behind", user.Language));
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        if (await AnalysedProcess.Find(_search, processId, filter.VersionNumbers()!, ct) is not { Newest: { } newest } process)
            return AnalysisTexts.Words.NotFound(user.Language);
        var measure = await _traces.Measure(filter, ct);
        var (count, listed) = (0, new List<Examined>());
        await foreach (var trace in _traces.Read(process, filter, ct))
        {
            var one = Examined.Of(trace, process.Shapes.GetValueOrDefault(trace.DefinitionKey), newest);
            if (selection?.Has(one) == false)
                continue;
            count++;
            if (listed.Count < ItemsMax)
                listed.Add(one);
        }
        var readable = await Readable(user, listed, ct);
        return new AnalysedInstances(
            count,
            listed.ConvertAll(one => View(one, readable, (from, to) => (long)measure(from, to).TotalMilliseconds))
        );
    }

    private async Task<HashSet<long>> Readable(DeskUser user, List<Examined> listed, CancellationToken ct)
    {
        List<long> keys = [.. listed.Select(one => one.Trace.Case?.Key).OfType<long>()];
        return keys.Count == 0 || !CaseGuard.MayReadSome(user)
            ? []
            : await _reader.Read(async db => (await CaseGuard.ReadableOf(db, user, keys, ct)).ToHashSet(), ct);
    }

    private static AnalysedInstance View(Examined one, HashSet<long> readable, Func<DateTimeOffset, DateTimeOffset, long> measure)
    {
        var trace = one.Trace;
        return new(
            trace.InstanceKey,
            trace.Case is { } row && readable.Contains(row.Key) ? row.Number : null,
            trace.State,
            trace.Began,
            trace.Ended,
            trace.Ended is { } ended ? measure(trace.Began, ended) : null,
            one.Deviations.Count > 0,
            one.IsChanged,
            trace.IsMigrated
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/analysis/{processId}/instances",
                async (
                    string processId,
                    string? behind,
                    [AsParameters] AnalysisFilter filter,
                    DeskUser user,
                    ListAnalysedInstances handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, processId, filter, behind, ct))
            )
            .RequirePermission(Permissions.ReadReports)
            .Describe(
                "ListAnalysedInstances",
                "The instances behind a figure of the analysis, such as step:ID, flow:ID, variant:ID or deviates",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<AnalysedInstances>();
}
