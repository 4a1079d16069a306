namespace Baton.Web.Shell;

/// <summary>Addresses that a request asks to be sent back to.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it stays on this desk, else the start page: a link must not lead people elsewhere.</summary>
    public static string Of(string? address)
    {
        var isLocal =
            address is ['/', ..]
            && !address.StartsWith("//", StringComparison.Ordinal)
            && !address.Contains('\\', StringComparison.Ordinal);
        return isLocal && !address!.Any(char.IsControl) ? address! : "/";
    }
}
