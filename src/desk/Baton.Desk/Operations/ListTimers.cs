using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A timer that is still to come.</summary>
public sealed record TimerLine(long Key, DateTimeOffset DueAt, string ElementId, string Element, long InstanceKey, string ProcessId)
{
    internal static TimerLine Of(TimerRow row, ModelWords words) =>
        new(
            row.TimerKey,
            row.DueDate,
            row.ElementId,
            words.Element(row.ProcessDefinitionKey, row.ElementId),
            row.ProcessInstanceKey,
            row.ProcessDefinitionId
        );
}

/// <summary>Lists the timers of running instances, the next due first.</summary>
public sealed class ListTimers(BatonRuntime runtime, PackTexts texts)
{
    public async Task<Outcome<Page<TimerLine>>> Handle(
        DeskUser user,
        string? processId = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var conditions = new List<Filter>();
        Conditions.Add(conditions, ("processDefinitionId", processId));
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var request = Conditions.Newest(conditions, "dueDate", cursor, count) with { Sort = [new SortField("dueDate")] };
        var found = await runtime.Search.Timers(request, ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return found.Then(rows => Conditions.Page(rows, count, row => TimerLine.Of(row, words)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/timers",
                async (string? processId, string? cursor, int? limit, DeskUser user, ListTimers handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, processId, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListTimers", "Timers of running instances, the next due first", StatusCodes.Status400BadRequest)
            .Produces<Page<TimerLine>>();
}
