namespace Baton.Web.Channels;

/// <summary>How a case stands with its fax: what a search can ask for.</summary>
internal static class FaxSearchStates
{
    public static IReadOnlyList<string> All { get; } = ["waiting", "sent", "failed"];

    public static string Name(string status) =>
        status switch
        {
            "waiting" => FaxPageTexts.StatusQueued,
            "sent" => FaxPageTexts.StatusSent,
            _ => FaxPageTexts.StatusFailed,
        };
}
