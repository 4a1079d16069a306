using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Skills;

/// <summary>A skill with how many active users have it.</summary>
public sealed record SkillView(string Code, LocalizedText Name, string? Pack, int People, int SortOrder, int Version);

/// <summary>Lists the register of skills; everybody may see it, because people are chosen by it.</summary>
public sealed class ListSkills(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<SkillView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var views = await reader.Read(
            async db =>
            {
                var rows = await db.Skills.OrderBy(row => row.SortOrder).ThenBy(row => row.Code).ToListAsync(ct);
                var people = await db
                    .UserSkills.Where(one => db.Users.Any(row => row.UserName == one.UserName && !row.IsDisabled))
                    .GroupBy(one => one.SkillCode)
                    .Select(all => new { all.Key, Count = all.Count() })
                    .ToDictionaryAsync(one => one.Key, one => one.Count, StringComparer.Ordinal, ct);
                return rows.ConvertAll(row => View(row, people.GetValueOrDefault(row.Code)));
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<SkillView>>(views);
    }

    internal static SkillView View(Skill row, int people) => new(row.Code, row.Name, row.Pack, people, row.SortOrder, row.Version);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/skills", async (DeskUser user, ListSkills handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequireSignIn()
            .Describe("ListSkills", "The register of skills")
            .Produces<IReadOnlyList<SkillView>>();
}
