using System.Numerics;

namespace Baton.Feel.Values;

/// <summary>
/// Powers, roots, exponentials and logarithms, computed with more digits than are kept, in integers scaled by 10^<see cref="Scale"/>,
/// so that the same input gives the same digits on every machine.
/// </summary>
internal static class NumberFunctions
{
    private const int Scale = 60;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Scale);
    private static readonly BigInteger LnTen = LnFixed(10 * Unit);

    public static bool TrySqrt(FeelNumber value, out FeelNumber root)
    {
        root = default;
        if (value.IsNegative)
        {
            return false;
        }
        if (value.IsZero)
        {
            return true;
        }
        // An even exponent and about 80 digits, so that the root has 40.
        var shift = 80 - value.Digits;
        shift += (value.Exponent - shift) & 1;
        var radicand = (BigInteger)value.Coefficient * BigInteger.Pow(10, shift);
        var whole = IntegerRoot(radicand);
        var exponent = (value.Exponent - shift) / 2;
        if (whole * whole != radicand)
        {
            return FeelNumber.TryCreate(whole * 10 + 1, exponent - 1, out root);
        }
        var exact = FeelNumber.TryCreate(whole, exponent, out root);
        root = root.Reduce();
        return exact;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + value / guess) >> 1;
            if (next >= guess)
            {
                return guess;
            }
            guess = next;
        }
    }

    public static bool TryPower(FeelNumber value, FeelNumber exponent, out FeelNumber power)
    {
        if (exponent.TryToInt64(out var whole) && Math.Abs(whole) <= 999_999_999)
        {
            return TryWholePower(value, whole, out power);
        }
        power = default;
        if (value.IsZero)
        {
            return !exponent.IsNegative;
        }
        return !value.IsNegative
            && TryLn(value, out var ln)
            && FeelNumber.TryMultiply(ln, exponent, out var product)
            && TryExp(product, out power);
    }

    /// <summary>Repeated squaring over 50 digits; a negative exponent inverts at the end.</summary>
    private static bool TryWholePower(FeelNumber value, long exponent, out FeelNumber power)
    {
        power = FeelNumber.One;
        if (value.IsZero)
        {
            power = exponent == 0 ? FeelNumber.One : default;
            return exponent >= 0;
        }
        var left = Math.Abs(exponent);
        var (factor, factorExponent) = (value.Scaled(value.Exponent), (long)value.Exponent);
        var (result, resultExponent) = (BigInteger.One, 0L);
        while (true)
        {
            if ((left & 1) != 0)
            {
                result *= factor;
                resultExponent += factorExponent;
                Trim(ref result, ref resultExponent);
            }
            left >>= 1;
            if (left == 0)
            {
                break;
            }
            factor *= factor;
            factorExponent *= 2;
            Trim(ref factor, ref factorExponent);
        }
        if (exponent < 0)
        {
            var scaled = BigInteger.DivRem(BigInteger.Pow(10, 110), result, out var rest);
            (result, resultExponent) = (rest.IsZero ? scaled : scaled * 10 + scaled.Sign, -resultExponent - 110 - (rest.IsZero ? 0 : 1));
        }
        if (resultExponent is < -20_000 or > 20_000)
        {
            power = default;
            return resultExponent < 0;
        }
        var fits = FeelNumber.TryCreate(result, (int)resultExponent, out power);
        power = exponent < 0 ? power.Reduce() : power;
        return fits;
    }

    private static void Trim(ref BigInteger value, ref long exponent)
    {
        var surplus = Powers.DigitsOf(BigInteger.Abs(value)) - 50;
        if (surplus > 0)
        {
            value /= BigInteger.Pow(10, surplus);
            exponent += surplus;
        }
    }

    public static bool TryExp(FeelNumber value, out FeelNumber power)
    {
        power = default;
        if (value.Abs() > FeelNumber.From(15_000))
        {
            return value.IsNegative;
        }
        var x = ToFixed(value);
        // e^x = 10^k * e^r with |r| below ln 10; the series runs over r / 2^8.
        var k = (int)(x / LnTen);
        var r = (x - k * LnTen) >> 8;
        var (sum, term) = (Unit, Unit);
        for (var n = 1; !term.IsZero; n++)
        {
            term = term * r / (Unit * n);
            sum += term;
        }
        for (var i = 0; i < 8; i++)
        {
            sum = sum * sum / Unit;
        }
        return FeelNumber.TryCreate(Rounded(sum), k - Kept, out power) && (power = power.Reduce()) is var _;
    }

    public static bool TryLn(FeelNumber value, out FeelNumber ln)
    {
        ln = default;
        if (value.IsNegative || value.IsZero)
        {
            return false;
        }
        var power = value.Digits + value.Exponent - 1;
        var mantissa = (BigInteger)value.Coefficient * BigInteger.Pow(10, Scale - value.Digits + 1);
        return FeelNumber.TryCreate(Rounded(LnFixed(mantissa) + power * LnTen), -Kept, out ln) && (ln = ln.Reduce()) is var _;
    }

    // The last digits of the fixed form carry the error of the series.
    private const int Kept = 50;

    private static BigInteger Rounded(BigInteger value)
    {
        var drop = BigInteger.Pow(10, Scale - Kept);
        var half = drop / 2;
        return (value.Sign < 0 ? value - half : value + half) / drop;
    }

    /// <summary>ln x = 2 * artanh((x - 1) / (x + 1)), after square roots have brought x near 1.</summary>
    private static BigInteger LnFixed(BigInteger x)
    {
        var doublings = 1;
        while (BigInteger.Abs(x - Unit) > Unit / 16)
        {
            x = IntegerRoot(x * Unit);
            doublings++;
        }
        var z = (x - Unit) * Unit / (x + Unit);
        var square = z * z / Unit;
        var (sum, term) = (z, z);
        for (var n = 3; !term.IsZero; n += 2)
        {
            term = term * square / Unit;
            sum += term / n;
        }
        return sum << doublings;
    }

    private static BigInteger ToFixed(FeelNumber value)
    {
        var shift = value.Exponent + Scale;
        var magnitude = (BigInteger)value.Coefficient;
        magnitude = shift >= 0 ? magnitude * BigInteger.Pow(10, shift) : magnitude / BigInteger.Pow(10, -shift);
        return value.IsNegative ? -magnitude : magnitude;
    }
}
