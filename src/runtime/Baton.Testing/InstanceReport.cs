using System.Globalization;
using Baton.Engine;
using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Testing;

/// <summary>Says in a few lines where a process instance stands, for the reader of a failed test.</summary>
internal static class InstanceReport
{
    public static async Task<string> Of(BatonTestHost host, long key)
    {
        var lines = new List<string>();
        var open = await host.Write(unit => new ValueTask<Outcome<List<string>>>(Open(unit.Engine.State(key)))).ConfigureAwait(false);
        lines.AddRange(open.Select(line => $"  open: {line}"));
        if (open.Count == 0)
        {
            lines.Add("  nothing is open");
        }
        foreach (var incident in await Incidents(host, key).ConfigureAwait(false))
        {
            lines.Add($"  incident: {incident.ErrorType} at '{incident.ElementId}': {incident.ErrorMessage}");
        }
        var passed = (await Elements(host, key).ConfigureAwait(false)).Where(row => row.State == "COMPLETED").Select(row => row.ElementId);
        lines.Add($"  passed: {string.Join(", ", passed)}");
        foreach (var (name, value) in await host.VariablesOf(key).ConfigureAwait(false))
        {
            lines.Add($"  variable: {name} = {(value.Length > 200 ? value[..200] + "…" : value)}");
        }
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"  clock: {host.Now:yyyy-MM-dd'T'HH:mm:ssK}"));
        return string.Join('\n', lines);
    }

    /// <summary>All element instances of the tree, oldest first.</summary>
    public static async Task<IReadOnlyList<ElementInstanceRow>> Elements(BatonTestHost host, long key)
    {
        var rows = new List<ElementInstanceRow>();
        string? after = null;
        do
        {
            var request = new SearchRequest
            {
                Filter = OfTree(key),
                Page = new() { Limit = Page.MaxLimit, After = after },
            };
            var page = (await host.Search.ElementInstances(request).ConfigureAwait(false)).Value;
            rows.AddRange(page.Items);
            after = page.Items.Count == Page.MaxLimit ? page.EndCursor : null;
        } while (after is not null);
        return rows;
    }

    /// <summary>The open incidents of the tree.</summary>
    public static async Task<IReadOnlyList<IncidentRow>> Incidents(BatonTestHost host, long key)
    {
        var filter = new Filter.All(OfTree(key), new Filter.Where("state", "ACTIVE"));
        return (await host.Search.Incidents(new() { Filter = filter }).ConfigureAwait(false)).Value.Items;
    }

    private static Filter.Where OfTree(long key) => new("rootProcessInstanceKey", key);

    private static List<string> Open(InstanceState? state)
    {
        if (state is null)
        {
            return [];
        }
        return
        [
            .. state.ElementInstances.Where(instance => !instance.IsProcess).OrderBy(instance => instance.Key).Select(Line),
            .. state
                .Timers.OrderBy(timer => timer.Key)
                .Select(timer =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"timer of '{timer.Target.Id}', due {timer.Plan.DueAt:yyyy-MM-dd'T'HH:mm:ssK}"
                    )
                ),
            .. state
                .MessageSubscriptions.OrderBy(message => message.Key)
                .Select(message => $"message '{message.MessageName}' with the key '{message.CorrelationKey}' for '{message.Target.Id}'"),
            .. state
                .SignalSubscriptions.OrderBy(signal => signal.Key)
                .Select(signal => $"signal '{signal.SignalName}' for '{signal.Target.Id}'"),
        ];
    }

    private static string Line(ElementInstance instance)
    {
        var element = instance.Element;
        var line = $"{element.Type.RestName().ToLowerInvariant().Replace('_', ' ')} '{element.Id}'";
        line += element.Name is { Length: > 0 } name ? $" ({name})" : "";
        if (instance.Job is { } job)
        {
            line += string.Create(CultureInfo.InvariantCulture, $", job of type '{job.Type}' with {job.Retries} retries");
        }
        if (instance.UserTask is { } task)
        {
            line += task.Assignee is null ? ", assigned to nobody" : $", assigned to '{task.Assignee}'";
        }
        return line;
    }
}
