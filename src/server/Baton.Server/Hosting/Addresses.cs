using System.Net;
using System.Net.Sockets;
using Baton.Server.Configuration;

namespace Baton.Server.Hosting;

/// <summary>The addresses to listen on. That somebody else listens there is told early and plainly: it is how most first starts fail.</summary>
internal static class Addresses
{
    /// <exception cref="ConfigurationErrorException">An address is taken.</exception>
    public static void CheckFree(string urls)
    {
        string[] taken = [.. urls.Split(';').Where(IsTaken)];
        if (taken.Length > 0)
        {
            throw new ConfigurationErrorException([
                .. taken.Select(url => $"urls: another program already listens on {url}. Stop it, or choose another port with --urls."),
            ]);
        }
    }

    /// <summary>The first address as a browser on this machine opens it; null where its port is not known yet.</summary>
    public static string? First(string urls)
    {
        string first = urls.Split(';')[0].TrimEnd('/');
        return BindingAddress.Parse(first).Port == 0 ? null : first;
    }

    private static bool IsTaken(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
        {
            return false;
        }
        IPAddress host = IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) ? ip : IPAddress.Loopback;
        try
        {
            using var listener = new TcpListener(host, address.Port);
            listener.Start();
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
