using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Baton.Desk.Outbound;

/// <summary>
/// Trust in certificates of a house's own authority beside those that the machine trusts. The name must be right in either case.
/// Safe for any number of threads.
/// </summary>
/// <param name="file">The authority's certificates as PEM, read once; null or empty for none.</param>
/// <exception cref="CryptographicException">The file holds no certificates.</exception>
internal sealed class HouseCertificates(string? file)
{
    private readonly X509Certificate2Collection _authorities = Read(file);

    /// <summary>True where a server with this certificate is the one that was called.</summary>
    /// <param name="certificate">What the server showed.</param>
    /// <param name="chain">What it sent along and the machine found to it.</param>
    /// <param name="errors">What the machine has against it.</param>
    /// <param name="checkRevocation">Asks the authority whether it was withdrawn.</param>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, bool checkRevocation = false)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _authorities.Count == 0 || certificate is null)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.RevocationMode = checkRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(leaf);
    }

    /// <summary>What is wrong with the file that a setting names; null for nothing.</summary>
    public static string? Fault(string setting, string? file)
    {
        try
        {
            return file is { Length: > 0 } && Read(file).Count == 0
                ? $"{setting} must be a file with certificates as PEM, but '{file}' holds none."
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{setting} must be a file with certificates as PEM, but '{file}' cannot be read: {error.Message}";
        }
    }

    private static X509Certificate2Collection Read(string? file)
    {
        var authorities = new X509Certificate2Collection();
        if (file is { Length: > 0 })
            authorities.ImportFromPemFile(file);
        return authorities;
    }
}
