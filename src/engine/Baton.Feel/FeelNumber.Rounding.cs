using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>Rounding to a number of decimal places, the families of DMN 1.5 section 10.3.4.5.</summary>
public readonly partial struct FeelNumber
{
    /// <summary>The greatest whole number that is not greater.</summary>
    public FeelNumber Floor() => Round(0, RoundingMode.Floor);

    /// <summary>The least whole number that is not less.</summary>
    public FeelNumber Ceiling() => Round(0, RoundingMode.Ceiling);

    internal FeelNumber Round(int scale, RoundingMode mode)
    {
        var drop = -Exponent - scale;
        if (drop <= 0 || IsZero)
        {
            return this;
        }
        var power = drop > MaxDigits + 1 ? Powers.OfTen(MaxDigits + 2) : Powers.OfTen(drop);
        var (quotient, rest) = UInt128.DivRem(Coefficient, power);
        if (rest != UInt128.Zero && Away(mode, rest.CompareTo(power / 2), UInt128.IsOddInteger(quotient)))
        {
            quotient++;
        }
        return TryRound(IsNegative, quotient, -scale, out var rounded) ? rounded : throw TooLarge();
    }

    private bool Away(RoundingMode mode, int againstHalf, bool odd) =>
        mode switch
        {
            RoundingMode.HalfEven => againstHalf > 0 || (againstHalf == 0 && odd),
            RoundingMode.HalfUp => againstHalf >= 0,
            RoundingMode.HalfDown => againstHalf > 0,
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.Floor => IsNegative,
            _ => !IsNegative,
        };
}
