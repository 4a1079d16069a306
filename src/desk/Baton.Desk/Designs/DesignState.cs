namespace Baton.Desk.Designs;

/// <summary>How far a design has come.</summary>
public enum DesignState
{
    /// <summary>Somebody draws.</summary>
    Draft,

    /// <summary>A second person is asked to look at it.</summary>
    InReview,

    /// <summary>A reviewer found it good; an edit makes it a draft again.</summary>
    Approved,

    /// <summary>It will be deployed at a set time.</summary>
    Scheduled,

    /// <summary>It was deployed as it is; an edit makes it a draft again.</summary>
    Deployed,

    /// <summary>Nobody wants it; it can be taken back.</summary>
    Discarded,
}
