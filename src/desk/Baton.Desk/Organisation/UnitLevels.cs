namespace Baton.Desk.Organisation;

/// <summary>What kind of unit a department is, from the widest to the narrowest. A department may also have none.</summary>
public static class UnitLevels
{
    public const string Province = "province";
    public const string City = "city";
    public const string Department = "department";
    public const string Team = "team";

    /// <summary>All of them, the widest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Province, City, Department, Team];

    /// <summary>True when a unit of one level may lie below one of the other; a department may lie below a department. Null fits everywhere.</summary>
    public static bool FitsBelow(string? level, string? above) => level is null || above is null || Rank(level) >= Rank(above);

    private static int Rank(string level) => All.Index().First(one => one.Item == level).Index;
}
