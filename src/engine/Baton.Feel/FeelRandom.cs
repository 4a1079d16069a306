namespace Baton.Feel;

/// <summary>
/// A repeatable source of random values: the same seed gives the same values in the same order. Give it a seed that nobody can guess
/// where ids made of it must not be guessed. Used by one thread at a time.
/// </summary>
public sealed class FeelRandom(UInt128 seed)
{
    private readonly ulong _stream = (ulong)(seed >> 64);
    private ulong _state = (ulong)seed;

    /// <summary>The next 64 bits: SplitMix64, the upper half of the seed telling streams apart.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(Mix(_state) ^ _stream);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
