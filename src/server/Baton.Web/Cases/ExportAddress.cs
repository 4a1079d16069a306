using System.Globalization;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Export;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Baton.Web.Cases;

/// <summary>Where the browser fetches the cases of a search as a file.</summary>
internal static class ExportAddress
{
    public static string Of(
        SearchCasesRequest search,
        IEnumerable<CaseColumn> columns,
        string language,
        string zone,
        string format,
        string run
    )
    {
        ArgumentNullException.ThrowIfNull(search);
        var query = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["format"] = format,
            ["columns"] = CaseColumns.Write(columns),
            ["language"] = language,
            ["zone"] = zone,
            ["run"] = run,
            ["text"] = search.Text,
            ["number"] = search.Number,
            ["customerKey"] = search.CustomerKey?.ToString(CultureInfo.InvariantCulture),
            ["customer"] = search.Customer,
            ["phone"] = search.Phone,
            ["status"] = search.Status,
            ["type"] = search.Type,
            ["category"] = search.Category,
            ["department"] = search.Department,
            ["unit"] = search.Unit,
            ["step"] = search.Step,
            ["channel"] = search.Channel,
            ["keyword"] = search.Keyword,
            ["overdue"] = Text(search.Overdue),
            ["field"] = search.Field,
            ["assignee"] = search.Assignee,
            ["following"] = search.Following,
            ["severity"] = search.Severity,
            ["thirdParty"] = search.ThirdParty,
            ["openedBy"] = search.OpenedBy,
            ["open"] = Text(search.Open),
            ["openedFrom"] = Text(search.OpenedFrom),
            ["openedTo"] = Text(search.OpenedTo),
            ["closedFrom"] = Text(search.ClosedFrom),
            ["closedTo"] = Text(search.ClosedTo),
            ["faxStatus"] = search.FaxStatus,
            ["faxNumber"] = search.FaxNumber,
            ["sort"] = search.Sort,
        };
        return QueryHelpers.AddQueryString("/api/cases/export", query.Where(one => !StringValues.IsNullOrEmpty(one.Value)));
    }

    private static string? Text(bool? value) => value is { } given ? (given ? "true" : "false") : null;

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
