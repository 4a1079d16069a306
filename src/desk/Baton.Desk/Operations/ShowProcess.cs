using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>A version of a process with where its instances stand and how long they stay.</summary>
/// <param name="ProcessId">The id of the process.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="DefinitionKey">The key of this version.</param>
/// <param name="Version">Its number.</param>
/// <param name="Versions">All versions, the newest first.</param>
/// <param name="Xml">The BPMN to draw.</param>
/// <param name="Elements">Where something stands, or was measured.</param>
/// <param name="Sample">By how many instances it was measured how long they stay.</param>
public sealed record ProcessView(
    string ProcessId,
    string Name,
    long DefinitionKey,
    int Version,
    IReadOnlyList<int> Versions,
    string Xml,
    IReadOnlyList<ElementLoad> Elements,
    int Sample
);

/// <summary>An element with what stands there now and how long instances stay there; null where nothing was measured.</summary>
public sealed record ElementLoad(
    string ElementId,
    string Name,
    int Active,
    int Incidents,
    double? MedianSeconds,
    double? NinetyPercentSeconds
);

/// <summary>Shows a version of a process to operators: where its instances stand, and where they wait.</summary>
public sealed class ShowProcess(BatonRuntime runtime, PackTexts texts)
{
    /// <summary>So many of the newest running and of the newest completed instances are measured.</summary>
    public const int Sample = 1000;

    public async Task<Outcome<ProcessView>> Handle(DeskUser user, string processId, int? version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var found = await runtime.Search.ProcessDefinitions(
            new()
            {
                Filter = new Filter.Where("processDefinitionId", processId),
                Sort = [new SortField("version", Descending: true)],
                Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
            },
            ct
        );
        var rows = found.Value.Items;
        var row = rows.FirstOrDefault(one => version is null || one.Version == version);
        if (row is null || await runtime.Search.ProcessDefinitionXml(row.ProcessDefinitionKey, ct) is not { } xml)
            return OperationTexts.Words.NotFound("process", user.Language);
        var presence = await runtime.Search.Presence(row.ProcessDefinitionKey, ct);
        var times = await runtime.Search.ElementTimes(row.ProcessDefinitionKey, Sample, ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        return new ProcessView(
            processId,
            words.Process(processId, row.Name),
            row.ProcessDefinitionKey,
            row.Version,
            [.. rows.Select(one => one.Version)],
            xml,
            [.. Loads(presence, times, id => words.Element(row.ProcessDefinitionKey, id)).Where(load => load.ElementId != processId)],
            (int)times.Instances
        );
    }

    internal static IEnumerable<ElementLoad> Loads(IReadOnlyList<PresenceRow> presence, ElementTimes times, Func<string, string> name)
    {
        var stays = times.Elements.ToDictionary(row => row.ElementId, StringComparer.Ordinal);
        var stands = presence.ToDictionary(row => row.ElementId, StringComparer.Ordinal);
        foreach (var id in stands.Keys.Union(stays.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (now, time) = (stands.GetValueOrDefault(id), stays.GetValueOrDefault(id));
            yield return new(
                id,
                name(id),
                (int)(now?.Active ?? 0),
                (int)(now?.Incidents ?? 0),
                time?.Median.TotalSeconds,
                time?.NinetyPercent.TotalSeconds
            );
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/processes/{processId}",
                async (string processId, int? version, DeskUser user, ShowProcess handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, processId, version, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ShowProcess", "A process with where its instances stand and wait", StatusCodes.Status404NotFound)
            .Produces<ProcessView>();
}
