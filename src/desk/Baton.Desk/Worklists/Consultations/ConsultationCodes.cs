namespace Baton.Desk.Worklists.Consultations;

/// <summary>What consultations write on the time line of a case (<c>timeline.CODE</c>), and of what they tell people (<c>notification.CODE</c>).</summary>
public static class ConsultationCodes
{
    public const string AskedOpinion = "asked-opinion";
    public const string AskedVote = "asked-vote";
    public const string AskedSignBefore = "asked-sign-before";
    public const string AskedSignAfter = "asked-sign-after";

    /// <summary>A party has said its part.</summary>
    public const string PartAnswered = "part-answered";
    public const string PartWithdrawn = "part-withdrawn";
    public const string AllAnswered = "all-answered";
    public const string VoteApproved = "vote-approved";
    public const string VoteRefused = "vote-refused";
    public const string AllSigned = "all-signed";
    public const string SignRefused = "sign-refused";

    /// <summary>A task is done, but waits for signatures.</summary>
    public const string AwaitsConfirmation = "awaits-confirmation";
    public const string Confirmed = "confirmed";
    public const string ConfirmationRefused = "confirmation-refused";
    public const string ConsultationWithdrawn = "consultation-withdrawn";

    /// <summary>In the order of the kinds.</summary>
    public static string Asked(ConsultationKind kind) =>
        kind switch
        {
            ConsultationKind.Opinion => AskedOpinion,
            ConsultationKind.Vote => AskedVote,
            ConsultationKind.SignBefore => AskedSignBefore,
            _ => AskedSignAfter,
        };

    internal static string Ended(Consultation consultation) =>
        (consultation.Status, consultation.Kind) switch
        {
            (ConsultationStatus.Answered, _) => AllAnswered,
            (ConsultationStatus.Approved, ConsultationKind.Vote) => VoteApproved,
            (ConsultationStatus.Refused, ConsultationKind.Vote) => VoteRefused,
            (ConsultationStatus.Approved, ConsultationKind.SignAfter) => Confirmed,
            (ConsultationStatus.Approved, _) => AllSigned,
            (ConsultationStatus.Refused, _) => SignRefused,
            _ => ConsultationWithdrawn,
        };
}
