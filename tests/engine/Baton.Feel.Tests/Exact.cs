using System.Globalization;
using System.Numerics;
using Baton.Feel.Values;

namespace Baton.Feel.Tests;

/// <summary>
/// A number as an integer times a power of ten, with nothing but BigInteger behind it: what FeelNumber must agree with. Rounding
/// is done the slow and plain way.
/// </summary>
internal readonly record struct Exact(BigInteger Coefficient, int Exponent)
{
    private const int MaxDigits = 34;
    private const int MinExponent = -6176;
    private const int MaxExponent = 6111;

    public static Exact Of(FeelNumber number) =>
        new(number.IsNegative ? -(BigInteger)number.Coefficient : number.Coefficient, number.Exponent);

    public FeelNumber ToFeel() => FeelNumber.Parse($"{Coefficient}e{Exponent}");

    public BigInteger At(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);

    public static Exact operator +(Exact left, Exact right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new(left.At(exponent) + right.At(exponent), exponent);
    }

    public static Exact operator -(Exact value) => value with { Coefficient = -value.Coefficient };

    public static Exact operator *(Exact left, Exact right) => new(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);

    /// <summary>With 120 more digits than are kept, and one that says that something is left over.</summary>
    public static Exact operator /(Exact left, Exact right)
    {
        var scaled = BigInteger.DivRem(left.Coefficient * BigInteger.Pow(10, 120), right.Coefficient, out var rest);
        return new(scaled * 10 + (rest.IsZero ? 0 : rest.Sign * right.Coefficient.Sign), left.Exponent - right.Exponent - 121);
    }

    /// <summary>dividend - divisor * floor(dividend / divisor).</summary>
    public static Exact operator %(Exact left, Exact right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        var (dividend, divisor) = (left.At(exponent), right.At(exponent));
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        quotient -= !rest.IsZero && rest.Sign != divisor.Sign ? 1 : 0;
        return new(dividend - divisor * quotient, exponent);
    }

    public int CompareTo(Exact other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return At(exponent).CompareTo(other.At(exponent));
    }

    /// <summary>The nearest number of 34 digits, half to even; null where it is too large to exist.</summary>
    public Exact? Rounded()
    {
        var drop = Math.Max(DigitsOf(Coefficient) - MaxDigits, MinExponent - Exponent);
        var rounded = drop <= 0 ? this : Dropped(drop, RoundingMode.HalfEven);
        return rounded.Coefficient.IsZero ? default(Exact)
            : DigitsOf(rounded.Coefficient) + rounded.Exponent > MaxDigits + MaxExponent ? null
            : rounded;
    }

    /// <summary>Rounded to a number of places behind the point.</summary>
    public Exact Rounded(int scale, RoundingMode mode) => -Exponent - scale is > 0 and var drop ? Dropped(drop, mode) : this;

    private Exact Dropped(int drop, RoundingMode mode)
    {
        var power = BigInteger.Pow(10, drop);
        var quotient = BigInteger.DivRem(BigInteger.Abs(Coefficient), power, out var rest);
        var half = (rest * 2).CompareTo(power);
        var away =
            !rest.IsZero
            && mode switch
            {
                RoundingMode.HalfEven => half > 0 || (half == 0 && !quotient.IsEven),
                RoundingMode.HalfUp => half >= 0,
                RoundingMode.HalfDown => half > 0,
                RoundingMode.Up => true,
                RoundingMode.Down => false,
                RoundingMode.Floor => Coefficient.Sign < 0,
                _ => Coefficient.Sign > 0,
            };
        return new((quotient + (away ? 1 : 0)) * Coefficient.Sign, Exponent + drop);
    }

    /// <summary>Plain digits, without an exponent and without zeros that say nothing.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        if (Exponent >= 0)
        {
            return (Coefficient.Sign < 0 ? "-" : "") + (Coefficient.IsZero ? "0" : digits + new string('0', Exponent));
        }
        digits = digits.PadLeft(1 - Exponent, '0');
        var text = (digits[..^-Exponent] + "." + digits[^-Exponent..]).TrimEnd('0').TrimEnd('.');
        return (Coefficient.Sign < 0 ? "-" : "") + text;
    }

    private static int DigitsOf(BigInteger value) => value.IsZero ? 0 : BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).Length;
}
