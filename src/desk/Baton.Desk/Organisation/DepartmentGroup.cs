namespace Baton.Desk.Organisation;

/// <summary>
/// How models name a department as candidate group of a user task: <c>department:CODE</c>, so that no department is taken for a role. Whoever
/// belongs to the department may take the task; its contact person is told of it.
/// </summary>
internal static class DepartmentGroup
{
    private const string Prefix = "department:";

    public static string Of(string departmentCode) => Prefix + departmentCode;

    /// <summary>The code of the department; null for the group of a role.</summary>
    public static string? Code(string group) => group.StartsWith(Prefix, StringComparison.Ordinal) ? group[Prefix.Length..] : null;
}
