using System.Text.Json.Serialization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>Where a category is to lie.</summary>
/// <param name="ParentCode">Below which; null for the top.</param>
/// <param name="Before">The one that it is to stand before, which lies there already; null for the last place.</param>
/// <param name="SortOrder">The order that it is to have exactly, as when a move is taken back; null where <paramref name="Before"/> says it.</param>
public sealed record MoveCategoryRequest(string? ParentCode = null, string? Before = null, int? SortOrder = null)
{
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>The version that was read; null to move it from wherever it is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Moves a category with all below it to another parent or another place among its neighbours.</summary>
public sealed class MoveCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, MoveCategoryRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<KeptCategory>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var book = await CategoryBook.Open(db, ct);
                if (book.Find(request.Code) is not { } row)
                    return CategoryTexts.Words.NotFound(user.Language);
                if (Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (Refuse(user, request, row, book.Tree) is { } refused)
                    return refused;
                var parent = string.IsNullOrEmpty(request.ParentCode) ? null : request.ParentCode;
                if (request.SortOrder is { } order)
                    (row.ParentCode, row.SortOrder) = (parent, order);
                else
                    Place(book, row, parent, request.Before);
                await book.Save(unit, ct);
                return KeptCategory.Of(row, await CategoryUse.Count(db, ct));
            },
            ct
        );
    }

    /// <summary>Pure.</summary>
    private static Problem? Refuse(DeskUser user, MoveCategoryRequest request, Category row, CategoryTree tree)
    {
        var parent = string.IsNullOrEmpty(request.ParentCode) ? null : request.ParentCode;
        if (tree.Unfit(row.Code, parent, !row.IsRetired, user.Language) is { } unfit)
            return Problems.Invalid(user.Language, unfit);
        if (request.Before is { } before && (tree.Find(before) is not { } next || next.ParentCode != parent))
            return Problems.Invalid(
                user.Language,
                CategoryTexts.Words.Field("before", "unknown", "before-unknown", user.Language, ("code", before))
            );
        if (CategoryRules.CheckOrder(request.SortOrder, user.Language) is { } order)
            return Problems.Invalid(user.Language, order);
        // Another place among the same neighbours moves nothing that lies below.
        IEnumerable<Category> moved = parent == row.ParentCode ? [row] : [row, .. tree.Below(row.Code)];
        return CategoryRules.UnlessLoose(moved, user.Language);
    }

    private static void Place(CategoryBook book, Category row, string? parent, string? before)
    {
        if (before == row.Code)
            return;
        var siblings = book.Tree.Children(parent).Where(one => one.Code != row.Code).ToList();
        var at = before is null ? siblings.Count : siblings.FindIndex(one => one.Code == before);
        row.ParentCode = parent;
        if (before is null && row.SortOrder < CategoryRules.MaxSortOrder)
        {
            if (siblings.Count == 0 || siblings[^1].SortOrder >= row.SortOrder)
                row.SortOrder = CategoryRules.Last(siblings);
            return;
        }
        var low = at == 0 ? -1 : siblings[at - 1].SortOrder;
        var high = at == siblings.Count ? CategoryRules.MaxSortOrder : siblings[at].SortOrder;
        row.SortOrder = at == 0 && high > CategoryRules.Gap ? high - CategoryRules.Gap : low + Math.Max(1, (high - low) / 2);
        var last = row.SortOrder;
        foreach (var next in siblings.Skip(at).TakeWhile(next => next.SortOrder <= last))
        {
            last = Math.Min(CategoryRules.MaxSortOrder, last + CategoryRules.Gap);
            book.Push(next, last);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories/{code}/move",
                async (
                    string code,
                    MoveCategoryRequest request,
                    DeskUser user,
                    MoveCategory handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        category => category.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "MoveCategory",
                "Move a category with all below it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCategory>();
}
