using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>Reads where a scanner listens. Pure.</summary>
internal static class ScannerAddress
{
    private const string SocketPrefix = ScannerOptions.SocketPrefix;

    /// <summary>The address; null when the text is none.</summary>
    public static EndPoint? Read(string text)
    {
        if (text.StartsWith(SocketPrefix, StringComparison.Ordinal))
            return text.Length > SocketPrefix.Length ? new UnixDomainSocketEndPoint(text[SocketPrefix.Length..]) : null;
        var colon = text.LastIndexOf(':');
        return
            colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : null;
    }
}
