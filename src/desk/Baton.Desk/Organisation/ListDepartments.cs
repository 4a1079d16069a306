using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>A department; the tree is in <see cref="ParentCode"/>.</summary>
public sealed record DepartmentView(
    string Code,
    string? ParentCode,
    LocalizedText Name,
    string? DefaultManager,
    string? DefaultManagerName,
    string? ContactPerson,
    string? ContactPersonName,
    IReadOnlyList<string> Members,
    bool IsClosed,
    int SortOrder,
    int Version
)
{
    /// <summary>province, city, department or team; null for none.</summary>
    public string? Level { get; init; }

    /// <summary>How it works by mail: address or members; null for not at all.</summary>
    public string? MailWork { get; init; }

    /// <summary>Its own address; null for none.</summary>
    public string? MailAddress { get; init; }
}

/// <summary>Lists all departments, parents before children.</summary>
public sealed class ListDepartments(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<DepartmentView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var views = await reader.Read(
            async db =>
            {
                var rows = await db
                    .Departments.Include(row => row.Members)
                    .OrderBy(row => row.SortOrder)
                    .ThenBy(row => row.Code)
                    .ToListAsync(ct);
                var names = await DeskUsers.Names(db, rows.SelectMany(row => new[] { row.DefaultManager, row.ContactPerson }), ct);
                return ParentsFirst(rows).ConvertAll(row => View(row, names));
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<DepartmentView>>(views);
    }

    internal static DepartmentView View(Department row, IReadOnlyDictionary<string, string> names) =>
        new(
            row.Code,
            row.ParentCode,
            row.Name,
            row.DefaultManager,
            row.DefaultManager is null ? null : names.GetValueOrDefault(row.DefaultManager),
            row.ContactPerson,
            row.ContactPerson is null ? null : names.GetValueOrDefault(row.ContactPerson),
            [.. row.Members.Select(member => member.UserName).Order(StringComparer.Ordinal)],
            row.IsClosed,
            row.SortOrder,
            row.Version
        )
        {
            Level = row.Level,
            MailWork = row.MailWork,
            MailAddress = row.MailAddress,
        };

    private static List<Department> ParentsFirst(List<Department> rows)
    {
        var children = rows.ToLookup(row => row.ParentCode, StringComparer.Ordinal);
        var ordered = new List<Department>(rows.Count);
        var open = new Stack<Department>(children[null].Reverse());
        while (open.TryPop(out var next))
        {
            ordered.Add(next);
            foreach (var child in children[next.Code].Reverse())
                open.Push(child);
        }
        return ordered;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/departments",
                async (DeskUser user, ListDepartments handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequireSignIn()
            .Describe("ListDepartments", "All departments, parents before children")
            .Produces<IReadOnlyList<DepartmentView>>();
}
