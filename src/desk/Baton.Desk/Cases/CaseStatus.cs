namespace Baton.Desk.Cases;

/// <summary>Statuses that the desk itself knows; all others come from the models and have their names in packs.</summary>
internal static class CaseStatus
{
    /// <summary>Settled at the first contact.</summary>
    public const string SolvedAtOnce = "solved-at-once";

    /// <summary>It went into another case, in which it shows.</summary>
    public const string Merged = "merged";

    /// <summary>The process was canceled from outside.</summary>
    public const string Canceled = "canceled";
}
