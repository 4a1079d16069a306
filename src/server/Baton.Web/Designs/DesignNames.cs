using Baton.Desk.Designs;

namespace Baton.Web.Designs;

/// <summary>The words, icons and colours of designs.</summary>
internal static class DesignNames
{
    public static IReadOnlyList<DesignKind> Kinds { get; } = Enum.GetValues<DesignKind>();

    public static IReadOnlyList<DesignState> States { get; } = Enum.GetValues<DesignState>();

    public static string Kind(DesignKind kind) =>
        kind switch
        {
            DesignKind.Process => DesignPageTexts.KindProcess,
            DesignKind.Decision => DesignPageTexts.KindDecision,
            _ => DesignPageTexts.KindForm,
        };

    public static string Icon(DesignKind kind) =>
        kind switch
        {
            DesignKind.Process => "flow",
            DesignKind.Decision => "decisions",
            _ => "file",
        };

    public static string State(DesignState state) =>
        state switch
        {
            DesignState.Draft => DesignPageTexts.StateDraft,
            DesignState.InReview => DesignPageTexts.StateInReview,
            DesignState.Approved => DesignPageTexts.StateApproved,
            DesignState.Scheduled => DesignPageTexts.StateScheduled,
            DesignState.Deployed => DesignPageTexts.StateDeployed,
            _ => DesignPageTexts.StateDiscarded,
        };

    public static (string Style, string Icon) Look(DesignState state) =>
        state switch
        {
            DesignState.Draft => ("", "edit"),
            DesignState.InReview => ("chip-info", "eye"),
            DesignState.Approved => ("chip-good", "check"),
            DesignState.Scheduled => ("chip-warn", "clock"),
            DesignState.Deployed => ("chip-accent", "play"),
            _ => ("", "trash"),
        };

    public static string Deed(DesignDeed deed) =>
        deed switch
        {
            DesignDeed.Asked => DesignPageTexts.DeedAsked,
            DesignDeed.Approved => DesignPageTexts.DeedApproved,
            DesignDeed.Returned => DesignPageTexts.DeedReturned,
            DesignDeed.Said => DesignPageTexts.DeedSaid,
            DesignDeed.Scheduled => DesignPageTexts.DeedScheduled,
            DesignDeed.Unscheduled => DesignPageTexts.DeedUnscheduled,
            DesignDeed.Deployed => DesignPageTexts.DeedDeployed,
            _ => DesignPageTexts.DeedFailed,
        };

    /// <summary>The address of the versions of a model.</summary>
    public static string Versions(DesignKind kind, string id) =>
        $"/designs/versions/{kind.ToString().ToLowerInvariant()}/{Uri.EscapeDataString(id)}";
}
