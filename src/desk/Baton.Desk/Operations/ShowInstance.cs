using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Operations;

/// <summary>A process instance with all that an operator asks about it.</summary>
public sealed record InstanceView
{
    /// <summary>What lists show of it.</summary>
    public required InstanceItem Instance { get; init; }

    /// <summary>The key of the definition by which it runs.</summary>
    public required long DefinitionKey { get; init; }

    /// <summary>The key of the instance at the root of its tree.</summary>
    public required long RootKey { get; init; }

    /// <summary>The number of the case that it carries; null for none.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>The BPMN to draw.</summary>
    public required string Xml { get; init; }

    /// <summary>Its element instances, oldest first; at most <see cref="Most"/>.</summary>
    public required IReadOnlyList<ElementView> Elements { get; init; }

    /// <summary>There are more element instances than are listed.</summary>
    public bool IsCut { get; init; }

    /// <summary>Ids of the flows that were taken.</summary>
    public required IReadOnlyList<string> Flows { get; init; }

    public required IReadOnlyList<VariableLine> Variables { get; init; }
    public required IReadOnlyList<JobLine> Jobs { get; init; }
    public required IReadOnlyList<TimerLine> Timers { get; init; }
    public required IReadOnlyList<SubscriptionLine> Subscriptions { get; init; }
    public required IReadOnlyList<TaskLine> Tasks { get; init; }
    public required IReadOnlyList<IncidentLine> Incidents { get; init; }

    /// <summary>The instances that it called.</summary>
    public required IReadOnlyList<InstanceItem> Called { get; init; }

    /// <summary>What operators did with it, the latest first.</summary>
    public required IReadOnlyList<DeedLine> Deeds { get; init; }

    /// <summary>So many rows of each kind are shown at most.</summary>
    public const int Most = 2000;
}

/// <summary>An element instance.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ScopeKey">The element instance around it; the process instance at the top.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Type">In the words of the engine's interface, such as USER_TASK.</param>
/// <param name="State">active, completed or terminated.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="IncidentKey">What stops it.</param>
public sealed record ElementView(
    long Key,
    long? ScopeKey,
    string ElementId,
    string Name,
    string Type,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? IncidentKey
);

/// <summary>A variable with the scope that has it; its value is JSON.</summary>
public sealed record VariableLine(long ScopeKey, string Scope, string Name, string Value);

/// <summary>What was done with a user task, and when: CREATE, ASSIGN, ...</summary>
public sealed record TaskStep(string Operation, DateTimeOffset At);

/// <summary>A user task; its state in the words of the engine's interface.</summary>
public sealed record TaskLine(
    long Key,
    string ElementId,
    string Name,
    string State,
    string? Assignee,
    IReadOnlyList<string> Candidates,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<TaskStep> Log
);

/// <summary>What an operator did.</summary>
public sealed record DeedLine(DateTimeOffset At, string? Actor, string Deed, JsonObject Before, JsonObject After);

/// <summary>Shows operators a process instance.</summary>
public sealed class ShowInstance(BatonRuntime runtime, DeskReader reader, PackTexts texts)
{
    /// <summary>Of so many tasks the log is read.</summary>
    private const int TasksWithLog = 20;

