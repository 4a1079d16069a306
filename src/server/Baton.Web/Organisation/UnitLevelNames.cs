using Baton.Desk.Organisation;

namespace Baton.Web.Organisation;

/// <summary>The levels of units in the reader's language.</summary>
internal static class UnitLevelNames
{
    /// <summary>Empty for a unit without a level.</summary>
    public static string Of(string? level) =>
        level switch
        {
            UnitLevels.Province => OrganisationTexts.LevelProvince,
            UnitLevels.City => OrganisationTexts.LevelCity,
            UnitLevels.Department => OrganisationTexts.LevelDepartment,
            UnitLevels.Team => OrganisationTexts.LevelTeam,
            _ => level ?? "",
        };
}
