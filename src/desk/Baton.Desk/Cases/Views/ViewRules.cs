using System.Text.Json;
using Baton.Desk.Cases.Export;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Cases.Views;

/// <summary>A saved view as its reader sees it.</summary>
/// <param name="Key">By which it is addressed.</param>
/// <param name="Name">As its owner calls it.</param>
/// <param name="Filter">The conditions as they stand in the address of the search page.</param>
/// <param name="Sort">As in a search.</param>
/// <param name="Columns">Codes of columns, separated by commas; the usual ones when null.</param>
/// <param name="Role">The role that it is shared with, if any.</param>
/// <param name="Department">The department that it is shared with, if any.</param>
/// <param name="Owner">User name of who made it.</param>
/// <param name="OwnerName">The person's name.</param>
/// <param name="IsMine">Whether the reader may change it.</param>
/// <param name="IsDefault">Whether the reader's search begins with it.</param>
/// <param name="Version">For changing it.</param>
public sealed record SavedViewLine(
    long Key,
    string Name,
    IReadOnlyDictionary<string, string> Filter,
    string? Sort,
    string? Columns,
    string? Role,
    string? Department,
    string Owner,
    string OwnerName,
    bool IsMine,
    bool IsDefault,
    int Version
);

/// <summary>Which views there may be, and who sees them.</summary>
internal static class ViewRules
{
    /// <summary>A user's own views; who needs more deletes some.</summary>
    public const int MaxViews = 50;

    private const int ValueMaxLength = 200;

    /// <summary>The conditions of the search page by their names in its address.</summary>
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal)
    {
        "q",
        "number",
        "customer",
        "phone",
        "status",
        "type",
        "state",
        "from",
        "to",
        "fax",
        "faxNumber",
        "mine",
        "category",
        "severity",
        "unit",
        "step",
        "channel",
        "keyword",
        "assignee",
        "following",
        "overdue",
        "closedFrom",
        "closedTo",
        "field",
        "value",
    };

    /// <summary>One's own, and those that are shared with a role or a department of one's own.</summary>
    public static IQueryable<SavedView> Visible(DeskDb db, DeskUser user)
    {
        var (me, roles, departments) = (user.UserName, user.RolesAnywhere, user.Departments);
        return db.Set<SavedView>()
            .Where(row =>
                row.Owner == me
                || (row.RoleCode != null && roles.Contains(row.RoleCode))
                || (row.DepartmentCode != null && departments.Contains(row.DepartmentCode))
            );
    }

    public static SavedViewLine Line(SavedView row, DeskUser user, string ownerName, long? defaultKey) =>
        new(
            row.Key,
            row.Name,
            JsonSerializer.Deserialize<Dictionary<string, string>>(row.Filter) ?? [],
            row.Sort,
            row.Columns,
            row.RoleCode,
            row.DepartmentCode,
            row.Owner,
            ownerName,
            row.Owner == user.UserName,
            row.Key == defaultKey,
            row.Version
        );

    public static IReadOnlyList<FieldProblem> Check(DeskUser user, SaveViewRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > SavedView.NameMaxLength)
            wrong.Add(Problems.Field("name", "length", "view.name", user.Language));
        if (
            request.Filter is { } filter
            && filter.Any(one => !Conditions.Contains(one.Key) || one.Value is not { Length: <= ValueMaxLength })
        )
            wrong.Add(
                Problems.Field(
                    "filter",
                    "unknown",
                    "view.filter",
                    user.Language,
                    ("known", string.Join(", ", Conditions.Order(StringComparer.Ordinal)))
                )
            );
        if (request.Sort is { Length: > 0 } sort && !CaseColumns.All.Any(column => column.SortKey is { } key && sort.TrimStart('-') == key))
            wrong.Add(Problems.Field("sort", "unknown", "view.sort", user.Language));
        if (CaseColumns.Read(request.Columns) is null)
            wrong.Add(Problems.Field("columns", "unknown", "export.columns", user.Language, ("known", CaseColumns.Write(CaseColumns.All))));
        if (!MayShare(user, request))
            wrong.Add(Problems.Field(request.Role is null ? "department" : "role", "forbidden", "view.share", user.Language));
        return wrong;
    }

    /// <summary>With one role or one department that the user has himself; who administers users with any.</summary>
    private static bool MayShare(DeskUser user, SaveViewRequest request) =>
        (request.Role is null || request.Department is null)
        && (
            user.May(Permissions.AdministerUsers)
            || (
                (request.Role is null || user.RolesAnywhere.Contains(request.Role, StringComparer.Ordinal))
                && (request.Department is null || user.Departments.Contains(request.Department, StringComparer.Ordinal))
            )
        );
}
