namespace Baton.Desk.Cases.Ties;

/// <summary>What ties between cases write on their time lines (<c>timeline.CODE</c>).</summary>
public static class TieCodes
{
    public const string ChildLinked = "child-linked";
    public const string ParentLinked = "parent-linked";
    public const string ChildUnlinked = "child-unlinked";
    public const string ParentUnlinked = "parent-unlinked";
    public const string ClosingRuleWait = "closing-rule-wait";
    public const string ClosingRuleClose = "closing-rule-close";

    /// <summary>Its process has ended, but a child is open.</summary>
    public const string WaitsForChildren = "waits-for-children";
    public const string ClosedWithParent = "closed-with-parent";
}
