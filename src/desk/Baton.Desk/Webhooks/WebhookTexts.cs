using Baton.Desk.Texts;

namespace Baton.Desk.Webhooks;

/// <summary>The sentences about web hooks, from the resources beside this file.</summary>
internal static class WebhookTexts
{
    public static TextSet Words { get; } = new(typeof(WebhookTexts));
}
