namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>Fills an address; host and scheme stay the administrator's whatever a message says.</summary>
internal static class GatewayAddress
{
    /// <summary>True for an http or https address whose host is the same for all values.</summary>
    public static bool IsUsable(GatewayTemplate template) =>
        Filled(template, "1") is { } one && Filled(template, "2") is { } other && IsSameHost(one, other);

    /// <summary>The address to call; null where the values would lead elsewhere.</summary>
    public static Uri? Of(GatewayTemplate template, IReadOnlyDictionary<string, string> values) =>
        Absolute(template.Fill(values)) is { } uri && Filled(template, "1") is { } plain && IsSameHost(uri, plain) ? uri : null;

    private static Uri? Filled(GatewayTemplate template, string value) =>
        Absolute(template.Fill(HttpGateway.Names.ToDictionary(name => name, _ => value, StringComparer.Ordinal)));

    private static Uri? Absolute(string address) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static bool IsSameHost(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Authority == other.Authority && one.UserInfo == other.UserInfo;
}
