using System.Globalization;
using System.Numerics;
using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>
/// A decimal number with 34 significant digits and an exponent between -6176 and 6111 (IEEE 754 decimal128, rounding half even),
/// packed into 16 bytes. Results that do not fit are rounded; results that are too large do not exist: the operators throw
/// <see cref="ArithmeticException"/>, the <c>Try</c> methods return false. DMN 1.5, section 10.3.2.3.1.
/// </summary>
public readonly partial struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>, IComparable
{
    internal const int MaxDigits = 34;
    internal const int MinExponent = -6176;
    internal const int MaxExponent = 6111;

    private const int ExponentShift = 49;
    private const ulong SignBit = 1UL << 63;
    private const ulong CoefficientMask = (1UL << ExponentShift) - 1;

    // Sign (1 bit), exponent (14 bits, two's complement) and the upper 49 bits of the coefficient; all zero is the number zero.
    private readonly ulong _hi;
    private readonly ulong _lo;

    private FeelNumber(bool negative, UInt128 coefficient, int exponent)
    {
        _hi =
            (ulong)(coefficient >> 64)
            | (((ulong)exponent & 0x3FFF) << ExponentShift)
            | (negative && coefficient != UInt128.Zero ? SignBit : 0);
        _lo = (ulong)coefficient;
    }

    private FeelNumber(ulong hi, ulong lo)
    {
        _hi = hi;
        _lo = lo;
    }

    /// <summary>0.</summary>
    public static FeelNumber Zero => default;

    /// <summary>1.</summary>
    public static FeelNumber One { get; } = From(1);

    internal bool IsNegative => (long)_hi < 0;

    internal bool IsZero => _lo == 0 && (_hi & CoefficientMask) == 0;

    internal int Sign =>
        IsZero ? 0
        : IsNegative ? -1
        : 1;

    internal int Exponent => (int)((long)(_hi << 1) >> (ExponentShift + 1));

    internal UInt128 Coefficient => new(_hi & CoefficientMask, _lo);

    /// <summary>Whether it has no fraction; 2.0 has none.</summary>
    public bool IsInteger
    {
        get
        {
            var exponent = Exponent;
            return exponent >= 0 || IsZero || (-exponent < MaxDigits && Coefficient % Powers.OfTen(-exponent) == UInt128.Zero);
        }
    }

    /// <summary>The same number.</summary>
    public static FeelNumber From(long value) => value >= 0 ? new(0, (ulong)value) : new(SignBit, unchecked((ulong)-value));

    /// <summary>The same number.</summary>
    public static FeelNumber From(int value) => From((long)value);

    /// <summary>The number whose shortest text is the same as that of <paramref name="value"/>; infinities and NaN are refused.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static FeelNumber From(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                "FEEL has no infinity and no NaN; test with double.IsFinite before converting."
            );
        }
        return Parse(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The same number, with all its digits.</summary>
    public static FeelNumber From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return new(value < 0, coefficient, -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>The number, rounded to 34 digits.</summary>
    /// <exception cref="OverflowException">The number is beyond the range of FEEL numbers.</exception>
    public static FeelNumber From(BigInteger value) => TryCreate(value, 0, out var number) ? number : throw TooLarge();

    internal static FeelNumber FromInt128(Int128 value, int exponent = 0)
    {
        var negative = Int128.IsNegative(value);
        return TryRound(negative, negative ? unchecked((UInt128)(-value)) : (UInt128)value, exponent, out var number)
            ? number
            : throw TooLarge();
    }

    /// <summary>The number as an integer; false when it is not whole or beyond the range of <see cref="long"/>.</summary>
    public bool TryToInt64(out long value)
    {
        if ((_hi & ~SignBit) == 0 && _lo <= long.MaxValue)
        {
            value = IsNegative ? -(long)_lo : (long)_lo;
            return true;
        }
        value = 0;
        if (!IsInteger || Digits + Exponent > 19)
        {
            return false;
        }
        var whole = ToBigInteger();
        if (whole < long.MinValue || whole > long.MaxValue)
        {
            return false;
        }
        value = (long)whole;
        return true;
    }

    internal bool TryToInt32(out int value)
    {
        if (TryToInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue)
        {
            value = (int)wide;
            return true;
        }
        value = 0;
        return false;
    }

    /// <summary>The nearest double; numbers beyond its range become infinity.</summary>
    public double ToDouble() => double.Parse(ToScientific(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The nearest decimal of the base library.</summary>
    /// <exception cref="OverflowException">The number is beyond the range of <see cref="decimal"/>.</exception>
    public decimal ToDecimal() => decimal.Parse(ToScientific(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The whole part, towards zero.</summary>
    internal BigInteger ToBigInteger()
    {
        var exponent = Exponent;
        BigInteger magnitude = Coefficient;
        magnitude = exponent >= 0 ? magnitude * BigInteger.Pow(10, exponent) : magnitude / BigInteger.Pow(10, -exponent);
        return IsNegative ? -magnitude : magnitude;
    }

    internal int Digits => Powers.DigitsOf(Coefficient);

    /// <summary>Whether both have the same numeric value: 1.0 equals 1.00.</summary>
    public bool Equals(FeelNumber other) => (_hi == other._hi && _lo == other._lo) || CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var reduced = Reduce();
        return HashCode.Combine(reduced._hi, reduced._lo);
    }

    /// <summary>By numeric value.</summary>
    public int CompareTo(FeelNumber other)
    {
        if (((_hi | other._hi) & ~SignBit) == 0)
        {
            // Both are whole numbers below 2^64.
            if (((_hi | other._hi) & SignBit) == 0)
            {
                return _lo.CompareTo(other._lo);
            }
            return IsNegative == other.IsNegative ? other._lo.CompareTo(_lo)
                : IsNegative ? -1
                : 1;
        }
        var sign = Sign;
        var otherSign = other.Sign;
        if (sign != otherSign)
        {
            return sign.CompareTo(otherSign);
        }
        return sign == 0 ? 0 : sign * CompareMagnitude(other);
    }

    private int CompareMagnitude(FeelNumber other)
    {
        var (left, right) = (Coefficient, other.Coefficient);
        var (leftExponent, rightExponent) = (Exponent, other.Exponent);
        if (leftExponent == rightExponent)
        {
            return left.CompareTo(right);
        }
        var (higher, lower) = leftExponent > rightExponent ? (this, other) : (other, this);
        if (higher.TryScaleSmall(Math.Abs(leftExponent - rightExponent), out var scaled) && (lower._hi & CoefficientMask) == 0)
        {
            return leftExponent > rightExponent ? scaled.CompareTo(lower._lo) : lower._lo.CompareTo(scaled);
        }
        var order = (Powers.DigitsOf(left) + leftExponent).CompareTo(Powers.DigitsOf(right) + rightExponent);
        if (order != 0)
        {
            return order;
        }
        // The same order of magnitude: the exponents differ by less than 34, so the scaled coefficient stays below 10^34.
        return leftExponent > rightExponent
            ? (left * Powers.OfTen(leftExponent - rightExponent)).CompareTo(right)
            : left.CompareTo(right * Powers.OfTen(rightExponent - leftExponent));
    }

    int IComparable.CompareTo(object? obj) =>
        obj switch
        {
            null => 1,
            FeelNumber other => CompareTo(other),
            _ => throw new ArgumentException("A FEEL number compares with FEEL numbers only.", nameof(obj)),
        };

    /// <summary>The same number without trailing zeros in its coefficient.</summary>
    internal FeelNumber Reduce()
    {
        var coefficient = Coefficient;
        if (coefficient == UInt128.Zero)
        {
            return default;
        }
        var exponent = Exponent;
        while (exponent < MaxExponent)
        {
            var (quotient, remainder) = UInt128.DivRem(coefficient, 10);
            if (remainder != UInt128.Zero)
            {
                break;
            }
            coefficient = quotient;
            exponent++;
        }
        return new(IsNegative, coefficient, exponent);
    }

    /// <summary>Whether both have the same numeric value.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.Equals(right);

    /// <summary>Whether the numeric values differ.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => !left.Equals(right);

    /// <summary>Whether the left number is less.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is not greater.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is greater.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is not less.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    private static ArithmeticException TooLarge() => new("The number is beyond the range of FEEL numbers (about 10^6145).");

    // Raw access for FeelValue, which keeps the same two words.
    internal ulong HighBits => _hi;

    internal ulong LowBits => _lo;

    internal static FeelNumber FromBits(ulong hi, ulong lo) => new(hi, lo);
}
