namespace Baton.Desk.Worklists.Consultations;

/// <summary>When a consultation is over, and whether its task has to wait for it. Pure.</summary>
internal static class ConsultationRules
{
    private const int All = 100;

    public static PartyCount Count(Consultation consultation) => PartyCount.Of([.. consultation.Parties.Select(party => party.State)]);

    public static ConsultationStatus Decide(ConsultationKind kind, int? neededPercent, PartyCount count) =>
        kind switch
        {
            ConsultationKind.Opinion when count.Asked == 0 => ConsultationStatus.Withdrawn,
            ConsultationKind.Opinion => count.Answered == count.Asked ? ConsultationStatus.Answered : ConsultationStatus.Open,
            ConsultationKind.Vote => ShareVote.Decide(count, neededPercent ?? All),
            _ => ShareVote.Decide(count, All),
        };

    /// <summary>
    /// True while the task cannot be completed: a vote is open, too few have said their part, or a signature that has to come before was refused or is
    /// still missing.
    /// </summary>
    public static bool Blocks(Consultation consultation)
    {
        var count = Count(consultation);
        return consultation.Kind switch
        {
            ConsultationKind.SignBefore => consultation.Status is ConsultationStatus.Open or ConsultationStatus.Refused,
            ConsultationKind.Vote => consultation.Status is ConsultationStatus.Open,
            ConsultationKind.Opinion => consultation.Status is ConsultationStatus.Open
                && consultation.NeededPercent is { } needed
                && count.Answered * 100 < needed * count.Asked,
            _ => false,
        };
    }

    /// <summary>The buttons that a party of it has.</summary>
    public static IReadOnlyList<TaskAction> Actions(ConsultationKind kind) =>
        kind switch
        {
            ConsultationKind.Opinion => [new(AnswerAction, AnswerAction, Primary: true, RequiresOpinion: true)],
            ConsultationKind.Vote =>
            [
                new(ApproveAction, ApproveAction, Primary: true, RequiresOpinion: false),
                new(RefuseAction, RefuseAction, Primary: false, RequiresOpinion: true),
            ],
            _ =>
            [
                new(SignAction, SignAction, Primary: true, RequiresOpinion: false),
                new(RefuseAction, RefuseAction, Primary: false, RequiresOpinion: true),
            ],
        };

    public static PartyState StateAfter(string action) =>
        action switch
        {
            AnswerAction => PartyState.Answered,
            RefuseAction => PartyState.Refused,
            _ => PartyState.Approved,
        };

    private const string AnswerAction = "consult-answer";
    private const string ApproveAction = "consult-approve";
    private const string RefuseAction = "consult-refuse";
    private const string SignAction = "consult-sign";
}
