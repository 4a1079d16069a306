namespace Baton.Desk;

/// <summary>A role that somebody has for a unit and all below it.</summary>
/// <param name="Role">Code of the role.</param>
/// <param name="Unit">Code of the department for which he has it.</param>
/// <param name="Reach">Codes of the unit and of all below it.</param>
/// <param name="Permissions">What the role allows there.</param>
public sealed record UnitRole(string Role, string Unit, IReadOnlyList<string> Reach, IReadOnlySet<string> Permissions);
