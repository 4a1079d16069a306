using System.Net;
using System.Net.Sockets;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>Tells addresses of the public Internet from those of this machine and of networks that only its owners see. Pure.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Of IPv6 only what is given out to networks of the Internet.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>Parts of it that lead to IPv4 or nowhere: Teredo and other special uses, documentation, 6to4.</summary>
    private static readonly IPNetwork[] Detours =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
    ];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Closed, network => network.Contains(address))
            : Global.Contains(address) && !Array.Exists(Detours, network => network.Contains(address));
    }

    /// <summary>Whether an address that somebody typed can be asked at all: http or https, with a host and without a name and password in it.</summary>
    public static Uri? Usable(string? text) =>
        text is { Length: <= 1_000 }
        && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
            ? uri
            : null;
}
