using System.Text.Json;
using System.Xml;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Counts what happened to jobs in a span of time: in all, by type, by worker, over time, and by error.</summary>
internal static class JobStatistics
{
    private const string JobType = "jobType";

    private const string Resolution = "resolution";

    /// <summary>A span is divided into no more parts than a page can hold.</summary>
    private const int MostParts = Page.MaxLimit;

    /// <summary>Where the caller names no resolution, the finest of these that divides the span into no more parts than a chart shows.</summary>
    private const int ChartParts = 120;

    private static readonly SearchSchema TypeSchema = new(SearchField.Text(JobType));

    private static readonly SearchSchema ErrorSchema = new(
        SearchField.Text(JobType),
        SearchField.Text("errorCode"),
        SearchField.Text("errorMessage")
    );

    private static readonly TimeSpan[] Resolutions =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromDays(1),
        TimeSpan.FromDays(7),
    ];

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapGet("/jobs/statistics/global", Global);
        engine.MapPost("/jobs/statistics/by-types", ByTypes);
        engine.MapPost("/jobs/statistics/by-workers", ByWorkers);
        engine.MapPost("/jobs/statistics/time-series", TimeSeries);
        engine.MapPost("/jobs/statistics/errors", Errors);
    }

    private static async Task<IResult> Global(string? from, string? to, string? jobType, EngineSearch search, CancellationToken ct) =>
        EngineJson.Ok(GlobalJobView.Of(await search.JobCounts(JobSpanReader.Read(from, to), jobType, ct)));

    private static async Task<IResult> ByTypes(Body<JobCountingBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = JobSpanReader.Read(body.Value.Filter);
        SearchRequest request = Read(body.Value, wanted.Rest, TypeSchema);
        return EngineCalls.Found(await search.JobsByType(wanted.Span, request, ct), JobTypeView.Of);
    }

    private static async Task<IResult> ByWorkers(Body<JobCountingBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = JobSpanReader.Read(body.Value.Filter);
        SearchRequest request = OfOneType(Read(body.Value, wanted.Rest, TypeSchema));
        return EngineCalls.Found(await search.JobsByWorker(wanted.Span, request, ct), JobWorkerView.Of);
    }

    private static async Task<IResult> TimeSeries(Body<JobCountingBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = JobSpanReader.Read(body.Value.Filter, Resolution);
        SearchRequest request = OfOneType(Read(body.Value, wanted.Rest, TypeSchema));
        TimeSpan resolution = ReadResolution(wanted.Other, wanted.Span.To - wanted.Span.From);
        return EngineCalls.Found(await search.JobsOverTime(wanted.Span, resolution, request, ct), JobTimeView.Of);
    }

    private static async Task<IResult> Errors(Body<JobCountingBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = JobSpanReader.Read(body.Value.Filter);
        SearchRequest request = OfOneType(Read(body.Value, wanted.Rest, ErrorSchema));
        return EngineCalls.Found(
            await search.JobErrors(wanted.Span, request, ct),
            row => new JobErrorView(row.ErrorCode, row.ErrorMessage, row.Workers)
        );
    }

    private static SearchRequest Read(JobCountingBody body, JsonElement filter, SearchSchema schema) =>
        SearchReader.Read(new SearchBody { Page = body.Page, Filter = filter }, schema);

    private static SearchRequest OfOneType(SearchRequest request)
    {
        IEnumerable<Filter> conditions = request.Filter switch
        {
            Filter.All all => all.Filters,
            { } one => [one],
            null => [],
        };
        return conditions.OfType<Filter.Where>().Any(where => where is { Field: JobType, Operator: Operator.Eq })
            ? request
            : throw SearchReader.Wrong($"filter.{JobType}", "must name the type of the jobs that are counted");
    }

    private static TimeSpan ReadResolution(JsonElement? given, TimeSpan span)
    {
        if (given is not { ValueKind: not JsonValueKind.Null } value)
        {
            return Resolutions.FirstOrDefault(one => span / one <= ChartParts, Resolutions[^1]);
        }
        if (value.ValueKind != JsonValueKind.String || !TryDuration(value.GetString()!, out TimeSpan resolution))
        {
            throw SearchReader.Wrong($"filter.{Resolution}", "must be a duration of one second or more, such as PT1M");
        }
        return span / resolution <= MostParts
            ? resolution
            : throw SearchReader.Wrong(
                $"filter.{Resolution}",
                FormattableString.Invariant($"divides the span into more than {MostParts} parts; use a longer one, or a shorter span")
            );
    }

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.FromSeconds(1);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            duration = default;
            return false;
        }
    }
}

/// <summary>Which jobs are counted.</summary>
internal sealed record JobCountingBody
{
    public JsonElement? Page { get; init; }

    public JsonElement? Filter { get; init; }
}

internal sealed record StatusMetric(long Count, DateTimeOffset? LastUpdatedAt)
{
    public static StatusMetric Of(JobMetric metric) => new(metric.Count, metric.LastUpdatedAt);
}

/// <summary>Everything is counted from the jobs themselves, so nothing is ever missing.</summary>
internal sealed record GlobalJobView(StatusMetric Created, StatusMetric Completed, StatusMetric Failed, bool IsIncomplete)
{
    public static GlobalJobView Of(JobCounts counts) =>
        new(StatusMetric.Of(counts.Created), StatusMetric.Of(counts.Completed), StatusMetric.Of(counts.Failed), false);
}

internal sealed record JobTypeView(string JobType, StatusMetric Created, StatusMetric Completed, StatusMetric Failed, long Workers)
{
    public static JobTypeView Of(JobsByTypeRow row) =>
        new(
            row.Type,
            StatusMetric.Of(row.Counts.Created),
            StatusMetric.Of(row.Counts.Completed),
            StatusMetric.Of(row.Counts.Failed),
            row.Workers
        );
}

internal sealed record JobWorkerView(string Worker, StatusMetric Created, StatusMetric Completed, StatusMetric Failed)
{
    public static JobWorkerView Of(JobsByWorkerRow row) =>
        new(row.Worker, StatusMetric.Of(row.Counts.Created), StatusMetric.Of(row.Counts.Completed), StatusMetric.Of(row.Counts.Failed));
}

internal sealed record JobTimeView(DateTimeOffset Time, StatusMetric Created, StatusMetric Completed, StatusMetric Failed)
{
    public static JobTimeView Of(JobsOverTimeRow row) =>
        new(row.Time, StatusMetric.Of(row.Counts.Created), StatusMetric.Of(row.Counts.Completed), StatusMetric.Of(row.Counts.Failed));
}

internal sealed record JobErrorView(string ErrorCode, string ErrorMessage, long Workers);
