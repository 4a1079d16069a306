using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Telephony;

/// <summary>How an exchange tells of calls: section <c>Telephony</c>. Without a token none are taken.</summary>
public sealed class TelephonyOptions
{
    public const string Section = "Telephony";
    private const int ShortestToken = 16;

    /// <summary>The secret that the exchange brings along, as <c>Authorization: Bearer</c> or as the value <c>token</c>.</summary>
    public string? Token { get; set; }

    /// <summary>Numbers that are called, with the department whose people are shown the call.</summary>
    public Dictionary<string, string> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>A call that nobody answered waits in the inbox.</summary>
    public bool MissedToInbox { get; set; } = true;

    /// <summary>
    /// Where the exchange is asked to call somebody from a phone of the desk: an address in which <c>{number}</c> and <c>{extension}</c> stand for both.
    /// Empty for not at all. It is called by POST with a JSON object <c>number</c>, <c>extension</c>, <c>user</c>; its host must be among
    /// <c>Outbound:AllowedHosts</c> where it is in the house.
    /// </summary>
    public string? CallOut { get; set; }

    /// <summary>Shown to the exchange as <c>Authorization: Bearer</c>; empty for nothing.</summary>
    public string? CallOutToken { get; set; }

    internal bool CallsOut => CallOut is { Length: > 0 };

    internal bool IsOn => Token is { Length: > 0 };

    internal sealed class Check : IValidateOptions<TelephonyOptions>
    {
        public ValidateOptionsResult Validate(string? name, TelephonyOptions options) =>
            options.Token is { Length: > 0 and < ShortestToken }
                ? ValidateOptionsResult.Fail($"{Section}:Token must have {ShortestToken} characters at least.")
            : options.CallsOut && !IsAddress(options.CallOut!)
                ? ValidateOptionsResult.Fail($"{Section}:CallOut must be an address that begins with http:// or https://.")
            : ValidateOptionsResult.Success;

        private static bool IsAddress(string text) =>
            Uri.TryCreate(CallOutRequests.Address(text, "1", "2"), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https";
    }
}
