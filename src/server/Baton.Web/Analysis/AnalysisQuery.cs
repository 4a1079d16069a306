using System.Globalization;
using Baton.Desk.Analysis.Traces;
using Baton.Web.Shell;

namespace Baton.Web.Analysis;

/// <summary>What the page of a process shows, as its address has it.</summary>
public sealed record AnalysisQuery
{
    /// <summary>First and last day, as the field of a day has them.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Versions { get; init; }
    public string? Type { get; init; }
    public string? Channel { get; init; }
    public string? Department { get; init; }
    public bool Late { get; init; }
    public bool Working { get; init; }
    public int? Sample { get; init; }

    /// <summary>What is written on the drawing; how often where it is null.</summary>
    public string? Show { get; init; }

    /// <summary>Id of the way that is marked on the drawing.</summary>
    public string? Variant { get; init; }

    /// <summary>The figure whose instances are listed.</summary>
    public string? Behind { get; init; }

    /// <summary>What the desk is asked; days are days of the reader.</summary>
    public AnalysisFilter Filter(LocalTime when) =>
        new()
        {
            From = Day(From) is { } from ? when.StartOf(from) : null,
            To = Day(To) is { } to ? when.StartOf(to.AddDays(1)) : null,
            Versions = Versions,
            Type = Type,
            Channel = Channel,
            Department = Department,
            Late = Late ? true : null,
            WorkingTime = Working ? true : null,
            Sample = Sample,
        };

    /// <summary>The address of the page.</summary>
    public string Address(string processId) =>
        "/analysis/"
        + Uri.EscapeDataString(processId)
        + Join([("from", From), ("to", To), .. Narrowing("working"), ("show", Show), ("variant", Variant), ("behind", Behind)]);

    /// <summary>The address of the events of the same instances, as a file.</summary>
    public string Events(string processId, string format, LocalTime when)
    {
        var filter = Filter(when);
        return $"/api/analysis/{Uri.EscapeDataString(processId)}/events"
            + Join([
                ("format", format),
                ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)),
                ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
                .. Narrowing("workingTime"),
            ]);
    }

    private IEnumerable<(string Name, string? Value)> Narrowing(string working) =>
        [
            ("versions", Versions),
            ("type", Type),
            ("channel", Channel),
            ("department", Department),
            ("late", Late ? "true" : null),
            (working, Working ? "true" : null),
            ("sample", Sample?.ToString(CultureInfo.InvariantCulture)),
        ];

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < DateOnly.MaxValue
            ? day
            : null;

    private static string Join(IEnumerable<(string Name, string? Value)> parts)
    {
        var said = parts
            .Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
            .ToList();
        return said.Count == 0 ? "" : "?" + string.Join('&', said);
    }
}
