using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Bulk;

/// <summary>What is to be done to several tasks.</summary>
/// <param name="Action">One of <see cref="TaskActions"/>.</param>
/// <param name="Tasks">Their keys; 200 at most.</param>
public sealed record BulkTasksRequest(string Action, IReadOnlyList<long> Tasks)
{
    /// <summary>To whom they are handed or delegated.</summary>
    public string? ToUser { get; init; }

    /// <summary>To which role they are handed.</summary>
    public string? ToRole { get; init; }

    /// <summary>Needed to hand on and to delegate; 1000 characters at most.</summary>
    public string? Reason { get; init; }
}

/// <summary>Does one thing to several tasks, to each with the rights and rules that it has for one, and says what became of each.</summary>
public sealed class BulkTasks(TaskDeeds deeds, BulkLog log)
{
    public async Task<Outcome<BulkResult>> Handle(DeskUser user, BulkTasksRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ct.ThrowIfCancellationRequested();
        if (!user.May(Permissions.WorkOnTasks))
            return Problems.Forbidden(user.Language);
        if (BulkRules.Check(user, request) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        var items = request.Tasks.Distinct().Select(key => new BulkItem(key, "")).ToList();
        return BulkResult.Of(await log.Run(user, BulkKinds.Tasks, request.Action, items, item => deeds.Do(user, item, request)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/bulk/tasks",
                async (BulkTasksRequest request, DeskUser user, BulkTasks handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.WorkOnTasks)
            .Describe("BulkTasks", "Do one thing to several tasks", StatusCodes.Status400BadRequest)
            .Produces<BulkResult>();
}
