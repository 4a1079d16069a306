using Baton.Desk.Webhooks;
using Baton.Desk.Webhooks.Deliveries;

namespace Baton.Web.Webhooks;

/// <summary>What people call events, and the states of hooks and deliveries.</summary>
internal static class WebhookNames
{
    public static string Event(string code) =>
        code switch
        {
            WebhookEvents.CaseOpened => WebhookTexts.CaseOpened,
            WebhookEvents.CaseChanged => WebhookTexts.CaseChanged,
            WebhookEvents.CaseStatus => WebhookTexts.CaseStatus,
            WebhookEvents.CaseClosed => WebhookTexts.CaseClosed,
            WebhookEvents.CaseReopened => WebhookTexts.CaseReopened,
            WebhookEvents.TaskOffered => WebhookTexts.TaskOffered,
            WebhookEvents.TaskCompleted => WebhookTexts.TaskCompleted,
            WebhookEvents.TaskOverdue => WebhookTexts.TaskOverdue,
            WebhookEvents.ContactArrived => WebhookTexts.ContactArrived,
            WebhookEvents.Ping => WebhookTexts.Ping,
            _ => code,
        };

    public static string Health(string code) =>
        code switch
        {
            "ok" => WebhookTexts.HealthOk,
            "retrying" => WebhookTexts.HealthRetrying,
            "failing" => WebhookTexts.HealthFailing,
            "gone" => WebhookTexts.HealthGone,
            _ => WebhookTexts.HealthOff,
        };

    /// <summary>The class of the chip.</summary>
    public static string HealthLook(string code) =>
        code switch
        {
            "ok" => "chip-good",
            "retrying" => "chip-warn",
            "failing" or "gone" => "chip-bad",
            _ => "",
        };

    public static string State(WebhookDeliveryState state) =>
        state switch
        {
            WebhookDeliveryState.Waiting => WebhookTexts.StateWaiting,
            WebhookDeliveryState.Delivered => WebhookTexts.StateDelivered,
            _ => WebhookTexts.StateAside,
        };

    /// <summary>The class of the chip.</summary>
    public static string StateLook(WebhookDeliveryState state) =>
        state switch
        {
            WebhookDeliveryState.Waiting => "chip-warn",
            WebhookDeliveryState.Delivered => "chip-good",
            _ => "chip-bad",
        };

    public static string StateIcon(WebhookDeliveryState state) =>
        state switch
        {
            WebhookDeliveryState.Waiting => "clock",
            WebhookDeliveryState.Delivered => "check",
            _ => "alert",
        };
}
