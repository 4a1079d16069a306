using System.Globalization;
using System.Text.Json;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Desk.Operations;

/// <summary>Which process instances. Names bind from the query string; what is null says nothing.</summary>
public sealed record InstanceFilter
{
    public const string Active = "active";
    public const string Completed = "completed";
    public const string Terminated = "terminated";

    /// <summary>The states that may be named.</summary>
    public static IReadOnlyList<string> States { get; } = [Active, Completed, Terminated];

    /// <summary>The id of the process.</summary>
    public string? ProcessId { get; init; }

    /// <summary>A version of the process; needs <see cref="ProcessId"/>.</summary>
    public int? Version { get; init; }

    /// <summary>One of <see cref="States"/>; null for all.</summary>
    public string? State { get; init; }

    /// <summary>The id of the element at which it stands now; needs <see cref="ProcessId"/>.</summary>
    public string? Element { get; init; }

    /// <summary>Started at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Started before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True for those that an open incident stops; false for the others.</summary>
    public bool? Incident { get; init; }

    /// <summary>The hash of the message of an open incident, as lists of incidents give it.</summary>
    public int? Error { get; init; }

    /// <summary>The name of a variable.</summary>
    public string? Variable { get; init; }

    /// <summary>Its value: JSON, or a text without quotes.</summary>
    public string? Value { get; init; }

    /// <summary>The business id: the number of the case.</summary>
    public string? Business { get; init; }

    private const int LongestText = 1000;

    /// <summary>What is wrong with it, in the language of the user.</summary>
    internal IReadOnlyList<FieldProblem> Check(string language)
    {
        var faults = new List<FieldProblem>();
        if (State is { Length: > 0 } && !States.Contains(State, StringComparer.Ordinal))
            faults.Add(OperationTexts.Words.Field("state", "unknown", "filter-state", language, ("known", string.Join(", ", States))));
        if ((Version is not null || Element is { Length: > 0 }) && string.IsNullOrEmpty(ProcessId))
            faults.Add(OperationTexts.Words.Field("processId", "required", "filter-process", language));
        if (Value is { Length: > 0 } && string.IsNullOrEmpty(Variable))
            faults.Add(OperationTexts.Words.Field("variable", "required", "filter-variable", language));
        foreach (
            var (name, text) in new[]
            {
                ("processId", ProcessId),
                ("element", Element),
                ("variable", Variable),
                ("value", Value),
                ("business", Business),
            }
        )
        {
            if (text?.Length > LongestText)
                faults.Add(
                    OperationTexts.Words.Field(
                        name,
                        "maxLength",
                        "filter-long",
                        language,
                        ("max", LongestText.ToString(CultureInfo.InvariantCulture))
                    )
                );
        }
        return faults;
    }

    /// <summary>The definitions it means; null for all.</summary>
    internal async Task<IReadOnlyList<long>?> Definitions(EngineSearch search, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(ProcessId))
            return null;
        var conditions = new List<Filter> { new Filter.Where("processDefinitionId", ProcessId) };
        if (Version is { } version)
            conditions.Add(new Filter.Where("version", (long)version));
        var found = await search.ProcessDefinitions(
            new()
            {
                Filter = new Filter.All(conditions),
                Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
            },
            ct
        );
        return [.. found.Value.Items.Select(row => row.ProcessDefinitionKey)];
    }

    /// <summary>The conditions of the engine's search.</summary>
    /// <param name="definitions">What <see cref="Definitions"/> found.</param>
    /// <param name="standing">Whether it is asked along the elements in which instances stand.</param>
    internal Filter.All ToEngine(IReadOnlyList<long>? definitions, bool standing)
    {
        var all = new List<Filter>();
        if (definitions is not null)
            all.Add(
                new Filter.Where(
                    standing ? "standingDefinitionKey" : "processDefinitionKey",
                    Operator.In,
                    [.. definitions.Select(key => (object?)key)]
                )
            );
        if (Element is { Length: > 0 } element && standing)
            all.Add(new Filter.Where("standingElementId", element));
        else if (Element is { Length: > 0 })
            all.Add(new Filter.All(new Filter.Where("elementId", Element), new Filter.Where("elementInstanceState", "ACTIVE")));
        if (State is { Length: > 0 } state)
            all.Add(new Filter.Where("state", state.ToUpperInvariant()));
        if (From is { } from)
            all.Add(new Filter.Where("startDate", Operator.Gte, [from]));
        if (To is { } to)
            all.Add(new Filter.Where("startDate", Operator.Lt, [to]));
        if (Incident is true)
            all.Add(new Filter.Where("incidentState", "ACTIVE"));
        else if (Incident is false)
            all.Add(new Filter.Where("hasIncident", false));
        if (Error is { } error)
            all.Add(new Filter.Where("incidentErrorHashCode", (long)error));
        if (Business is { Length: > 0 } business)
            all.Add(new Filter.Where("businessId", business));
        if (Variable is { Length: > 0 } variable)
        {
            all.Add(
                string.IsNullOrEmpty(Value)
                    ? new Filter.Variable(variable, Operator.Exists, [true])
                    : new Filter.Variable(variable, Operator.In, [.. Values(Value).Select(value => (object?)value)])
            );
        }
        return new(all);
    }

    /// <summary>What is typed may be JSON, and may be meant as a text: 42 finds the number and the text.</summary>
    private static IEnumerable<string> Values(string typed)
    {
        var text = JsonSerializer.Serialize(typed, AuditedJson.Plain);
        return AuditedJson.Normal(typed) is { } json && json != text ? [json, text] : [text];
    }
}
