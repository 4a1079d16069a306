namespace Baton.Desk.Customers.Lookup;

/// <summary>Fills what is asked for into an address of the configuration, of which it stays a part of path or query: host and scheme are the administrator's.</summary>
internal static class LookupAddress
{
    private const int LongestValue = 100;

    /// <summary>True for an http or https address that has the place in its path or query.</summary>
    public static bool IsUsable(string address, string place) =>
        Filled(address, place, "x") is { } one && Filled(address, place, "y") is { } other && IsSameHost(one, other) && one != other;

    /// <summary>The address to ask; null for a value that cannot stand there.</summary>
    public static Uri? Of(string address, string place, string value)
    {
        // A path of dots alone would lead to another folder.
        if (value.Length is 0 or > LongestValue || value.All(letter => letter == '.'))
            return null;
        return Filled(address, place, Uri.EscapeDataString(value));
    }

    private static Uri? Filled(string address, string place, string value) =>
        Uri.TryCreate(address.Replace(place, value, StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
            ? uri
            : null;

    private static bool IsSameHost(Uri one, Uri other) => one.Authority == other.Authority && one.UserInfo == other.UserInfo;
}
