using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>A category to bring back.</summary>
/// <param name="Code">Which one.</param>
/// <param name="WithBelow">Brings back all below it, too.</param>
/// <param name="Version">The version that was read; null for whatever there is.</param>
public sealed record RestoreCategoryRequest(string Code, bool WithBelow = false, int? Version = null);

/// <summary>Offers a retired category again. The one above it has to be offered.</summary>
public sealed class RestoreCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, RestoreCategoryRequest request, CancellationToken ct)
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
                var tree = book.Tree;
                if (tree.Find(row.ParentCode) is { IsRetired: true } above)
                    return CategoryTexts.Words.Rejected(
                        "category-above-retired",
                        user.Language,
                        ("name", row.Name.In(user.Language)),
                        ("above", tree.Path(above.Code, user.Language))
                    );
                List<Category> back = request.WithBelow ? [row, .. tree.Below(row.Code)] : [row];
                back.RemoveAll(one => !one.IsRetired);
                if (CategoryRules.UnlessLoose(back, user.Language) is { } held)
                    return held;
                foreach (var one in back)
                    one.IsRetired = false;
                await book.Save(unit, ct);
                return KeptCategory.Of(row, await CategoryUse.Count(db, ct));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories/{code}/restore",
                async (string code, bool? withBelow, DeskUser user, RestoreCategory handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Handle(user, new(code, withBelow ?? false, Answer.IfMatch(context)), ct),
                        context,
                        category => category.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "RestoreCategory",
                "Offer a retired category again, with all below it if withBelow=true",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCategory>();
}
