using System.Globalization;
using Baton.Desk.Operations;
using Baton.Web.Shell;

namespace Baton.Web.Operations;

/// <summary>Which instances are looked at, as it stands in the address.</summary>
internal sealed record InstanceQuery
{
    public string? Process { get; init; }
    public int? Version { get; init; }
    public string? State { get; init; }
    public string? Element { get; init; }

    /// <summary>The first and the last day, as yyyy-MM-dd.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public bool? Incident { get; init; }
    public int? Error { get; init; }
    public string? Variable { get; init; }
    public string? Value { get; init; }
    public string? Business { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Columns that are not shown, with commas between.</summary>
    public string? Hide { get; init; }

    public InstanceFilter ToFilter(LocalTime when) =>
        new()
        {
            ProcessId = Some(Process),
            Version = Version,
            State = Some(State),
            Element = Some(Element),
            From = Day(From) is { } from ? when.StartOf(from) : null,
            To = Day(To) is { } to ? when.StartOf(to.AddDays(1)) : null,
            Incident = Incident,
            Error = Error,
            Variable = Some(Variable),
            Value = Some(Variable) is null ? null : Some(Value),
            Business = Some(Business),
        };

    /// <summary>The query string, without what is not asked for.</summary>
    public Dictionary<string, object?> ToParameters() =>
        new()
        {
            ["process"] = Some(Process),
            ["version"] = Some(Process) is null ? null : Version,
            ["state"] = Some(State),
            ["element"] = Some(Process) is null ? null : Some(Element),
            ["from"] = Some(From),
            ["to"] = Some(To),
            ["incident"] = Incident,
            ["error"] = Error,
            ["variable"] = Some(Variable),
            ["value"] = Some(Value),
            ["business"] = Some(Business),
            ["cursor"] = Some(Cursor),
            ["hide"] = Some(Hide),
        };

    public bool Shows(string column) => !(Hide ?? "").Split(',').Contains(column, StringComparer.Ordinal);

    /// <summary>The same with a column shown that was not, or the other way round.</summary>
    public InstanceQuery Turn(string column)
    {
        var hidden = (Hide ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (!hidden.Remove(column))
            hidden.Add(column);
        return this with { Hide = string.Join(',', hidden.Order(StringComparer.Ordinal)) };
    }

    private static string? Some(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
