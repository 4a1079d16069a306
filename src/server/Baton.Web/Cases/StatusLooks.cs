namespace Baton.Web.Cases;

/// <summary>Colour and icon of a status, from the words in its code; the name beside them always comes from the pack.</summary>
internal static class StatusLooks
{
    private static readonly (string Word, string Style, string Icon)[] Looks =
    [
        ("failed", "chip-bad", "alert"),
        ("rejected", "chip-bad", "cross"),
        ("given-up", "", "cross"),
        ("withdrawn", "", "cross"),
        ("canceled", "", "cross"),
        ("aborted", "", "cross"),
        ("suspended", "chip-warn", "pause"),
        ("finished", "chip-good", "check"),
        ("solved", "chip-good", "check"),
        ("archived", "chip-good", "check"),
        ("closed", "chip-good", "check"),
        ("resolved", "chip-good", "check"),
        ("sent", "chip-good", "check"),
        ("resending", "chip-accent", "send"),
        ("sending", "chip-accent", "send"),
        ("approved", "chip-accent", "send"),
        ("waiting", "chip-info", "clock"),
        ("awaiting", "chip-info", "clock"),
    ];

    public static (string Style, string Icon) Of(string status)
    {
        foreach (var (word, style, icon) in Looks)
        {
            if (status.Contains(word, StringComparison.Ordinal))
                return (style, icon);
        }
        return ("", "dot");
    }
}
