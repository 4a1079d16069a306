using System.Globalization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Skills;

/// <summary>Deletes a skill that nobody has any more, disabled users included.</summary>
public sealed class DeleteSkill(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Skills.SingleOrDefaultAsync(row => row.Code == code, ct) is not { } skill)
                    return new Problem(RejectionKind.NotFound, "not-found", UnitTexts.Words.Get("skill-not-found", user.Language), []);
                var people = await db.UserSkills.CountAsync(one => one.SkillCode == code, ct);
                if (people > 0)
                {
                    var count = people.ToString(CultureInfo.InvariantCulture);
                    var held = UnitTexts.Words.Get("skill-held", user.Language, ("code", code), ("count", count));
                    return new Problem(RejectionKind.InvalidState, "skill-held", held, []);
                }
                db.Skills.Remove(skill);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete(
                "/skills/{code}",
                async (string code, DeskUser user, DeleteSkill handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, code, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("DeleteSkill", "Delete a skill that nobody has", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status204NoContent);
}
