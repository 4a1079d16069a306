namespace Baton.Web.Connectors;

/// <summary>Words for what a connection can be.</summary>
internal static class ConnectionNames
{
    public static IReadOnlyList<(string Key, string Name)> SignIns =>
        [
            ("none", ConnectionTexts.SignInNone),
            ("basic", ConnectionTexts.SignInBasic),
            ("bearer", ConnectionTexts.SignInBearer),
            ("api-key", ConnectionTexts.SignInApiKey),
            ("oauth2", ConnectionTexts.SignInOAuth2),
        ];

    public static string SignIn(string key) => SignIns.FirstOrDefault(one => one.Key == key).Name ?? key;

    public static string Circuit(string circuit) =>
        circuit switch
        {
            "open" => ConnectionTexts.CircuitOpen,
            "half-open" => ConnectionTexts.CircuitHalfOpen,
            _ => ConnectionTexts.CircuitClosed,
        };

    /// <summary>The class of the chip.</summary>
    public static string Look(string circuit) =>
        circuit switch
        {
            "open" => "chip-bad",
            "half-open" => "chip-warn",
            _ => "chip-good",
        };
}
