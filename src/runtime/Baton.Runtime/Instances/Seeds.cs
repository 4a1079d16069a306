using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Baton.Runtime.Instances;

/// <summary>Seeds for what expressions draw at random. They cannot be guessed, as models make ids of them. Safe for any number of threads.</summary>
public static class Seeds
{
    public static UInt128 New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
