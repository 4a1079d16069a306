using System.Globalization;
using Baton.Feel.Values;

namespace Baton.Feel.External;

/// <summary>Values as Java's <c>toString</c> writes them.</summary>
internal static class JavaText
{
    public static string Of(FeelValue value) => value.IsNull ? "null" : ValueText.Plain(value);

    public static string Of(double value) => Of(value.ToString("R", CultureInfo.InvariantCulture));

    public static string Of(float value) => Of(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>At least one digit behind the point; with an exponent below 0.001 and from ten millions on.</summary>
    private static string Of(string shortest)
    {
        var (sign, text) = shortest.StartsWith('-') ? ("-", shortest[1..]) : ("", shortest);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        // The power of ten that the first digit stands for.
        var power =
            (point < 0 ? mantissa.Length : point)
            - 1
            - (all.Length - digits.Length)
            + (mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? $"{sign}0.0"
            : power is < -3 or >= 7 ? $"{sign}{digits[0]}.{OrZero(digits[1..])}E{power}"
            : power < 0 ? $"{sign}0.{new string('0', -power - 1)}{digits}"
            : digits.Length <= power + 1 ? $"{sign}{digits.PadRight(power + 1, '0')}.0"
            : $"{sign}{digits[..(power + 1)]}.{digits[(power + 1)..]}";
    }

    private static string OrZero(string digits) => digits.Length == 0 ? "0" : digits;
}