    public async Task<Outcome<InstanceView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var search = runtime.Search;
        if (
            await search.ProcessInstance(key, ct) is not { } row
            || await search.ProcessDefinitionXml(row.ProcessDefinitionKey, ct) is not { } xml
        )
            return OperationTexts.Words.NotFound("instance", user.Language);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        var own = Of(key);
        var elements = (await search.ElementInstances(own, ct)).Value;
        var lines = elements.Items.Where(one => one.Type != "PROCESS").Select(one => Element(one, words)).ToList();
        var names = lines.ToDictionary(one => one.Key, one => one.Name);
        var tasks = (await search.UserTasks(own, ct)).Value.Items;
        return new InstanceView
        {
            Instance = InstanceItem.Of(row, words),
            DefinitionKey = row.ProcessDefinitionKey,
            RootKey = row.RootProcessInstanceKey,
            CaseNumber = await reader.Read(
                db =>
                    db.Cases.Where(one => one.ProcessInstanceKey == row.RootProcessInstanceKey)
                        .Select(one => one.Number)
                        .FirstOrDefaultAsync(ct),
                ct
            ),
            Xml = xml,
            Elements = lines,
            IsCut = elements.TotalItems > elements.Items.Count || elements.HasMoreTotalItems,
            Flows = [.. (await search.SequenceFlows(key, ct)).Select(flow => flow.ElementId).Distinct(StringComparer.Ordinal)],
            Variables =
            [
                .. (await search.Variables(own, ct))
                    .Value.Items.Select(one => new VariableLine(
                        one.ScopeKey,
                        names.GetValueOrDefault(one.ScopeKey, ""),
                        one.Name,
                        one.Value
                    ))
                    .OrderBy(one => one.ScopeKey)
                    .ThenBy(one => one.Name, StringComparer.Ordinal),
            ],
            Jobs = [.. (await search.Jobs(own, ct)).Value.Items.Select(one => JobLine.Of(one, words))],
            Timers = [.. (await search.Timers(own, ct)).Value.Items.Select(one => TimerLine.Of(one, words))],
            Subscriptions =
            [
                .. (
                    await search.MessageSubscriptions(Of(key, new Filter.Where("messageSubscriptionState", "CREATED")), ct)
                ).Value.Items.Select(one => SubscriptionLine.Of(one, words)),
            ],
            Tasks = await Tasks(tasks, words, ct),
            Incidents =
            [
                .. (await search.Incidents(Of(key, new Filter.Where("state", "ACTIVE")), ct)).Value.Items.Select(one =>
                    IncidentLine.Of(one, words)
                ),
            ],
            Called =
            [
                .. (
                    await search.ProcessInstances(new() { Filter = new Filter.Where("parentProcessInstanceKey", key) }, ct)
                ).Value.Items.Select(one => InstanceItem.Of(one, words)),
            ],
            Deeds = await Deeds(key, ct),
        };
    }

    private static SearchRequest Of(long key, params Filter[] more) =>
        new()
        {
            Filter = new Filter.All([new Filter.Where("processInstanceKey", key), .. more]),
            Page = new() { Limit = InstanceView.Most },
        };

    private static ElementView Element(ElementInstanceRow row, ModelWords words) =>
        new(
            row.ElementInstanceKey,
            row.ScopeKey,
            row.ElementId,
            words.Element(row.ProcessDefinitionKey, row.ElementId),
            row.Type,
#pragma warning disable CA1308 // A word of the interface, not a text to compare.
            row.State.ToLowerInvariant(),
#pragma warning restore CA1308
            row.StartDate,
            row.EndDate,
            row.IncidentKey
        );

    private async Task<IReadOnlyList<TaskLine>> Tasks(IReadOnlyList<UserTaskRow> rows, ModelWords words, CancellationToken ct)
    {
        var lines = new List<TaskLine>();
        foreach (var row in rows.OrderByDescending(row => row.UserTaskKey))
        {
            var log =
                lines.Count < TasksWithLog
                    ? (await runtime.Search.UserTaskLog(row.UserTaskKey, new() { Page = new() { Limit = 50 } }, ct)).Value.Items
                    : [];
            lines.Add(
                new(
                    row.UserTaskKey,
                    row.ElementId,
                    words.Element(row.ProcessDefinitionKey, row.ElementId),
                    row.State,
                    row.Assignee,
                    [.. row.CandidateUsers, .. row.CandidateGroups],
                    row.CreationDate,
                    row.DueDate,
                    [.. log.Select(one => new TaskStep(one.Operation, one.Timestamp))]
                )
            );
        }
        return lines;
    }

    private async Task<IReadOnlyList<DeedLine>> Deeds(long key, CancellationToken ct)
    {
        var target = key.ToString(CultureInfo.InvariantCulture);
        var rows = await reader.Read(
            db =>
                db.AuditEntries.Where(entry => entry.Kind == AuditKinds.Instance && entry.Target == target)
                    .OrderByDescending(entry => entry.Number)
                    .Take(100)
                    .ToListAsync(ct),
            ct
        );
        return
        [
            .. rows.Select(entry =>
            {
                var after = JsonNode.Parse(entry.After)!.AsObject();
                return new DeedLine(entry.At, entry.Actor, (string?)after["deed"] ?? "", JsonNode.Parse(entry.Before)!.AsObject(), after);
            }),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/instances/{key:long}",
                async (long key, DeskUser user, ShowInstance handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ShowInstance", "A process instance", StatusCodes.Status404NotFound)
            .Produces<InstanceView>();
}
