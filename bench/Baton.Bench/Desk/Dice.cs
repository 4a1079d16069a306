namespace Baton.Bench.Desk;

/// <summary>Numbers that look random and are the same for the same seed (SplitMix64), so that a row can be made again without being kept.</summary>
internal struct Dice(long seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E37_79B9_7F4A_7C15 + 0x2545_F491_4F6C_DD1D);

    /// <summary>From zero up to, and without, <paramref name="below"/>.</summary>
    public int Next(int below)
    {
        _state = unchecked(_state + 0x9E37_79B9_7F4A_7C15);
        var mixed = unchecked((_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }

    public T Of<T>(T[] all) => all[Next(all.Length)];
}
