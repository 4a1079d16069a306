using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal.Ratings;

namespace Baton.Desk.Cases.Portal;

/// <summary>How far a case is, as its customer sees it.</summary>
public enum PortalState
{
    /// <summary>It has come in.</summary>
    Received,

    /// <summary>Somebody works on it.</summary>
    InProgress,

    /// <summary>The desk asked something and waits for the answer.</summary>
    WaitingForCustomer,

    /// <summary>It is done.</summary>
    Solved,

    /// <summary>It was closed without being brought to its end.</summary>
    Ended,
}

/// <summary>One thing that happened to a case, in words of customers: no step of the process, no name.</summary>
public enum PortalStepKind
{
    Received,
    Started,
    Asked,
    Answered,
    Closed,
}

/// <summary>When something happened to the case.</summary>
public sealed record PortalStep(PortalStepKind Kind, DateTimeOffset At);

/// <summary>Something that was written to the customer, or by him.</summary>
/// <param name="IsFromCustomer">He wrote it.</param>
/// <param name="Purpose">What it is to him.</param>
/// <param name="Text">Plain text with line breaks.</param>
/// <param name="At">When it was written.</param>
/// <param name="IsWaiting">It is a question that he has not answered yet.</param>
public sealed record PortalText(bool IsFromCustomer, NotePurpose Purpose, string Text, DateTimeOffset At, bool IsWaiting);

/// <summary>A file that the customer sent.</summary>
public sealed record PortalFile(string Name, int Size, DateTimeOffset At);

/// <summary>A case as its customer sees it: what he wrote, what was written to him, how far it is. Nothing else of the desk.</summary>
/// <param name="Number">For talking about it.</param>
/// <param name="TypeName">What kind of case it is.</param>
/// <param name="Subject">As he registered it; null for a case that the desk registered.</param>
/// <param name="Description">As he registered it; null for a case that the desk registered.</param>
/// <param name="RegisteredAt">When it came in.</param>
/// <param name="State">How far it is.</param>
/// <param name="Steps">What happened, the oldest first.</param>
/// <param name="Texts">What was written on both sides, the oldest first.</param>
/// <param name="Solution">What was done about it; null while it is open, and where nobody wrote it for the customer.</param>
/// <param name="Files">What he sent.</param>
/// <param name="MayWrite">He may answer and send files.</param>
/// <param name="Rating">How he rated it; null where he has not.</param>
/// <param name="MayRate">He may rate it, or change his rating.</param>
public sealed record PortalCase(
    string Number,
    string TypeName,
    string? Subject,
    string? Description,
    DateTimeOffset RegisteredAt,
    PortalState State,
    IReadOnlyList<PortalStep> Steps,
    IReadOnlyList<PortalText> Texts,
    string? Solution,
    IReadOnlyList<PortalFile> Files,
    bool MayWrite,
    CaseRatingView? Rating,
    bool MayRate
);
