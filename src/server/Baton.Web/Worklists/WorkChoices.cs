namespace Baton.Web.Worklists;

/// <summary>What the conditions of the work list can be chosen from: codes and names.</summary>
public sealed record WorkChoices(
    IReadOnlyList<(string Code, string Name)> Types,
    IReadOnlyList<(string Code, string Name)> Categories,
    IReadOnlyList<(string Code, string Name)> Departments,
    IReadOnlyList<(string Code, string Name)> Steps
);
