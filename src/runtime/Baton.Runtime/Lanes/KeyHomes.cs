namespace Baton.Runtime.Lanes;

/// <summary>
/// Remembers which lane of this process made recent keys: it most likely has the instance in memory. A wrong answer costs time and nothing
/// else. Safe for any number of threads.
/// </summary>
/// <param name="keysAtOnce">How many keys a lane gets at a time.</param>
internal sealed class KeyHomes(long keysAtOnce)
{
    /// <summary>How many blocks of keys are remembered; older ones give way.</summary>
    private const int Blocks = 1 << 16;

    /// <summary>For each place the number of a block and, in the lowest byte, its lane, counted from 1.</summary>
    private readonly long[] _homes = new long[Blocks];

    /// <summary>The keys that begin with this one belong to the lane.</summary>
    public void Note(long firstKey, int lane)
    {
        var block = firstKey / keysAtOnce;
        Volatile.Write(ref _homes[block % Blocks], (block << 8) | (uint)(lane + 1));
    }

    /// <summary>The lane that made a key; null when that is not known.</summary>
    public int? LaneOf(long key)
    {
        if (key <= 0)
        {
            return null;
        }
        var block = (key - 1) / keysAtOnce;
        var home = Volatile.Read(ref _homes[block % Blocks]);
        return home >> 8 == block && (home & 0xFF) > 0 ? (int)(home & 0xFF) - 1 : null;
    }
}
