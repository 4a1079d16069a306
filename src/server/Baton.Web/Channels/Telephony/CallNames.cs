namespace Baton.Web.Channels.Telephony;

/// <summary>Where a call stands, in the reader's words.</summary>
internal static class CallNames
{
    public static IReadOnlyList<string> Phases { get; } = ["ringing", "answered", "ended", "missed"];

    public static string Phase(string phase) =>
        phase switch
        {
            "ringing" => CallTexts.Ringing,
            "answered" => CallTexts.Answered,
            "missed" => CallTexts.Missed,
            _ => CallTexts.Ended,
        };
}
