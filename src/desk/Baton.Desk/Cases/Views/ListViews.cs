using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Views;

/// <summary>A role or a department that the reader may share his views with.</summary>
/// <param name="Code">Of the role or department.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="IsRole">False for a department.</param>
public sealed record ViewAudience(string Code, string Name, bool IsRole);

/// <summary>The views of the reader's search page.</summary>
/// <param name="Items">His own, then those that others share with him, by name.</param>
/// <param name="Audiences">With whom he may share.</param>
public sealed record SavedViewList(IReadOnlyList<SavedViewLine> Items, IReadOnlyList<ViewAudience> Audiences);

/// <summary>Lists the saved views that the user sees.</summary>
public sealed class ListViews(DeskReader reader)
{
    public async Task<Outcome<SavedViewList>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var rows = await ViewRules.Visible(db, user).ToListAsync(ct);
                var chosen = await db.Set<DefaultView>().SingleOrDefaultAsync(row => row.UserName == user.UserName, ct);
                var names = await DeskUsers.Names(db, rows.Select(row => row.Owner), ct);
                var lines = rows.Select(row => ViewRules.Line(row, user, names.GetValueOrDefault(row.Owner, row.Owner), chosen?.ViewKey))
                    .OrderByDescending(line => line.IsMine)
                    .ThenBy(line => line.Name, StringComparer.Ordinal);
                return new SavedViewList([.. lines], await Audiences(db, user, ct));
            },
            ct
        );
    }

    private static async Task<List<ViewAudience>> Audiences(DeskDb db, DeskUser user, CancellationToken ct)
    {
        var (roles, departments) = (user.RolesAnywhere, user.Departments);
        var mayAll = user.May(Permissions.AdministerUsers);
        var allRoles = await db.Roles.Where(role => mayAll || roles.Contains(role.Code)).ToListAsync(ct);
        var allDepartments = await db.Departments.Where(one => mayAll || departments.Contains(one.Code)).ToListAsync(ct);
        return
        [
            .. allDepartments.Select(one => new ViewAudience(one.Code, one.Name.In(user.Language), false)),
            .. allRoles.Select(role => new ViewAudience(role.Code, role.Name.In(user.Language), true)),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/views", async (DeskUser user, ListViews handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListViews", "The saved views of the case search that I see")
            .Produces<SavedViewList>();
}
