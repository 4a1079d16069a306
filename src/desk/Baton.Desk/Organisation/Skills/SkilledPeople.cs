using Baton.Desk.Access;
using Baton.Runtime;

namespace Baton.Desk.Organisation.Skills;

/// <summary>Finds people by what they can do; the rule for whoever gives out work.</summary>
internal static class SkilledPeople
{
    /// <summary>Those who have the skill at this level or a higher one.</summary>
    /// <param name="people">Among whom.</param>
    /// <param name="skill">Code of the skill; null leaves all.</param>
    /// <param name="level">The least level; 1 when null.</param>
    public static IQueryable<User> With(IQueryable<User> people, string? skill, int? level)
    {
        if (skill is not { Length: > 0 })
            return people;
        var least = level ?? Skill.MinLevel;
        return people.Where(row => row.Skills.Any(one => one.SkillCode == skill && one.Level >= least));
    }

    /// <summary>The skills of a user, the best first.</summary>
    public static IReadOnlyList<SkillLevel> Of(User user) =>
        [
            .. user
                .Skills.OrderByDescending(one => one.Level)
                .ThenBy(one => one.SkillCode, StringComparer.Ordinal)
                .Select(one => new SkillLevel(one.SkillCode, one.Level)),
        ];

    public static bool IsLevel(int level) => level is >= Skill.MinLevel and <= Skill.MaxLevel;

    /// <summary>What is wrong with the skills that somebody is to have.</summary>
    public static IEnumerable<FieldProblem> Check(
        IReadOnlyCollection<SkillLevel> skills,
        IReadOnlyCollection<string> known,
        string language
    )
    {
        foreach (var code in skills.Select(one => one.Skill).Except(known, StringComparer.Ordinal))
            yield return UnitTexts.Words.Field("skills", "unknown", "skill-unknown", language, ("code", code ?? ""));
        foreach (var wrong in skills.Where(one => !IsLevel(one.Level)))
            yield return UnitTexts.Words.Field("skills", "level", "skill-level", language, ("code", wrong.Skill));
        foreach (var twice in skills.GroupBy(one => one.Skill, StringComparer.Ordinal).Where(all => all.Count() > 1))
            yield return UnitTexts.Words.Field("skills", "twice", "skill-twice", language, ("code", twice.Key));
    }
}
