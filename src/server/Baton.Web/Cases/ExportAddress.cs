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
            ["assignee"] = search.Assignee,
            ["severity"] = search.Severity,
            ["openedBy"] = search.OpenedBy,
            ["open"] = search.Open is { } open ? (open ? "true" : "false") : null,
            ["openedFrom"] = search.OpenedFrom?.ToString("O", CultureInfo.InvariantCulture),
            ["openedTo"] = search.OpenedTo?.ToString("O", CultureInfo.InvariantCulture),
            ["faxStatus"] = search.FaxStatus,
            ["faxNumber"] = search.FaxNumber,
            ["sort"] = search.Sort,
        };
        return QueryHelpers.AddQueryString("/api/cases/export", query.Where(one => !StringValues.IsNullOrEmpty(one.Value)));
    }
}
