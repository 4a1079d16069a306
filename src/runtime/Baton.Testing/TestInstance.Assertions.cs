using Baton.Feel;
using Baton.Runtime.Search;
using Baton.Runtime.Variables;

namespace Baton.Testing;

public sealed partial class TestInstance
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The instance has come to one of its end events. Waits up to ten seconds of real time where workers run beside the test.</summary>
    public async Task AssertEnded()
    {
        await _host.Runtime.AwaitEnd(Key, HasWorkers ? Patience : TimeSpan.Zero).ConfigureAwait(false);
        var state = await _host.StateOf(Key).ConfigureAwait(false);
        if (state != "COMPLETED")
        {
            throw await Wrong("to have ended", $"it is {state}").ConfigureAwait(false);
        }
    }

    /// <summary>The instance was ended before it came to an end event, by a person or a terminating event around it.</summary>
    public async Task AssertTerminated()
    {
        var state = await _host.StateOf(Key).ConfigureAwait(false);
        if (state != "TERMINATED")
        {
            throw await Wrong("to be terminated", $"it is {state}").ConfigureAwait(false);
        }
    }

    /// <summary>Exactly these elements are open, sub-processes around them not counted; repeat an id that is open several times.</summary>
    public async Task AssertWaitsAt(params string[] elementIds)
    {
        var rows = await Rows().ConfigureAwait(false);
        var scopes = rows.Where(row => row.State == "ACTIVE").Select(row => row.ScopeKey).ToHashSet();
        var open = rows.Where(row => row.State == "ACTIVE" && !scopes.Contains(row.ElementInstanceKey) && row.Type != "CALL_ACTIVITY")
            .Select(row => row.ElementId)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (!open.SequenceEqual(elementIds.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw await Wrong($"to wait at {Listed(elementIds)}", $"it waits at {Listed(open)}").ConfigureAwait(false);
        }
    }

    /// <summary>All of these elements have completed, in any order.</summary>
    public async Task AssertPassed(params string[] elementIds)
    {
        var passed = Passed(await Rows().ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        if (elementIds.Where(id => !passed.Contains(id)).ToList() is { Count: > 0 } missing)
        {
            throw await Wrong($"to have passed {Listed(elementIds)}", $"it has not passed {Listed(missing)}").ConfigureAwait(false);
        }
    }

    /// <summary>These elements have completed and were begun in this order; others may lie between.</summary>
    public async Task AssertPassedInOrder(params string[] elementIds)
    {
        var rest = new Queue<string>(elementIds);
        foreach (var id in Passed(await Rows().ConfigureAwait(false)))
        {
            if (rest.TryPeek(out var next) && next == id)
            {
                rest.Dequeue();
            }
        }
        if (rest.TryPeek(out var missing))
        {
            throw await Wrong($"to have passed {Listed(elementIds)} in this order", $"'{missing}' does not come in its place")
                .ConfigureAwait(false);
        }
    }

    /// <summary>None of these elements has completed.</summary>
    public async Task AssertNotPassed(params string[] elementIds)
    {
        var passed = Passed(await Rows().ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        if (elementIds.Where(passed.Contains).ToList() is { Count: > 0 } found)
        {
            throw await Wrong($"not to have passed {Listed(elementIds)}", $"it has passed {Listed(found)}").ConfigureAwait(false);
        }
    }

    /// <summary>A variable of the instance has a value; compared as JSON.</summary>
    public async Task AssertVariable(string name, object? value)
    {
        var variables = await _host.VariablesOf(Key).ConfigureAwait(false);
        var expected = FeelJson.Parse(System.Text.Json.JsonSerializer.Serialize(value, VariableJson.Default));
        if (!variables.TryGetValue(name, out var actual))
        {
            throw await Wrong($"to have the variable '{name}' with the value {FeelJson.ToJson(expected)}", "there is no such variable")
                .ConfigureAwait(false);
        }
        if (FeelJson.Parse(actual) != expected)
        {
            throw await Wrong($"to have the variable '{name}' with the value {FeelJson.ToJson(expected)}", $"it is {actual}")
                .ConfigureAwait(false);
        }
    }

    /// <summary>The instance has no variable of this name.</summary>
    public async Task AssertNoVariable(string name)
    {
        if ((await _host.VariablesOf(Key).ConfigureAwait(false)).TryGetValue(name, out var actual))
        {
            throw await Wrong($"to have no variable '{name}'", $"it is {actual}").ConfigureAwait(false);
        }
    }

    /// <summary>An incident is open at an element.</summary>
    /// <param name="elementId">The element.</param>
    /// <param name="type">What kind, such as <c>JOB_NO_RETRIES</c>; null is any.</param>
    public async Task AssertIncident(string elementId, string? type = null)
    {
        var incidents = await Incidents().ConfigureAwait(false);
        if (!incidents.Any(incident => incident.ElementId == elementId && (type is null || incident.ErrorType == type)))
        {
            var what = type is null ? "an incident" : $"an incident {type}";
            throw await Wrong($"to have {what} at '{elementId}'", "there is none").ConfigureAwait(false);
        }
    }

    /// <summary>No incident is open.</summary>
    public async Task AssertNoIncident()
    {
        if (await Incidents().ConfigureAwait(false) is { Count: > 0 } incidents)
        {
            throw await Wrong("to have no incident", $"there {(incidents.Count == 1 ? "is one" : $"are {incidents.Count}")}")
                .ConfigureAwait(false);
        }
    }

    private bool HasWorkers => _host.Runtime.HasWorkers;

    private static string Listed(IReadOnlyCollection<string> ids) => ids.Count == 0 ? "no element" : $"'{string.Join("', '", ids)}'";

    private static IEnumerable<string> Passed(IReadOnlyList<ElementInstanceRow> rows) =>
        rows.Where(row => row.State == "COMPLETED").Select(row => row.ElementId);

    private Task<IReadOnlyList<ElementInstanceRow>> Rows() => InstanceReport.Elements(_host, Key);

    private Task<IReadOnlyList<IncidentRow>> Incidents() => InstanceReport.Incidents(_host, Key);

    private async Task<ProcessAssertionException> Wrong(string expected, string actual) =>
        new(
            $"Expected process '{ProcessId}' (instance {Key}) {expected}, but {actual}.\n{await InstanceReport.Of(_host, Key).ConfigureAwait(false)}"
        );
}
