using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>Signs calls to push services, so that they know the desk that a browser subscribed to: RFC 8292.</summary>
internal sealed class VapidKey : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private readonly ECDsa _key;
    private readonly Lock _one = new();

    public VapidKey(string privateKey)
    {
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        PublicKey = Base64Url.EncodeToString(PushEncryption.Point(_key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>What browsers subscribe to, base64url.</summary>
    public string PublicKey { get; }

    /// <summary>A new private key, PKCS 8 in base64.</summary>
    public static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>The value of the header Authorization for a call to this address.</summary>
    public string Authorization(Uri endpoint, string contact, DateTimeOffset now)
    {
        var header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
                ["exp"] = (now + Life).ToUnixTimeSeconds(),
                ["sub"] = contact,
            }
        );
        var signed = header + "." + Base64Url.EncodeToString(claims);
        byte[] signature;
        lock (_one)
            signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => _key.Dispose();
}
