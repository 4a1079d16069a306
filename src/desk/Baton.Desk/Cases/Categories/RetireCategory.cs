using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>A category to take out of use.</summary>
/// <param name="Code">Which one.</param>
/// <param name="WithBelow">Takes along those below it that are still offered; without it they stand in the way.</param>
/// <param name="Version">The version that was read; null for whatever there is.</param>
public sealed record RetireCategoryRequest(string Code, bool WithBelow = false, int? Version = null);

/// <summary>Takes a category out of use: it stays on the cases that have it, and is offered no more.</summary>
public sealed class RetireCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, RetireCategoryRequest request, CancellationToken ct)
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
                var below = book.Tree.Below(row.Code).Where(one => !one.IsRetired).ToList();
                if (below.Count > 0 && !request.WithBelow)
                    return CategoryTexts.Words.Rejected(
                        "category-has-below",
                        user.Language,
                        ("name", row.Name.In(user.Language)),
                        ("below", below[0].Name.In(user.Language))
                    );
                if (CategoryRules.UnlessLoose([row, .. below], user.Language) is { } held)
                    return held;
                foreach (var one in below.Append(row))
                    one.IsRetired = true;
                await book.Save(unit, ct);
                return KeptCategory.Of(row, await CategoryUse.Count(db, ct));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories/{code}/retire",
                async (string code, bool? withBelow, DeskUser user, RetireCategory handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Handle(user, new(code, withBelow ?? false, Answer.IfMatch(context)), ct),
                        context,
                        category => category.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "RetireCategory",
                "Take a category out of use, with those below it if withBelow=true",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCategory>();
}
