using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>A category to be as its pack says.</summary>
/// <param name="Code">Which one.</param>
/// <param name="Version">The version that was read; null for whatever there is.</param>
public sealed record ResetCategoryRequest(string Code, int? Version = null);

/// <summary>Brings an edited category back to the names and the place that its pack gives it; the pack keeps it up to date again.</summary>
public sealed class ResetCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, ResetCategoryRequest request, CancellationToken ct)
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
                if (row is not { IsEdited: true, PackContent: { } said })
                    return CategoryTexts.Words.Rejected("category-not-edited", user.Language, ("name", row.Name.In(user.Language)));
                var (tree, wanted) = (book.Tree, CategoryContent.Read(said));
                if (tree.Unfit(row.Code, wanted.Parent, !wanted.IsRetired, user.Language) is { } unfit)
                    return Problems.Invalid(user.Language, unfit);
                IEnumerable<Category> moved = wanted.Parent == row.ParentCode ? [row] : [row, .. tree.Below(row.Code)];
                if (CategoryRules.UnlessLoose(moved, user.Language) is { } held)
                    return held;
                wanted.WriteTo(row);
                await book.Save(unit, ct);
                return KeptCategory.Of(row, await CategoryUse.Count(db, ct));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories/{code}/reset",
                async (string code, DeskUser user, ResetCategory handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(code, Answer.IfMatch(context)), ct), context, category => category.Version)
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "ResetCategory",
                "Bring an edited category back to what its pack says",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCategory>();
}
