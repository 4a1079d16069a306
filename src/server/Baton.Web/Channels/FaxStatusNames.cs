namespace Baton.Web.Channels;

/// <summary>Names of the states of a transmission.</summary>
internal static class FaxStatusNames
{
    public static IReadOnlyList<string> All { get; } = ["queued", "sending", "sent", "failed", "canceled"];

    public static string Of(string status) =>
        status switch
        {
            "queued" => FaxPageTexts.StatusQueued,
            "sending" => FaxPageTexts.StatusSending,
            "sent" => FaxPageTexts.StatusSent,
            "failed" => FaxPageTexts.StatusFailed,
            "canceled" => FaxPageTexts.StatusCanceled,
            _ => status,
        };
}
