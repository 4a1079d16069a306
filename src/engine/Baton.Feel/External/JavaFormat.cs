using System.Globalization;
using System.Numerics;
using System.Text;
using Baton.Feel.Values;

namespace Baton.Feel.External;

/// <summary>
/// <c>String.format</c> for the values that FEEL has: the conversions b, c, d, e, f, n, o, s, x and %, with flags, width and
/// precision. Numbers are decimal, so any of their digits can be asked for.
/// </summary>
internal static class JavaFormat
{
    private const int MaxWidth = 10_000;

    private readonly record struct Directive(string Flags, int Width, int? Precision, char Conversion)
    {
        public bool Has(char flag) => Flags.Contains(flag, StringComparison.Ordinal);
    }

    /// <exception cref="FormatException">The format is none, an argument is missing or of the wrong kind.</exception>
    public static FeelValue Format(FeelValue format, ReadOnlySpan<FeelValue> arguments)
    {
        var source = format.IsNull ? throw new FormatException("The format is null.") : format.AsString();
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < source.Length; )
        {
            if (source[at] != '%')
            {
                text.Append(source[at++]);
                continue;
            }
            at++;
            var number = Index(source, ref at);
            var directive = Read(source, ref at);
            if (directive.Conversion is 'n' or '%')
            {
                text.Append(directive.Conversion == 'n' ? "\n" : Padded(directive, "%"));
                continue;
            }
            var place = number is { } given ? given - 1 : next++;
            text.Append(
                place >= 0 && place < arguments.Length
                    ? Padded(directive, Shown(directive, arguments[place]))
                    : throw new FormatException($"There is no argument for the format '{source}' at {place + 1}.")
            );
        }
        return text.ToString();
    }

    /// <summary>The number of the argument, as in <c>%2$s</c>.</summary>
    private static int? Index(string source, ref int at)
    {
        var end = at;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
        {
            end++;
        }
        if (end == at || end == source.Length || source[end] != '$')
        {
            return null;
        }
        var index = Number(source.AsSpan(at, end - at));
        at = end + 1;
        return index;
    }

    private static Directive Read(string source, ref int at)
    {
        var flagsFrom = at;
        while (at < source.Length && source[at] is '-' or '#' or '+' or ' ' or '0' or ',' or '(')
        {
            at++;
        }
        var flags = source[flagsFrom..at];
        var width = Digits(source, ref at) ?? 0;
        int? precision = null;
        if (at < source.Length && source[at] == '.')
        {
            at++;
            precision = Digits(source, ref at) ?? throw new FormatException($"The format '{source}' has a point without a precision.");
        }
        return at < source.Length
            ? new(flags, width, precision, source[at++])
            : throw new FormatException($"The format '{source}' ends behind a '%'.");
    }

    private static int? Digits(string source, ref int at)
    {
        var from = at;
        while (at < source.Length && char.IsAsciiDigit(source[at]))
        {
            at++;
        }
        return at == from ? null : Number(source.AsSpan(from, at - from));
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number <= MaxWidth
            ? number
            : throw new FormatException($"A width, precision or place in a format is greater than {MaxWidth}.");

    private static string Padded(Directive directive, string text) =>
        directive.Has('-') ? text.PadRight(directive.Width) : text.PadLeft(directive.Width);

    private static string Shown(Directive directive, FeelValue value)
    {
        var text = char.ToLowerInvariant(directive.Conversion) switch
        {
            's' => Cut(directive, JavaText.Of(value)),
            'b' => Cut(
                directive,
                value.IsBoolean ? JavaText.Of(value)
                    : value.IsNull ? "false"
                    : "true"
            ),
            _ when value.IsNull => Cut(directive, "null"),
            'c' when value.Is<string>(out var letter) && letter.EnumerateRunes().Count() == 1 => letter,
            'd' => Signed(directive, value, BigInteger.Abs(Whole(value)).ToString(CultureInfo.InvariantCulture)),
            'x' => Signed(directive, value, Based(Whole(value), 16)),
            'o' => Signed(directive, value, Based(Whole(value), 8)),
            'f' => Signed(directive, value, Fixed(Real(value).Abs(), directive.Precision ?? 6)),
            'e' => Signed(directive, value, Scientific(Real(value).Abs(), directive.Precision ?? 6)),
            _ => throw new FormatException($"The conversion '%{directive.Conversion}' does not take the value {value}."),
        };
        return char.IsUpper(directive.Conversion) ? text.ToUpperInvariant() : text;
    }

    private static string Cut(Directive directive, string text) =>
        directive.Precision is { } most && most < text.Length ? text[..most] : text;

    private static FeelNumber Real(FeelValue value) =>
        value.IsNumber ? value.NumberBits : throw new FormatException($"The value {value} is not a number.");

    private static BigInteger Whole(FeelValue value) =>
        Real(value) is { IsInteger: true } number
            ? number.ToBigInteger()
            : throw new FormatException($"The value {value} is not a whole number.");

    private static string Signed(Directive directive, FeelValue value, string digits)
    {
        if (directive.Has(','))
        {
            var end = digits.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? point : digits.Length;
            for (var at = end - 3; at > 0; at -= 3)
            {
                digits = digits.Insert(at, ",");
            }
        }
        var negative = value.AsNumber() < FeelNumber.Zero;
        var (before, behind) =
            negative ? (directive.Has('(') ? ("(", ")") : ("-", ""))
            : directive.Has('+') ? ("+", "")
            : directive.Has(' ') ? (" ", "")
            : ("", "");
        var zeros = directive.Has('0') ? directive.Width - before.Length - behind.Length - digits.Length : 0;
        return before + new string('0', Math.Max(0, zeros)) + digits + behind;
    }

    private static string Based(BigInteger value, int radix)
    {
        var rest = BigInteger.Abs(value);
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, "0123456789abcdef"[(int)(rest % radix)]);
            rest /= radix;
        } while (!rest.IsZero);
        return digits.ToString();
    }

    /// <summary>Rounded half up, as Java does.</summary>
    private static string Fixed(FeelNumber value, int precision)
    {
        var text = value.Round(precision, RoundingMode.HalfUp).ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.Length - point - 1;
        return precision == 0 ? text : (point < 0 ? text + "." : text) + new string('0', Math.Max(0, precision - places));
    }

    private static string Scientific(FeelNumber value, int precision)
    {
        var power = 0;
        while (value >= FeelNumber.From(10))
        {
            (value, power) = (value / FeelNumber.From(10), power + 1);
        }
        while (!value.IsZero && value < FeelNumber.One)
        {
            (value, power) = (value * FeelNumber.From(10), power - 1);
        }
        var digits = Fixed(value, precision);
        if (digits.StartsWith("10", StringComparison.Ordinal))
        {
            (digits, power) = (Fixed(value / FeelNumber.From(10), precision), power + 1);
        }
        return $"{digits}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
    }
}
