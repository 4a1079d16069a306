using System.Numerics;

namespace Baton.Feel.Values;

/// <summary>Powers of ten and digit counts of 128-bit integers.</summary>
internal static class Powers
{
    private static readonly UInt128[] Table = Build();

    /// <summary>The largest exponent whose power of ten fits 128 bits.</summary>
    public const int Max = 38;

    /// <summary>10^<paramref name="exponent"/> for exponents from 0 to <see cref="Max"/>.</summary>
    public static UInt128 OfTen(int exponent) => Table[exponent];

    /// <summary>The largest exponent whose power of ten fits 64 bits.</summary>
    public const int MaxSmall = 19;

    private static readonly ulong[] SmallTable = [.. Table[..(MaxSmall + 1)].Select(power => (ulong)power)];

    public static ulong SmallOfTen(int exponent) => SmallTable[exponent];

    /// <summary>How many decimal digits the number has; zero has none.</summary>
    public static int DigitsOf(UInt128 value)
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(value);
        var estimate = (bits * 1233) >> 12;
        return estimate < Table.Length && value >= Table[estimate] ? estimate + 1 : estimate;
    }

    public static int DigitsOf(BigInteger magnitude)
    {
        if (magnitude.IsZero)
        {
            return 0;
        }
        var estimate = (int)(((long)magnitude.GetBitLength() - 1) * 30103L / 100000L);
        var power = BigInteger.Pow(10, estimate);
        while (magnitude >= power)
        {
            power *= 10;
            estimate++;
        }
        return estimate;
    }

    private static UInt128[] Build()
    {
        var table = new UInt128[Max + 1];
        table[0] = UInt128.One;
        for (var i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * 10;
        }
        return table;
    }
}
