using Baton.Desk.Worklists.Consultations;

namespace Baton.Web.Cases;

/// <summary>Words and looks for what is asked, and for how it stands.</summary>
internal static class ConsultNames
{
    public static string Of(ConsultationKind kind) =>
        kind switch
        {
            ConsultationKind.Opinion => ConsultTexts.KindOpinion,
            ConsultationKind.Vote => ConsultTexts.KindVote,
            ConsultationKind.SignBefore => ConsultTexts.KindSignBefore,
            _ => ConsultTexts.KindSignAfter,
        };

    public static string HintOf(ConsultationKind kind) =>
        kind switch
        {
            ConsultationKind.Opinion => ConsultTexts.HintOpinion,
            ConsultationKind.Vote => ConsultTexts.HintVote,
            ConsultationKind.SignBefore => ConsultTexts.HintSignBefore,
            _ => ConsultTexts.HintSignAfter,
        };

    public static (string Text, string Style) Of(ConsultationStatus status) =>
        status switch
        {
            ConsultationStatus.Open => (ConsultTexts.StatusOpen, "chip-info"),
            ConsultationStatus.Answered => (ConsultTexts.StatusAnswered, "chip-good"),
            ConsultationStatus.Approved => (ConsultTexts.StatusApproved, "chip-good"),
            ConsultationStatus.Refused => (ConsultTexts.StatusRefused, "chip-bad"),
            _ => (ConsultTexts.StatusWithdrawn, ""),
        };

    public static (string Text, string Icon) Of(PartyState state) =>
        state switch
        {
            PartyState.Waiting => (ConsultTexts.PartyWaiting, "clock"),
            PartyState.Answered => (ConsultTexts.PartyAnswered, "comment"),
            PartyState.Approved => (ConsultTexts.PartyApproved, "check"),
            PartyState.Refused => (ConsultTexts.PartyRefused, "cross"),
            _ => (ConsultTexts.PartyWithdrawn, "release"),
        };
}
