namespace Baton.Desk.Connectors.Calls;

/// <summary>Pure: the address that is called. A path stays below the base address of its connection, whatever it holds.</summary>
internal static class CallTarget
{
    private const int MaxLength = 4000;

    /// <summary>What is wrong with a path; null where it stays below the base address.</summary>
    public static string? PathFault(string path)
    {
        if (path.Length > MaxLength)
            return $"Expected a path of up to {MaxLength} characters.";
        // What is enciphered twice is read twice by some servers.
        var plain = path;
        for (var round = 0; round < 3; round++)
        {
            if (Escapes(plain) is { } fault)
                return fault;
            var next = Uri.UnescapeDataString(plain);
            if (next == plain)
                return null;
            plain = next;
        }
        return Escapes(plain);

        static string? Escapes(string path)
        {
            if (path.Any(char.IsControl) || path.Contains('\\', StringComparison.Ordinal))
                return "A path must hold no control characters and no backslashes.";
            if (path.StartsWith("//", StringComparison.Ordinal) || path.Contains("://", StringComparison.Ordinal))
                return "A path must stay at its connection's base address; name no other host in it.";
            if (path.Contains('?', StringComparison.Ordinal) || path.Contains('#', StringComparison.Ordinal))
                return "A path must hold no '?' and no '#'; say parameters in the header 'query'.";
            // Some servers take what follows a semicolon for a parameter of the step.
            return path.Split('/').Any(step => step.Split(';')[0].Trim() is "." or "..")
                ? "A path must stay below its connection's base address; steps of '..' are not taken."
                : null;
        }
    }

    /// <summary>What is wrong with a whole address; null where it may be tried. Whether its host may be called is asked elsewhere.</summary>
    public static string? AddressFault(string address)
    {
        if (address.Length > MaxLength || address.Any(char.IsControl) || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return "Expected a whole address such as https://host/path.";
        if (uri.Scheme is not ("http" or "https"))
            return "Expected an address of http or https.";
        if (uri.UserInfo.Length > 0)
            return "An address must hold no user and password; keep them in a connection.";
        return uri.Fragment.Length > 0 ? "An address must hold no '#'." : null;
    }

    /// <exception cref="CallFaultException">The path would leave the base address.</exception>
    public static Uri Below(Uri root, string? path, string query)
    {
        if (path is not null && PathFault(path) is { } fault)
            throw new CallFaultException(fault);
        var from = root.GetLeftPart(UriPartial.Path);
        var text = string.IsNullOrEmpty(path) ? from : from.TrimEnd('/') + "/" + path.TrimStart('/');
        if (!Uri.TryCreate(text + query, UriKind.Absolute, out var target) || !IsBelow(root, target))
            throw new CallFaultException("A path must stay below its connection's base address.");
        return target;
    }

    /// <exception cref="CallFaultException">The address is none.</exception>
    public static Uri Whole(string? address, string query)
    {
        if (AddressFault(address ?? "") is { } fault)
            throw new CallFaultException(fault);
        var uri = new Uri(address!, UriKind.Absolute);
        if (query.Length == 0)
            return uri;
        return new Uri(uri.AbsoluteUri + (uri.Query.Length > 0 ? "&" + query[1..] : query), UriKind.Absolute);
    }

    /// <summary>True where the target lies at the same host, port and scheme, and not above the path of the root.</summary>
    public static bool IsBelow(Uri root, Uri target)
    {
        var path = root.AbsolutePath.TrimEnd('/');
        return target.Scheme == root.Scheme
            && target.IdnHost.Equals(root.IdnHost, StringComparison.OrdinalIgnoreCase)
            && target.Port == root.Port
            && target.UserInfo.Length == 0
            && (target.AbsolutePath.TrimEnd('/') == path || target.AbsolutePath.StartsWith(path + "/", StringComparison.Ordinal));
    }
}
