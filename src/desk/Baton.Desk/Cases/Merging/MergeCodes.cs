namespace Baton.Desk.Cases.Merging;

/// <summary>What merging and splitting write on the time lines of both cases (<c>timeline.CODE</c>).</summary>
public static class MergeCodes
{
    public const string MergedInto = "merged-into";
    public const string TookIn = "took-in";
    public const string MergeUndone = "merge-undone";
    public const string GaveBack = "gave-back";
    public const string SplitOff = "split-off";
    public const string SplitFrom = "split-from";
}
