using System.Text.Json.Serialization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Categories;

/// <summary>A category as it is to be.</summary>
/// <param name="Name">In at least one language; 200 characters at most.</param>
/// <param name="SortOrder">The smaller one stands first among those below the same parent; as it was when null.</param>
/// <param name="IsFixed">Nobody changes its names and place before this is taken off.</param>
public sealed record SaveCategoryRequest(LocalizedText Name, int? SortOrder = null, bool IsFixed = false)
{
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Renames a category, changes its order, and fixes or releases it. Cases show the new name at once.</summary>
public sealed class SaveCategory(BatonRuntime runtime)
{
    public async Task<Outcome<KeptCategory>> Handle(DeskUser user, SaveCategoryRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        var name = CategoryRules.Clean(request.Name);
        FieldProblem?[] faults = [CategoryRules.CheckName(name, user.Language), CategoryRules.CheckOrder(request.SortOrder, user.Language)];
        if (faults.OfType<FieldProblem>().ToList() is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<KeptCategory>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var book = await CategoryBook.Open(db, ct);
                if (book.Find(request.Code) is not { } row)
                    return CategoryTexts.Words.NotFound(user.Language);
                if (Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                var order = request.SortOrder ?? row.SortOrder;
                // Who takes the mark off may change the rest with it.
                if (request.IsFixed && (row.Name, row.SortOrder) != (name, order))
                {
                    if (CategoryRules.UnlessLoose([row], user.Language) is { } held)
                        return held;
                }
                (row.Name, row.SortOrder, row.IsFixed) = (name, order, request.IsFixed);
                await book.Save(unit, ct);
                return KeptCategory.Of(row, await CategoryUse.Count(db, ct));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/categories/{code}",
                async (
                    string code,
                    SaveCategoryRequest request,
                    DeskUser user,
                    SaveCategory handler,
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
                "SaveCategory",
                "Rename a category, change its order, fix or release it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<KeptCategory>();
}
