using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Skills;

/// <summary>A skill as it is to be.</summary>
public sealed record SaveSkillRequest(string Code, LocalizedText Name, int SortOrder = 0)
{
    /// <summary>The version that was read; null creates the skill or overwrites it.</summary>
    public int? Version { get; init; }
}

/// <summary>Creates a skill or gives it another name or place. One that a pack brought gets the pack's name back with its next version.</summary>
public sealed class SaveSkill(BatonRuntime runtime)
{
    public Task<Outcome<SkillView>> Handle(DeskUser user, SaveSkillRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: true, ct);

    /// <summary>The same for a skill that must not exist yet.</summary>
    public Task<Outcome<SkillView>> Create(DeskUser user, SaveSkillRequest request, CancellationToken ct) =>
        Save(user, request, mayExist: false, ct);

    private async Task<Outcome<SkillView>> Save(DeskUser user, SaveSkillRequest request, bool mayExist, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var faults = SaveDepartment.CheckNames(user, request.Code, request.Name);
        // A list of skills in a file parts them and their levels by these.
        if (request.Code is { } code && code.IndexOfAny([':', ';', ',', '|', ' ']) >= 0)
            faults.Add(UnitTexts.Words.Field("code", "format", "skill-code", user.Language));
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<SkillView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var skill = await db.Skills.SingleOrDefaultAsync(row => row.Code == request.Code, ct);
                if (skill is not null && !mayExist)
                    return new Problem(
                        Engine.RejectionKind.AlreadyExists,
                        "skill-exists",
                        UnitTexts.Words.Get("skill-exists", user.Language, ("code", skill.Code)),
                        []
                    );
                if (skill is not null && Problems.UnlessVersion(request.Version, skill.Version, user.Language) is { } changed)
                    return changed;
                skill ??= db.Skills.Add(new Skill { Code = request.Code, Name = request.Name }).Entity;
                (skill.Name, skill.SortOrder) = (request.Name, request.SortOrder);
                skill.Version++;
                await db.SaveChangesAsync(ct);
                var people = await db.UserSkills.CountAsync(
                    one => one.SkillCode == skill.Code && db.Users.Any(row => row.UserName == one.UserName && !row.IsDisabled),
                    ct
                );
                return ListSkills.View(skill, people);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/skills/{code}",
                async (
                    string code,
                    SaveSkillRequest request,
                    DeskUser user,
                    SaveSkill handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) ?? request.Version }, ct),
                        context,
                        view => view.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("SaveSkill", "Create or change a skill", StatusCodes.Status400BadRequest, StatusCodes.Status412PreconditionFailed)
            .Produces<SkillView>();
}
