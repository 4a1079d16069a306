using Baton.Desk.Cases.Steering;

namespace Baton.Web.Cases;

/// <summary>A command on a case as a whole, as the menu offers it.</summary>
/// <param name="Id">Its last word in the address of its route.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="NeedsReason">It cannot be done without saying why.</param>
/// <param name="Allowed">Whether the reader may do it now.</param>
public sealed record SteeringAction(string Id, string Icon, bool NeedsReason, Func<CaseRights, bool> Allowed)
{
    public static readonly SteeringAction Urge = new("urge", "urge", NeedsReason: false, rights => rights.Urge);
    public static readonly SteeringAction Suspend = new("suspend", "pause", NeedsReason: true, rights => rights.Suspend);
    public static readonly SteeringAction Resume = new("resume", "play", NeedsReason: false, rights => rights.Resume);
    public static readonly SteeringAction Abort = new("abort", "stop", NeedsReason: true, rights => rights.Abort);
    public static readonly SteeringAction Reopen = new("reopen", "again", NeedsReason: true, rights => rights.Reopen);

    public static readonly SteeringAction Merge = new("merge", "copy", NeedsReason: false, rights => rights.Merge);
    public static readonly SteeringAction Unmerge = new("unmerge", "again", NeedsReason: false, rights => rights.Unmerge);
    public static readonly SteeringAction Split = new("split", "flow", NeedsReason: false, rights => rights.Split);

    /// <summary>In the order of the menu.</summary>
    public static IReadOnlyList<SteeringAction> All { get; } = [Urge, Suspend, Resume, Merge, Unmerge, Split, Abort, Reopen];

    public string Text =>
        Id switch
        {
            "urge" => SteeringTexts.Urge,
            "suspend" => SteeringTexts.Suspend,
            "resume" => SteeringTexts.Resume,
            "abort" => SteeringTexts.Abort,
            "merge" => TieTexts.Merge,
            "unmerge" => TieTexts.Unmerge,
            "split" => TieTexts.Split,
            _ => SteeringTexts.Reopen,
        };

    /// <summary>What it does, before it is done.</summary>
    public string Hint =>
        Id switch
        {
            "urge" => SteeringTexts.UrgeHint,
            "suspend" => SteeringTexts.SuspendHint,
            "resume" => SteeringTexts.ResumeHint,
            "abort" => SteeringTexts.AbortHint,
            "merge" => TieTexts.MergeHint,
            "unmerge" => TieTexts.UnmergeHint,
            "split" => TieTexts.SplitHint,
            _ => SteeringTexts.ReopenHint,
        };
}
