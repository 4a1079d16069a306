using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>An open incident.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">What kind of thing is wrong, such as JOB_NO_RETRIES.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="At">Since when.</param>
/// <param name="ElementId">The element that is stopped.</param>
/// <param name="Element">Its name in the reader's language.</param>
/// <param name="ElementInstanceKey">Which one of the instance.</param>
/// <param name="InstanceKey">The process instance.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="JobKey">The job that failed; null where none did.</param>
public sealed record IncidentLine(
    long Key,
    string Type,
    string Message,
    DateTimeOffset At,
    string ElementId,
    string Element,
    long ElementInstanceKey,
    long InstanceKey,
    string ProcessId,
    long? JobKey
)
{
    internal static IncidentLine Of(IncidentRow row, ModelWords words) =>
        new(
            row.IncidentKey,
            row.ErrorType,
            row.ErrorMessage,
            row.CreationTime,
            row.ElementId,
            words.Element(row.ProcessDefinitionKey, row.ElementId),
            row.ElementInstanceKey,
            row.ProcessInstanceKey,
            row.ProcessDefinitionId,
            row.JobKey
        );
}

/// <summary>A message that open incidents share.</summary>
/// <param name="Hash">Names it in filters.</param>
/// <param name="Message">The message.</param>
/// <param name="Instances">How many process instances have it.</param>
public sealed record ErrorGroup(int Hash, string Message, int Instances);

/// <summary>Open incidents and the messages that they share.</summary>
public sealed record IncidentsView(Page<IncidentLine> Page, IReadOnlyList<ErrorGroup> Groups);

/// <summary>Which incidents. Names bind from the query string.</summary>
public sealed record IncidentFilter
{
    public string? ProcessId { get; init; }
    public string? Element { get; init; }

    /// <summary>What kind of thing is wrong, such as JOB_NO_RETRIES.</summary>
    public string? Type { get; init; }

    /// <summary>The exact message.</summary>
    public string? Message { get; init; }
}

/// <summary>Lists open incidents, the newest first, and the messages that most instances have.</summary>
public sealed class ListIncidents(BatonRuntime runtime, PackTexts texts)
{
    private const int MostGroups = 50;

    public async Task<Outcome<IncidentsView>> Handle(
        DeskUser user,
        IncidentFilter filter,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(filter);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var conditions = new List<Filter> { new Filter.Where("state", "ACTIVE") };
        Conditions.Add(conditions, ("processDefinitionId", filter.ProcessId), ("elementId", filter.Element));
        Conditions.Add(conditions, ("errorType", filter.Type), ("errorMessage", filter.Message));
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var found = await runtime.Search.Incidents(Conditions.Newest(conditions, "incidentKey", cursor, count), ct);
        if (found.Problem is { } wrong)
            return wrong;
        var groups = await runtime.Search.IncidentsByError(
            new()
            {
                Sort = [new SortField("activeInstancesWithErrorCount", Descending: true)],
                Page = new() { Limit = MostGroups },
            },
            ct
        );
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return new IncidentsView(
            Conditions.Page(found.Value, count, row => IncidentLine.Of(row, words)),
            [.. groups.Value.Items.Select(row => new ErrorGroup(row.ErrorHashCode, row.ErrorMessage, (int)row.Instances))]
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/incidents",
                async (
                    [AsParameters] IncidentFilter filter,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListIncidents handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, filter, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListIncidents", "Open incidents and the messages they share", StatusCodes.Status400BadRequest)
            .Produces<IncidentsView>();
}
