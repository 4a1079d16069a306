using Baton.Desk.Cases.Portal;

namespace Baton.Web.Portal;

/// <summary>How customers are told where their case stands.</summary>
internal static class PortalWords
{
    public static string Of(PortalState state) =>
        state switch
        {
            PortalState.Received => PortalTexts.StateReceived,
            PortalState.InProgress => PortalTexts.StateInProgress,
            PortalState.WaitingForCustomer => PortalTexts.StateWaiting,
            PortalState.Solved => PortalTexts.StateSolved,
            _ => PortalTexts.StateEnded,
        };

    public static string Explain(PortalState state) =>
        state switch
        {
            PortalState.Received => PortalTexts.ExplainReceived,
            PortalState.InProgress => PortalTexts.ExplainInProgress,
            PortalState.WaitingForCustomer => PortalTexts.ExplainWaiting,
            PortalState.Solved => PortalTexts.ExplainSolved,
            _ => PortalTexts.ExplainEnded,
        };

    public static (string Icon, string Style) Look(PortalState state) =>
        state switch
        {
            PortalState.Received => ("mail", "chip-info"),
            PortalState.InProgress => ("work", "chip-accent"),
            PortalState.WaitingForCustomer => ("comment", "chip-warn"),
            PortalState.Solved => ("check", "chip-good"),
            _ => ("stop", ""),
        };

    public static string Of(PortalStepKind step) =>
        step switch
        {
            PortalStepKind.Received => PortalTexts.StepReceived,
            PortalStepKind.Started => PortalTexts.StepStarted,
            PortalStepKind.Asked => PortalTexts.StepAsked,
            PortalStepKind.Answered => PortalTexts.StepAnswered,
            _ => PortalTexts.StepClosed,
        };

    public static string Stars(int stars) =>
        stars switch
        {
            1 => PortalTexts.Stars1,
            2 => PortalTexts.Stars2,
            3 => PortalTexts.Stars3,
            4 => PortalTexts.Stars4,
            _ => PortalTexts.Stars5,
        };
}
