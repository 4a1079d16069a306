namespace Baton.Desk.Analysis;

/// <summary>
/// Who may read how processes go: whoever reads reports, and reads all cases or operates the engine, as the figures are of everybody's work.
/// </summary>
public static class AnalysisGuard
{
    public static bool MayRead(DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.May(Permissions.ReadReports) && (user.MayIn(Permissions.ReadAllCases, null) || user.May(Permissions.OperateEngine));
    }

    /// <summary>Whether he learns who did what: people's names stand on cases.</summary>
    internal static bool MaySeePeople(DeskUser user) => user.MayIn(Permissions.ReadAllCases, null);
}
