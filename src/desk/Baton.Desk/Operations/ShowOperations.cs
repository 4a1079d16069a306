using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>What runs, waits and stands still, at a glance.</summary>
/// <param name="Work">Everything that is open.</param>
/// <param name="Processes">By name.</param>
public sealed record OperationsView(OpenCounts Work, IReadOnlyList<ProcessLine> Processes);

/// <summary>What is open in the whole installation; a count of <see cref="Most"/> + 1 means more than that.</summary>
public sealed record OpenCounts(int Instances, int Incidents, int Jobs, int Timers, int Subscriptions, int PendingLetters, int DeadLetters)
{
    /// <summary>Nothing is counted further.</summary>
    public const int Most = Baton.Runtime.Search.Page.MaxTotal;
}

/// <summary>A process with all its versions.</summary>
public sealed record ProcessLine(string ProcessId, string Name, int Running, int Stopped, IReadOnlyList<VersionLine> Versions);

/// <summary>A version of a process: how many instances run, and how many of these an incident stops.</summary>
public sealed record VersionLine(int Version, string? Tag, bool IsLatest, int Running, int Stopped)
{
    /// <summary>Nothing is counted further in one version, or at one element of it; one more means more than that.</summary>
    public const int Most = EngineSearch.MostPresent;
}

/// <summary>Shows operators what the engine does.</summary>
public sealed class ShowOperations(BatonRuntime runtime, PackTexts texts)
{
    public async Task<Outcome<OperationsView>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var all = new SearchRequest { Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit } };
        var definitions = (await runtime.Search.ProcessDefinitions(all, ct)).Value.Items;
        var running = await runtime.Search.RunningByVersion(ct);
        var open = await runtime.Search.OpenWork(ct);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        var lines = definitions
            .GroupBy(row => row.ProcessDefinitionId, StringComparer.Ordinal)
            .Select(group => Line(group, running, words))
            .OrderBy(line => line.Name, StringComparer.Ordinal)
            .ThenBy(line => line.ProcessId, StringComparer.Ordinal);
        return new OperationsView(
            new(
                (int)open.Instances,
                (int)open.Incidents,
                (int)open.Jobs,
                (int)open.Timers,
                (int)open.Subscriptions,
                (int)open.PendingLetters,
                (int)open.DeadLetters
            ),
            [.. lines]
        );
    }

    private static ProcessLine Line(
        IGrouping<string, ProcessDefinitionRow> group,
        IReadOnlyDictionary<long, (long Running, long Stopped)> running,
        ModelWords words
    )
    {
        var rows = group.OrderByDescending(row => row.Version).ToList();
        var versions = rows.ConvertAll(row =>
        {
            var counts = running.GetValueOrDefault(row.ProcessDefinitionKey);
            return new VersionLine(row.Version, row.VersionTag, row.IsLatestVersion, (int)counts.Running, (int)counts.Stopped);
        });
        return new(
            group.Key,
            words.Process(group.Key, rows[0].Name),
            versions.Sum(version => version.Running),
            versions.Sum(version => version.Stopped),
            versions
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations",
                async (DeskUser user, ShowOperations handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ShowOperations", "What runs, waits and stands still")
            .Produces<OperationsView>();
}
