using Baton.Desk.Organisation.Skills;
using Baton.Web.Shell;

namespace Baton.Web.Organisation;

/// <summary>What somebody can do, in the reader's language.</summary>
internal static class SkillNames
{
    /// <summary>Skills with their levels, as in "English 4, Billing 2"; empty for none.</summary>
    public static string Of(IReadOnlyList<SkillLevel> levels, IReadOnlyList<SkillView> register, string language) =>
        string.Join(
            Access.AccessTexts.ListSeparator,
            levels.Select(one =>
                SkillTexts.LevelOf.With(
                    register.FirstOrDefault(skill => skill.Code == one.Skill)?.Name.In(language) ?? one.Skill,
                    one.Level
                )
            )
        );
}
