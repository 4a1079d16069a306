using Baton.Desk;
using Baton.Desk.Organisation;

namespace Baton.Web.Cases;

/// <summary>Names the manager who checks a case when the agent picks nobody, before the case is sent.</summary>
internal static class DefaultManagers
{
    /// <summary>The default manager of the user's first department or of the nearest one above it; null when there is none.</summary>
    public static Person? Of(DeskUser user, IReadOnlyList<DepartmentView> departments)
    {
        var code = user.Departments.Count > 0 ? user.Departments[0] : null;
        for (var step = 0; code is not null && step <= departments.Count; step++)
        {
            var department = departments.FirstOrDefault(one => one.Code == code);
            if (department?.DefaultManager is { } manager)
                return new(manager, department.DefaultManagerName ?? manager, [department.Code], []);
            code = department?.ParentCode;
        }
        return null;
    }
}
