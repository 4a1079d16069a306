using System.Buffers;

namespace Baton.Desk.Channels.Web;

/// <summary>A site as browsers name it in <c>Origin</c>. Pure.</summary>
internal static class SiteAddress
{
    private static readonly SearchValues<char> Parting = SearchValues.Create(" ;,'\"*");

    /// <summary>Scheme, host and port without anything behind; null where the text is no such address.</summary>
    public static string? Normal(string? text)
    {
        if (
            !Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.PathAndQuery != "/"
            || address.Fragment.Length > 0
            || address.UserInfo.Length > 0
        )
            return null;
        // What stands in a header must not hold what parts its words.
        var host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        var site = $"{address.Scheme}://{host}" + (address.IsDefaultPort ? "" : $":{address.Port}");
        return site.AsSpan().IndexOfAny(Parting) < 0 ? site.ToLowerInvariant() : null;
    }
}
