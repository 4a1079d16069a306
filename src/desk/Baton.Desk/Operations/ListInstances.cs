using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A process instance in a list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ProcessId">The id of its process.</param>
/// <param name="ProcessName">The name in the reader's language.</param>
/// <param name="Version">The version by which it runs.</param>
/// <param name="State">One of <see cref="InstanceFilter.States"/>.</param>
/// <param name="HasIncident">Something in its tree is stopped.</param>
/// <param name="BusinessId">The number of the case, or what else its caller named it.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="ParentKey">The instance that called it; null at the root.</param>
public sealed record InstanceItem(
    long Key,
    string ProcessId,
    string ProcessName,
    int Version,
    string State,
    bool HasIncident,
    string? BusinessId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? ParentKey
)
{
    internal static InstanceItem Of(ProcessInstanceRow row, ModelWords words) =>
        new(
            row.ProcessInstanceKey,
            row.ProcessDefinitionId,
            words.Process(row.ProcessDefinitionId, row.ProcessDefinitionName),
            row.ProcessDefinitionVersion,
#pragma warning disable CA1308 // A word of the interface, not a text to compare.
            row.State.ToLowerInvariant(),
#pragma warning restore CA1308
            row.HasIncident,
            row.BusinessId,
            row.StartDate,
            row.EndDate,
            row.ParentProcessInstanceKey
        );
}

/// <summary>Lists process instances, the newest first. Counting ends at ten thousand, so that it is quick for any number of them.</summary>
public sealed class ListInstances(BatonRuntime runtime, PackTexts texts)
{
    /// <summary>So many instances at most are asked for a variable for one page; the next page goes on from there.</summary>
    public const int Stretch = InstanceWalk.Stretch;

    private const int MaxLimit = 200;

    public async Task<Outcome<Page<InstanceItem>>> Handle(
        DeskUser user,
        InstanceFilter filter,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(filter);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (filter.Check(user.Language) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        if (!InstanceWalk.TryRead(cursor, out var after))
            return Problems.Invalid(user.Language, OperationTexts.Words.Field("cursor", "unknown", "cursor", user.Language));
        var found = await new InstanceWalk(runtime.Search).Page(filter, after, Math.Clamp(limit ?? 50, 1, MaxLimit), ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return found.Then(page => new Page<InstanceItem>([.. page.Items.Select(row => InstanceItem.Of(row, words))], page.NextCursor)
        {
            Total = page.Total,
            IsTotalMore = page.IsTotalMore,
        });
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/instances",
                async (
                    [AsParameters] InstanceFilter filter,
                    string? cursor,
                    int? limit,
                    DeskUser user,
                    ListInstances handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, filter, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListInstances", "Process instances, the newest first", StatusCodes.Status400BadRequest)
            .Produces<Page<InstanceItem>>();
}
