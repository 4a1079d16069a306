using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>Who would notice if a category were taken out of use.</summary>
/// <param name="OpenCases">Open cases that have it.</param>
/// <param name="AllCases">Cases that have it.</param>
/// <param name="Below">Categories below it that are still offered.</param>
/// <param name="OpenCasesBelow">Open cases that have one of those.</param>
public sealed record RetirementPreview(int OpenCases, int AllCases, int Below, int OpenCasesBelow);

/// <summary>Says, before a category is taken out of use, how many cases have it and what lies below it.</summary>
public sealed class PreviewRetirement(DeskReader reader)
{
    public async Task<Outcome<RetirementPreview>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read<Outcome<RetirementPreview>>(
            async db =>
            {
                var tree = new CategoryTree(await db.Categories.AsNoTracking().ToListAsync(ct));
                if (tree.Find(code) is null)
                    return CategoryTexts.Words.NotFound(user.Language);
                var use = await CategoryUse.Count(db, ct);
                var below = tree.Below(code).Where(row => !row.IsRetired).ToList();
                return new RetirementPreview(use.Open(code), use.All(code), below.Count, below.Sum(row => use.Open(row.Code)));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/categories/{code}/retirement",
                async (string code, DeskUser user, PreviewRetirement handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("PreviewRetirement", "How many cases have a category, and what lies below it", StatusCodes.Status404NotFound)
            .Produces<RetirementPreview>();
}
