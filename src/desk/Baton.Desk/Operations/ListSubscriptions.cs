using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A message that an instance waits for.</summary>
public sealed record SubscriptionLine(
    long Key,
    string Message,
    string CorrelationKey,
    DateTimeOffset At,
    string ElementId,
    string Element,
    long InstanceKey,
    string ProcessId
)
{
    internal static SubscriptionLine Of(MessageSubscriptionRow row, ModelWords words) =>
        new(
            row.MessageSubscriptionKey,
            row.MessageName,
            row.CorrelationKey,
            row.LastUpdatedDate,
            row.ElementId,
            words.Element(row.ProcessDefinitionKey, row.ElementId),
            row.ProcessInstanceKey,
            row.ProcessDefinitionId
        );
}

/// <summary>Lists the messages that instances wait for, the newest wait first.</summary>
public sealed class ListSubscriptions(BatonRuntime runtime, PackTexts texts)
{
    public async Task<Outcome<Page<SubscriptionLine>>> Handle(
        DeskUser user,
        string? processId = null,
        string? message = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var conditions = new List<Filter> { new Filter.Where("messageSubscriptionState", "CREATED") };
        Conditions.Add(conditions, ("processDefinitionId", processId), ("messageName", message));
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var found = await runtime.Search.MessageSubscriptions(Conditions.Newest(conditions, "messageSubscriptionKey", cursor, count), ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return found.Then(rows => Conditions.Page(rows, count, row => SubscriptionLine.Of(row, words)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/subscriptions",
                async (
                    string? processId,
                    string? message,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListSubscriptions handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, processId, message, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListSubscriptions", "Messages that instances wait for", StatusCodes.Status400BadRequest)
            .Produces<Page<SubscriptionLine>>();
}
