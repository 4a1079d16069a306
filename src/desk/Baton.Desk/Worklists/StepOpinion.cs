using Baton.Desk.Cases;
using Baton.Desk.Organisation;
using Baton.Runtime;

namespace Baton.Desk.Worklists;

/// <summary>What somebody wrote on a step.</summary>
internal static class StepOpinion
{
    public static Opinion Of(UnitOfWork unit, DeskUser user, WorkItem item, string action, string text) =>
        new()
        {
            Key = unit.NextKey(),
            CaseKey = item.CaseKey,
            TaskKey = item.Key,
            ElementId = item.ElementId,
            Action = action,
            Author = user.UserName,
            DepartmentCode = Speaker(user, item),
            Text = text,
            At = unit.Now,
        };

    /// <summary>The department in whose name he speaks: the one that was asked, or else his first.</summary>
    private static string? Speaker(DeskUser user, WorkItem item) =>
        item.Candidates.Where(one => one.IsGroup)
            .Select(one => DepartmentGroup.Code(one.Name))
            .FirstOrDefault(code => code is not null && user.Departments.Contains(code, StringComparer.Ordinal))
        ?? (user.Departments.Count > 0 ? user.Departments[0] : null);
}
