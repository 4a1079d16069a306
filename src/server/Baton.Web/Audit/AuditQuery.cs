using System.Globalization;
using Baton.Desk.Audit;
using Baton.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Baton.Web.Audit;

/// <summary>Which entries of the audit log are looked at, as it stands in the address.</summary>
internal sealed record AuditQuery
{
    public string? Text { get; init; }
    public string? Kind { get; init; }
    public string? Actor { get; init; }

    /// <summary>The first and the last day, as yyyy-MM-dd.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Cursor { get; init; }

    /// <summary>The number of the entry that is open.</summary>
    public string? Open { get; init; }

    public AuditSearch ToSearch(LocalTime when) =>
        new()
        {
            Text = Text,
            Kind = Kind,
            Actor = Actor,
            From = Day(From) is { } from ? when.StartOf(from) : null,
            To = Day(To) is { } to ? when.StartOf(to.AddDays(1)) : null,
        };

    /// <summary>The query string, without what is not asked for.</summary>
    public Dictionary<string, object?> ToParameters() =>
        new()
        {
            ["q"] = Some(Text),
            ["kind"] = Some(Kind),
            ["by"] = Some(Actor),
            ["from"] = Some(From),
            ["to"] = Some(To),
            ["cursor"] = Some(Cursor),
            ["open"] = Some(Open),
        };

    /// <summary>Where the browser fetches all that is looked at as a file.</summary>
    public string ExportAddress(LocalTime when)
    {
        var search = ToSearch(when);
        var query = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["text"] = search.Text,
            ["kind"] = search.Kind,
            ["actor"] = search.Actor,
            ["from"] = search.From?.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = search.To?.ToString("O", CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("/api/audit/export", query.Where(one => !StringValues.IsNullOrEmpty(one.Value)));
    }

    private static string? Some(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
