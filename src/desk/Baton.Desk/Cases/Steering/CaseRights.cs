namespace Baton.Desk.Cases.Steering;

/// <summary>What one user may do with one case as a whole now.</summary>
public sealed record CaseRights(bool Edit, bool Suspend, bool Resume, bool Abort, bool Reopen, bool Urge)
{
    /// <summary>Merge it into another case.</summary>
    public bool Merge { get; init; }

    /// <summary>Take its merge back.</summary>
    public bool Unmerge { get; init; }

    /// <summary>Split a part off into a case of its own.</summary>
    public bool Split { get; init; }

    /// <summary>Pure.</summary>
    /// <param name="row">The case.</param>
    /// <param name="user">A user who may read it.</param>
    /// <param name="holds">True when he has one of its open tasks, or could take one.</param>
    internal static CaseRights Of(Case row, DeskUser user, bool holds)
    {
        var steers = user.MayIn(Permissions.SteerCases, row.DepartmentCode);
        var owns = row.OpenedBy == user.UserName || row.UnitManager == user.UserName;
        var isSuspended = row.SuspendedAt is not null;
        return new(
            Edit: !row.IsClosed && (steers || holds || (owns && (user.May(Permissions.OpenCases) || user.May(Permissions.WorkOnTasks)))),
            Suspend: !row.IsClosed && !isSuspended && (steers || holds),
            Resume: !row.IsClosed && isSuspended && (steers || holds || row.SuspendedBy == user.UserName),
            Abort: !row.IsClosed && steers,
            Reopen: row.IsClosed && row.MergedIntoKey is null && (steers || (owns && user.May(Permissions.OpenCases))),
            Urge: !row.IsClosed && !isSuspended && (steers || owns)
        )
        {
            Merge = !row.IsClosed && steers,
            Unmerge = row.MergedIntoKey is not null && steers,
            Split = !row.IsClosed && steers && user.May(Permissions.OpenCases),
        };
    }
}
