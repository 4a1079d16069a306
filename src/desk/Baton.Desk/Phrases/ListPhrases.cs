using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Phrases;

/// <summary>A department for which the reader keeps phrases.</summary>
public sealed record PhraseDepartment(string Code, string Name);

/// <summary>The phrases that the reader sees.</summary>
/// <param name="Items">His own first, then by department, then those of all; each by shortcut. 500 at most.</param>
/// <param name="Departments">For which he may keep phrases.</param>
/// <param name="MayKeepForAll">He may keep phrases that everybody has.</param>
public sealed record PhraseList(IReadOnlyList<PhraseView> Items, IReadOnlyList<PhraseDepartment> Departments, bool MayKeepForAll);

/// <summary>Lists the phrases that a user has and those that he keeps for others.</summary>
public sealed class ListPhrases(DeskReader reader)
{
    private const int Max = 500;

    /// <param name="user">Who asks.</param>
    /// <param name="search">A part of shortcut, title or text; null or empty for all.</param>
    /// <param name="ct">Gives up reading.</param>
    public async Task<Outcome<PhraseList>> Handle(DeskUser user, string? search, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!PhraseRules.MayUse(user))
            return Problems.Forbidden(user.Language);
        var part = SearchText.Fold((search ?? "").Trim().TrimStart('/'));
        return await reader.Read<Outcome<PhraseList>>(
            async db =>
            {
                var rows = await PhraseRules
                    .Visible(db, user, toManage: true)
                    .Where(row => row.SearchText.Contains(part))
                    .OrderBy(row => row.Owner == null)
                    .ThenBy(row => row.DepartmentCode == null)
                    .ThenBy(row => row.DepartmentCode)
                    .ThenBy(row => row.Shortcut)
                    .ThenBy(row => row.Key)
                    .Take(Max)
                    .ToListAsync(ct);
                var managed = await PhraseRules.Managed(db, user, ct);
                var names = await db.Departments.ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct);
                return new PhraseList(
                    await View(db, rows, user, managed, ct),
                    [.. managed.Select(code => new PhraseDepartment(code, names[code].In(user.Language)))],
                    user.May(Permissions.ManagePhrases)
                );
            },
            ct
        );
    }

    internal static async Task<List<PhraseView>> View(
        DeskDb db,
        List<Phrase> rows,
        DeskUser user,
        IReadOnlyList<string> managed,
        CancellationToken ct
    )
    {
        var departments = await db.Departments.ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct);
        var categories = await db.Categories.ToDictionaryAsync(one => one.Code, StringComparer.Ordinal, ct);
        return rows.ConvertAll(row => new PhraseView(
            row.Key,
            row.Owner is not null ? PhraseScope.Own
                : row.DepartmentCode is not null ? PhraseScope.Department
                : PhraseScope.All,
            row.DepartmentCode,
            row.DepartmentCode is { } code ? departments.GetValueOrDefault(code)?.In(user.Language) ?? code : null,
            row.Shortcut,
            row.Title,
            row.Text,
            row.Language,
            row.CategoryCode,
            ListCategories.PathOf(categories, row.CategoryCode, user.Language),
            row.UseCount,
            PhraseRules.MayKeep(user, row.Owner, row.DepartmentCode, row.Pack, managed),
            row.Version
        ));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/phrases",
                async (string? q, DeskUser user, ListPhrases handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, q, ct))
            )
            .RequirePermission(PhraseRules.Users)
            .Describe("ListPhrases", "The phrases that I have and those that I keep for others")
            .Produces<PhraseList>();
}
