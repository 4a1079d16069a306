using System.Numerics;
using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>Addition, multiplication, division and rounding. Small whole numbers take the first lines; the rest widens.</summary>
public readonly partial struct FeelNumber
{
    private static readonly UInt128 MaxCoefficient = Powers.OfTen(MaxDigits) - 1;

    /// <summary>The sum, rounded to 34 digits.</summary>
    /// <exception cref="OverflowException">The result is beyond the range of FEEL numbers.</exception>
    public static FeelNumber operator +(FeelNumber left, FeelNumber right) => TryAdd(left, right, out var sum) ? sum : throw TooLarge();

    /// <summary>The difference, rounded to 34 digits.</summary>
    /// <exception cref="OverflowException">The result is beyond the range of FEEL numbers.</exception>
    public static FeelNumber operator -(FeelNumber left, FeelNumber right) => TryAdd(left, -right, out var sum) ? sum : throw TooLarge();

    /// <summary>The number with the other sign.</summary>
    public static FeelNumber operator -(FeelNumber value) => value.IsZero ? value : new(value._hi ^ SignBit, value._lo);

    /// <summary>The product, rounded to 34 digits.</summary>
    /// <exception cref="OverflowException">The result is beyond the range of FEEL numbers.</exception>
    public static FeelNumber operator *(FeelNumber left, FeelNumber right) =>
        TryMultiply(left, right, out var product) ? product : throw TooLarge();

    /// <summary>The quotient, rounded to 34 digits.</summary>
    public static FeelNumber operator /(FeelNumber left, FeelNumber right) =>
        TryDivide(left, right, out var quotient) ? quotient
        : right.IsZero ? throw new DivideByZeroException()
        : throw TooLarge();

    /// <summary>FEEL's modulo: the result has the sign of the divisor.</summary>
    public static FeelNumber operator %(FeelNumber left, FeelNumber right) =>
        TryModulo(left, right, out var rest) ? rest
        : right.IsZero ? throw new DivideByZeroException()
        : throw TooLarge();

    /// <summary>The number without its sign.</summary>
    public FeelNumber Abs() => IsNegative ? -this : this;

    /// <summary>The sum; false when it is beyond the range.</summary>
    public static bool TryAdd(FeelNumber left, FeelNumber right, out FeelNumber sum)
    {
        if ((left._hi | right._hi) == 0)
        {
            var small = left._lo + right._lo;
            if (small >= left._lo)
            {
                sum = new(0, small);
                return true;
            }
        }
        return AddAligned(left, right, out sum);
    }

    private static bool AddAligned(FeelNumber left, FeelNumber right, out FeelNumber sum)
    {
        var difference = left.Exponent - right.Exponent;
        if (difference < 0)
        {
            (left, right, difference) = (right, left, -difference);
        }
        if (left.IsZero || right.IsZero)
        {
            sum = left.IsZero ? right : left;
            return true;
        }
        if (left.TryScaleSmall(difference, out var scaled) && ((right._hi & CoefficientMask) | (right._lo >> 63)) == 0)
        {
            sum = AddSmall(left.IsNegative, scaled, right.IsNegative, right._lo, right.Exponent);
            return true;
        }
        if (difference <= 36 && left.Coefficient < Powers.OfTen(37 - difference))
        {
            var total = Signed(left) * (Int128)Powers.OfTen(difference) + Signed(right);
            var negative = Int128.IsNegative(total);
            return TryRound(negative, (UInt128)(negative ? -total : total), right.Exponent, out sum);
        }
        if (difference > 80)
        {
            // The smaller one lies below the last digit that counts: only its presence matters for rounding.
            return TryCreate((BigInteger)Signed(left) * BigInteger.Pow(10, 40) + right.Sign, left.Exponent - 40, out sum);
        }
        return TryCreate((BigInteger)Signed(left) * BigInteger.Pow(10, difference) + (BigInteger)Signed(right), right.Exponent, out sum);
    }

    /// <summary>The coefficient at an exponent that is lower by <paramref name="difference"/>, if it then stays below 2^63.</summary>
    private bool TryScaleSmall(int difference, out ulong scaled)
    {
        scaled = 0;
        return (_hi & CoefficientMask) == 0
            && difference <= Powers.MaxSmall
            && Math.BigMul(_lo, Powers.SmallOfTen(difference), out scaled) == 0
            && scaled <= long.MaxValue;
    }

    private static FeelNumber AddSmall(bool leftNegative, ulong left, bool rightNegative, ulong right, int exponent)
    {
        var (negative, magnitude) =
            leftNegative == rightNegative ? (leftNegative, left + right)
            : left >= right ? (leftNegative, left - right)
            : (rightNegative, right - left);
        return magnitude == 0 ? default : new(negative, magnitude, exponent);
    }

    private static Int128 Signed(FeelNumber number)
    {
        var magnitude = (Int128)number.Coefficient;
        return number.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>The product; false when it is beyond the range.</summary>
    public static bool TryMultiply(FeelNumber left, FeelNumber right, out FeelNumber product)
    {
        var negative = left.IsNegative != right.IsNegative;
        var exponent = left.Exponent + right.Exponent;
        if (((left._hi | right._hi) & CoefficientMask) == 0)
        {
            var high = Math.BigMul(left._lo, right._lo, out var low);
            if (high == 0 && low != 0 && exponent is >= MinExponent and <= MaxExponent)
            {
                product = new(negative, low, exponent);
                return true;
            }
            return TryRound(negative, new UInt128(high, low), exponent, out product);
        }
        BigInteger magnitude = (BigInteger)left.Coefficient * right.Coefficient;
        return TryCreate(negative ? -magnitude : magnitude, exponent, out product);
    }

    /// <summary>The quotient; false when it is beyond the range or the divisor is zero.</summary>
    public static bool TryDivide(FeelNumber left, FeelNumber right, out FeelNumber quotient)
    {
        if (right.IsZero)
        {
            quotient = default;
            return false;
        }
        var negative = left.IsNegative != right.IsNegative;
        var exponent = left.Exponent - right.Exponent;
        if (((left._hi | right._hi) & CoefficientMask) == 0)
        {
            return DivideSmall(negative, left._lo, right._lo, exponent, out quotient);
        }
        var (whole, rest) = UInt128.DivRem(left.Coefficient, right.Coefficient);
        if (rest == UInt128.Zero)
        {
            return TryRound(negative, whole, exponent, out quotient);
        }
        // Two digits more than are kept, and one that says whether anything is left over.
        var shift = Math.Max(0, MaxDigits + 2 + right.Digits - left.Digits);
        var scaled = BigInteger.DivRem((BigInteger)left.Coefficient * BigInteger.Pow(10, shift), right.Coefficient, out var remainder);
        if (!remainder.IsZero)
        {
            scaled = scaled * 10 + 1;
            shift++;
        }
        if (!TryCreate(negative ? -scaled : scaled, exponent - shift, out quotient))
        {
            return false;
        }
        if (remainder.IsZero)
        {
            quotient = quotient.Reduce();
        }
        return true;
    }

    /// <summary>Long division in steps of up to 19 digits, until 36 digits and the rest are known.</summary>
    private static bool DivideSmall(bool negative, ulong dividend, ulong divisor, int exponent, out FeelNumber quotient)
    {
        var (whole, rest) = Math.DivRem(dividend, divisor);
        UInt128 digits = whole;
        // One digit to spare, as the first step may yield a leading zero.
        var wanted = MaxDigits + 2 - (whole == 0 ? Powers.DigitsOf(dividend) - Powers.DigitsOf(divisor) : Powers.DigitsOf(whole));
        while (rest != 0 && wanted > 0)
        {
            var step = Math.Min(wanted, Powers.MaxSmall);
            var power = Powers.SmallOfTen(step);
            var high = Math.BigMul(rest, power, out var low);
            var (next, left) = UInt128.DivRem(new UInt128(high, low), divisor);
            digits = digits * power + next;
            rest = (ulong)left;
            exponent -= step;
            wanted -= step;
        }
        if (rest != 0)
        {
            digits = digits * 10 + 1;
            exponent--;
        }
        if (!TryRound(negative, digits, exponent, out quotient))
        {
            return false;
        }
        if (rest == 0 && digits != whole)
        {
            quotient = quotient.Reduce();
        }
        return true;
    }

    /// <summary>What is left of a division that rounds down, with the sign of the divisor; false when the divisor is zero.</summary>
    public static bool TryModulo(FeelNumber left, FeelNumber right, out FeelNumber rest)
    {
        rest = default;
        if (right.IsZero)
        {
            return false;
        }
        if (left.IsZero)
        {
            return true;
        }
        var difference = left.Exponent - right.Exponent;
        if (difference > MaxDigits)
        {
            // Written out, the dividend may have thousands of digits; only its rest is wanted.
            BigInteger magnitude = right.Coefficient;
            var part = left.Coefficient * BigInteger.ModPow(10, difference, magnitude) % magnitude;
            part = part.IsZero || left.IsNegative == right.IsNegative ? part : magnitude - part;
            return TryCreate(right.IsNegative ? -part : part, right.Exponent, out rest);
        }
        if (difference < -MaxDigits)
        {
            // The divisor is the larger one.
            rest = left;
            return left.IsNegative == right.IsNegative || TryAdd(left, right, out rest);
        }
        var exponent = Math.Min(left.Exponent, right.Exponent);
        var dividend = left.Scaled(exponent);
        var divisor = right.Scaled(exponent);
        var remainder = BigInteger.Remainder(dividend, divisor);
        if (!remainder.IsZero && remainder.Sign != divisor.Sign)
        {
            remainder += divisor;
        }
        return TryCreate(remainder, exponent, out rest);
    }

    /// <summary>The signed coefficient this number has at an exponent that is not above its own.</summary>
    internal BigInteger Scaled(int exponent)
    {
        var magnitude = (BigInteger)Coefficient * BigInteger.Pow(10, Exponent - exponent);
        return IsNegative ? -magnitude : magnitude;
    }

    internal static bool TryCreate(BigInteger value, int exponent, out FeelNumber number)
    {
        var negative = value.Sign < 0;
        var magnitude = BigInteger.Abs(value);
        var digits = Powers.DigitsOf(magnitude);
        if (digits > MaxDigits + 3)
        {
            var drop = digits - MaxDigits - 3;
            magnitude = BigInteger.DivRem(magnitude, BigInteger.Pow(10, drop), out var rest);
            exponent += drop;
            if (!rest.IsZero && (int)(magnitude % 10) is 0 or 5)
            {
                // What was cut off must still be able to break a tie.
                magnitude += rest.IsZero ? 0 : 1;
            }
        }
        return TryRound(negative, (UInt128)magnitude, exponent, out number);
    }

    /// <summary>Rounds half even to 34 digits and brings the exponent into its range.</summary>
    private static bool TryRound(bool negative, UInt128 coefficient, int exponent, out FeelNumber number)
    {
        // Both bounds in one step: what is rounded twice may end at another neighbour.
        var surplusDigits = coefficient > MaxCoefficient ? Powers.DigitsOf(coefficient) - MaxDigits : 0;
        var drop = Math.Max(surplusDigits, MinExponent - exponent);
        if (drop > Powers.Max)
        {
            number = default;
            return true;
        }
        if (drop > 0)
        {
            coefficient = DropDigits(coefficient, drop, ref exponent);
            if (coefficient > MaxCoefficient)
            {
                coefficient /= 10;
                exponent++;
            }
        }
        if (exponent > MaxExponent)
        {
            var surplus = exponent - MaxExponent;
            if (coefficient != UInt128.Zero && surplus + Powers.DigitsOf(coefficient) > MaxDigits)
            {
                number = default;
                return false;
            }
            coefficient = coefficient == UInt128.Zero ? coefficient : coefficient * Powers.OfTen(surplus);
            exponent = MaxExponent;
        }
        number = coefficient == UInt128.Zero ? default : new(negative, coefficient, exponent);
        return true;
    }

    private static UInt128 DropDigits(UInt128 coefficient, int drop, ref int exponent)
    {
        var power = Powers.OfTen(drop);
        var (quotient, rest) = UInt128.DivRem(coefficient, power);
        exponent += drop;
        var half = power / 2;
        return rest > half || (rest == half && UInt128.IsOddInteger(quotient)) ? quotient + 1 : quotient;
    }
}
