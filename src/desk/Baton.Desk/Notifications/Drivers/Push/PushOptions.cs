using Baton.Desk.Notifications.Drivers.Gateways;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>Notifications that browsers show while the desk is closed: section <c>Push</c>. Without <see cref="Contact"/> the channel is not set up.</summary>
public sealed class PushOptions
{
    public const string Section = "Push";

    /// <summary>Whom a push service turns to when something is wrong: <c>mailto:</c> and an address, or an https page.</summary>
    public string? Contact { get; set; }

    /// <summary>For how long a service keeps a notification for a browser that is not running.</summary>
    public int KeepSeconds { get; set; } = 86_400;

    /// <summary>The hosts of push services that browsers may name, separated by commas; an asterisk stands for all before the rest.</summary>
    public string Hosts { get; set; } =
        "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com,web.push.apple.com";

    public int TimeoutMilliseconds { get; set; } = 10_000;

    internal bool IsSetUp => Contact is { Length: > 0 };

    /// <summary>True for an address of a service that may be called: nobody makes the server call what he likes.</summary>
    internal bool IsAllowed(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && HttpGatewayOptions.Words(Hosts).Any(host => IsAt(uri, host));

    private static bool IsAt(Uri uri, string host)
    {
        // A port is named only where a service of one's own is meant, on this machine perhaps without encryption.
        if (host.Contains(':', StringComparison.Ordinal))
            return uri.Authority == host && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
        return uri is { Scheme: "https", IsDefaultPort: true }
            && (
                host.StartsWith("*.", StringComparison.Ordinal)
                    ? uri.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
                    : uri.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
            );
    }
}

/// <summary>Says which settings of push notifications cannot be used.</summary>
internal sealed class PushOptionsCheck : IValidateOptions<PushOptions>
{
    private const string Section = PushOptions.Section;

    public ValidateOptionsResult Validate(string? name, PushOptions options)
    {
        var errors = (options.IsSetUp ? Errors(options) : []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(PushOptions options)
    {
        if (!Uri.TryCreate(options.Contact, UriKind.Absolute, out var contact) || contact.Scheme is not ("mailto" or "https"))
            yield return $"{Section}:Contact must be an address such as mailto:desk@example.com, but is '{options.Contact}'.";
        if (options.KeepSeconds is < 0 or > 2_419_200)
            yield return $"{Section}:KeepSeconds must lie between 0 and 2419200, but is {options.KeepSeconds}.";
        if (options.TimeoutMilliseconds is < 100 or > 120_000)
            yield return $"{Section}:TimeoutMilliseconds must lie between 100 and 120000, but is {options.TimeoutMilliseconds}.";
        if (HttpGatewayOptions.Words(options.Hosts).Length == 0 || HttpGatewayOptions.Words(options.Hosts).Any(host => host is "*" or "*."))
            yield return $"{Section}:Hosts must be hosts such as fcm.googleapis.com,*.push.apple.com, but is '{options.Hosts}'.";
    }
}
