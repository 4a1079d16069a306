namespace Baton.Web.Cases;

/// <summary>Colour of a severity, from the words in its code; the name beside it always comes from the pack.</summary>
internal static class SeverityLooks
{
    private static readonly (string Word, string Style)[] Looks =
    [
        ("serious", "chip-bad"),
        ("critical", "chip-bad"),
        ("major", "chip-warn"),
        ("high", "chip-warn"),
        ("normal", "chip-info"),
    ];

    public static string Of(string severity) =>
        Looks.FirstOrDefault(look => severity.Contains(look.Word, StringComparison.Ordinal)).Style ?? "";
}
