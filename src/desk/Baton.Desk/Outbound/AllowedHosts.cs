using System.Net;
using System.Net.Sockets;

namespace Baton.Desk.Outbound;

/// <summary>Keeps addresses that people enter from being used to reach what only this machine can reach.</summary>
internal static class AllowedHosts
{
    /// <summary>True for a host that may be named; whether its address may be called is known when it is called.</summary>
    public static bool MayName(string host, IEnumerable<string> allowed)
    {
        var list = allowed.ToList();
        if (list.Count > 0)
            return list.Contains(host, StringComparer.OrdinalIgnoreCase);
        return !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && (!IPAddress.TryParse(host.Trim('[', ']'), out var address) || MayCall(address));
    }

    /// <summary>Neither this machine nor what only its own line knows.</summary>
    public static bool MayCall(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !IPAddress.IsLoopback(plain)
            && !plain.Equals(IPAddress.Any)
            && !plain.Equals(IPAddress.IPv6Any)
            && !plain.IsIPv6LinkLocal
            && !plain.IsIPv6Multicast
            && !(plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, ..] or [0, ..] or [>= 224, ..]);
    }

    /// <summary>A connection to the host, at an address that was looked at: a name may mean another one the next time. The setting is what holds the allowed hosts.</summary>
    /// <exception cref="HostRefusedException">It may not be called.</exception>
    /// <exception cref="SocketException">The host is unknown or does not answer.</exception>
    public static async Task<Socket> Connect(
        string host,
        int port,
        IReadOnlyCollection<string> allowed,
        string setting,
        CancellationToken ct
    )
    {
        if (!MayName(host, allowed))
            throw new HostRefusedException($"The host {host} is not among {setting}.");
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        var usable = allowed.Count > 0 ? addresses : [.. addresses.Where(MayCall)];
        if (usable.Length == 0)
            throw new HostRefusedException($"The host {host} means this machine or its own line. Name it in {setting} to allow that.");
        Exception? last = null;
        foreach (var address in usable)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, ct);
                return socket;
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last!;
    }
}

/// <summary>The host may not be called; the message says why.</summary>
internal sealed class HostRefusedException(string message) : Exception(message);
