using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Baton.Runtime.Instances;

/// <summary>Seeds for what expressions draw at random. They cannot be guessed, as models make ids of them. Safe for any number of threads.</summary>
public static class Seeds
{
    /// <summary>How many are drawn at once: each asking of the system costs more than what it gives.</summary>
    private const int AtOnce = 64;

    [ThreadStatic]
    private static UInt128[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>A seed that was never given before.</summary>
    public static UInt128 New()
    {
        var drawn = _drawn ??= new UInt128[AtOnce];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(drawn.AsSpan()));
            _left = AtOnce;
        }
        return drawn[--_left];
    }
}
