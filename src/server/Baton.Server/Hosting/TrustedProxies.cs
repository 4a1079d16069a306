using System.Net;
using Baton.Server.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Baton.Server.Hosting;

/// <summary>
/// Believes the proxies that are named in <c>Server:Proxies</c>, and nobody else, who calls and whether by https (<c>X-Forwarded-For</c>,
/// <c>X-Forwarded-Proto</c>): for the security log, for counting requests by address, and for cookies that only travel by https.
/// </summary>
internal static class TrustedProxies
{
    public const string Key = "Server:Proxies";

    /// <summary>Addresses and networks (10.1.0.0/16) parted by commas; none for no proxy.</summary>
    public static IReadOnlyList<IPNetwork> Read(SettingsReader reader)
    {
        var networks = new List<IPNetwork>();
        foreach (string text in (reader.Text(Key) ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(text, out IPNetwork network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out IPAddress? address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                reader.Add(Key, $"must be addresses and networks such as 10.0.0.5 or 10.1.0.0/16, parted by commas, but contains '{text}'");
            }
        }
        return networks;
    }

    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<IPNetwork> networks)
    {
        if (networks.Count == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // A chain of trusted proxies is followed to its end; the first address that is not trusted is the caller's.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (IPNetwork network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }
        app.UseForwardedHeaders(options);
    }
}
