namespace Baton.Desk.Cases.Ties;

/// <summary>What the closing of a case means for its children.</summary>
public enum ClosingRule
{
    /// <summary>It cannot close while a child is open.</summary>
    WaitForChildren,

    /// <summary>Closing it closes all its children.</summary>
    CloseChildren,
}
