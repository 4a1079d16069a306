using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>Encrypts what only one browser can read: RFC 8291, in the coding aes128gcm of RFC 8188.</summary>
internal static class PushEncryption
{
    /// <summary>What fits into the one record that push services take.</summary>
    public const int MaxLength = RecordSize - PointLength - SaltLength - 5 - TagLength - 1;

    private const int RecordSize = 4096;
    private const int PointLength = 65;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int SecretLength = 16;
    private const byte LastRecord = 2;

    /// <summary>True for a point of the curve P-256 as browsers give it, and a secret of 16 bytes.</summary>
    public static bool AreKeys(byte[] publicKey, byte[] secret)
    {
        if (publicKey is not [4, ..] || publicKey.Length != PointLength || secret.Length != SecretLength)
            return false;
        try
        {
            using var key = Import(publicKey);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static byte[] Encrypt(ReadOnlySpan<byte> content, byte[] publicKey, byte[] secret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(content, publicKey, secret, own, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>With a key and a salt that are given; never the same ones twice.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> content, byte[] publicKey, byte[] secret, ECDiffieHellman own, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxLength);
        using var browser = Import(publicKey);
        var ownPoint = Point(own.ExportParameters(includePrivateParameters: false));
        var shared = own.DeriveRawSecretAgreement(browser.PublicKey);
        var keyMaterial = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, secret, [.. "WebPush: info\0"u8, .. publicKey, .. ownPoint]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyMaterial, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyMaterial, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        byte[] record = [.. content, LastRecord];
        var result = new byte[SaltLength + 4 + 1 + PointLength + record.Length + TagLength];
        salt.CopyTo(result, 0);
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(SaltLength), RecordSize);
        result[SaltLength + 4] = PointLength;
        ownPoint.CopyTo(result, SaltLength + 5);
        var begin = SaltLength + 5 + PointLength;
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, record, result.AsSpan(begin, record.Length), result.AsSpan(begin + record.Length));
        return result;
    }

    /// <summary>A public key as 65 bytes: 4, x, y.</summary>
    public static byte[] Point(ECParameters parameters) => [4, .. parameters.Q.X!, .. parameters.Q.Y!];

    private static ECDiffieHellman Import(byte[] point) =>
        ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..65] },
            }
        );
}
