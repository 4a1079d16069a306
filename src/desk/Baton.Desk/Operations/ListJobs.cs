using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A job; its state in the words of the engine's interface, such as CREATED or FAILED.</summary>
public sealed record JobLine(
    long Key,
    string Type,
    string State,
    int Retries,
    string? Worker,
    DateTimeOffset? Deadline,
    string? ErrorMessage,
    string ElementId,
    string Element,
    long InstanceKey,
    string ProcessId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt
)
{
    internal static JobLine Of(JobRow row, ModelWords words) =>
        new(
            row.JobKey,
            row.Type,
            row.State,
            row.Retries,
            row.Worker,
            row.Deadline,
            row.ErrorMessage,
            row.ElementId,
            words.Element(row.ProcessDefinitionKey, row.ElementId),
            row.ProcessInstanceKey,
            row.ProcessDefinitionId,
            row.CreationTime,
            row.EndTime
        );
}

/// <summary>Which jobs. Names bind from the query string.</summary>
public sealed record JobFilter
{
    public string? ProcessId { get; init; }

    /// <summary>The type that workers ask for.</summary>
    public string? Type { get; init; }

    /// <summary>One state, such as FAILED; null for all that are open.</summary>
    public string? State { get; init; }
}

/// <summary>Lists jobs that are not done, the newest first.</summary>
public sealed class ListJobs(BatonRuntime runtime, PackTexts texts)
{
    private static readonly object?[] Open = ["CREATED", "FAILED", "RETRIES_UPDATED", "TIMED_OUT"];

    public async Task<Outcome<Page<JobLine>>> Handle(
        DeskUser user,
        JobFilter filter,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(filter);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var conditions = new List<Filter>
        {
            string.IsNullOrEmpty(filter.State) ? new Filter.Where("state", Operator.In, Open) : new Filter.Where("state", filter.State),
        };
        Conditions.Add(conditions, ("processDefinitionId", filter.ProcessId), ("type", filter.Type));
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var found = await runtime.Search.OpenJobs(Conditions.Newest(conditions, "jobKey", cursor, count), filter.State == "FAILED", ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return found.Then(rows => Conditions.Page(rows, count, row => JobLine.Of(row, words)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/jobs",
                async (
                    [AsParameters] JobFilter filter,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListJobs handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, filter, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListJobs", "Jobs that are not done, the newest first", StatusCodes.Status400BadRequest)
            .Produces<Page<JobLine>>();
}
