using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>A category more.</summary>
/// <param name="Code">By which cases, decisions and reports know it: letters, digits and <c>. _ -</c>; 100 at most. It never changes.</param>
/// <param name="Name">In at least one language; 200 characters at most.</param>
/// <param name="ParentCode">Below which it lies; null for the top.</param>
/// <param name="SortOrder">The smaller one stands first; the last one when null.</param>
/// <param name="IsFixed">Nobody changes its names and place before this is taken off.</param>
public sealed record AddCategoryRequest(
    string Code,
    LocalizedText Name,
    string? ParentCode = null,
    int? SortOrder = null,
    bool IsFixed = false
);

/// <summary>Adds a category to the tree. One may be added below a fixed one.</summary>
public sealed class AddCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, AddCategoryRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<KeptCategory>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var book = await CategoryBook.Open(db, ct);
                var added = Decide(user, request, book.Tree);
                if (added.Problem is { } refused)
                    return refused;
                book.Add(added.Value);
                await book.Save(unit, ct);
                return KeptCategory.Of(added.Value, null);
            },
            ct
        );
    }

    /// <summary>Pure.</summary>
    private static Outcome<Category> Decide(DeskUser user, AddCategoryRequest request, CategoryTree tree)
    {
        var name = CategoryRules.Clean(request.Name);
        var parent = string.IsNullOrWhiteSpace(request.ParentCode) ? null : request.ParentCode.Trim();
        FieldProblem?[] faults =
        [
            CategoryRules.CheckCode(request.Code, user.Language),
            CategoryRules.CheckName(name, user.Language),
            CategoryRules.CheckOrder(request.SortOrder, user.Language),
            tree.Unfit(request.Code ?? "", parent, isOffered: true, user.Language),
        ];
        if (faults.OfType<FieldProblem>().ToList() is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        if (tree.Find(request.Code) is { } present)
            return CategoryTexts.Words.Exists("code-exists", user.Language, ("code", present.Code));
        return new Category
        {
            Code = request.Code!,
            ParentCode = parent,
            Level = tree.Level(parent) + 1,
            Name = name,
            SortOrder = request.SortOrder ?? CategoryRules.Last(tree.Children(parent)),
            IsFixed = request.IsFixed,
        };
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories",
                async (AddCategoryRequest request, DeskUser user, AddCategory handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request, ct),
                        category => "/api/categories/" + Uri.EscapeDataString(category.Code)
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("AddCategory", "Add a category to the tree", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<KeptCategory>(StatusCodes.Status201Created);
}
