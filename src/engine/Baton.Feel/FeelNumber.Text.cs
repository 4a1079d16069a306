using System.Globalization;
using System.Text;

namespace Baton.Feel;

/// <summary>Reading and writing numbers as text, always in the invariant form.</summary>
public readonly partial struct FeelNumber
{
    /// <exception cref="FormatException">The text is not a number.</exception>
    public static FeelNumber Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a number; write digits, an optional point and an optional exponent.");

    /// <summary>Reads <c>[-]digits[.digits][e[+-]digits]</c>; a digit may be missing on one side of the point.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        number = default;
        var index = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            index++;
        }
        var coefficient = UInt128.Zero;
        var (digits, exponent, seen, point, sticky) = (0, 0, false, false, false);
        for (; index < text.Length; index++)
        {
            var c = text[index];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (!char.IsAsciiDigit(c))
            {
                break;
            }
            seen = true;
            exponent -= point ? 1 : 0;
            if (digits < MaxDigits + 2)
            {
                coefficient = coefficient * 10 + (uint)(c - '0');
                digits += coefficient == UInt128.Zero ? 0 : 1;
            }
            else
            {
                exponent++;
                sticky |= c != '0';
            }
        }
        if (!seen || !TryReadExponent(text[index..], ref exponent))
        {
            return false;
        }
        if (sticky)
        {
            coefficient = coefficient * 10 + 1;
            exponent--;
        }
        return TryRound(negative, coefficient, exponent, out number);
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, ref int exponent)
    {
        if (text.IsEmpty)
        {
            return true;
        }
        if (text[0] is not ('e' or 'E') || text.Length > 7)
        {
            return false;
        }
        if (!int.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var stated))
        {
            return false;
        }
        exponent += stated;
        return true;
    }

    /// <summary>Plain digits without exponent and without trailing zeros behind the point, such as <c>-0.25</c>.</summary>
    public override string ToString()
    {
        if (TryToInt64(out var small))
        {
            return small.ToString(CultureInfo.InvariantCulture);
        }
        var exponent = Exponent;
        var digits = Coefficient.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder(digits.Length + Math.Abs(exponent) + 3);
        if (IsNegative)
        {
            text.Append('-');
        }
        if (exponent >= 0)
        {
            return text.Append(digits).Append('0', exponent).ToString();
        }
        var whole = digits.Length + exponent;
        if (whole > 0)
        {
            text.Append(digits, 0, whole);
        }
        else
        {
            text.Append('0');
        }
        var fraction = (whole > 0 ? digits[whole..] : new string('0', -whole) + digits).TrimEnd('0');
        return fraction.Length == 0 ? text.ToString() : text.Append('.').Append(fraction).ToString();
    }

    private string ToScientific() => string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{Coefficient}E{Exponent}");
}
