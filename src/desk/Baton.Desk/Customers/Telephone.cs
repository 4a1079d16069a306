using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PhoneNumbers;

namespace Baton.Desk.Customers;

/// <summary>Phone and fax numbers as people write them, turned into E.164 (+85229876543) and back.</summary>
public static class Telephone
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public static bool IsRegion(string region) => Numbers.GetSupportedRegions().Contains(region);

    /// <summary>True with the E.164 form when the text is a number that can exist; <paramref name="region"/> is used where it names no country.</summary>
    public static bool TryNormalise(string? text, string region, [NotNullWhen(true)] out string? e164)
    {
        e164 = null;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        try
        {
            var number = Numbers.Parse(text, region);
            if (!Numbers.IsValidNumber(number))
                return false;
            e164 = Numbers.Format(number, PhoneNumberFormat.E164);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>For reading: +852 2987 6543. Texts that are no number come back as they are.</summary>
    public static string Display(string e164)
    {
        try
        {
            return Numbers.Format(Numbers.Parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }

    /// <summary>Country code and national number in digits; no country and the text itself where it is no number.</summary>
    internal static (string Country, string National) Parts(string e164)
    {
        try
        {
            var number = Numbers.Parse(e164, null);
            return (number.CountryCode.ToString(CultureInfo.InvariantCulture), Numbers.GetNationalSignificantNumber(number));
        }
        catch (NumberParseException)
        {
            return ("", e164);
        }
    }

    /// <summary>Only the digits of the text, for finding numbers by a part; null when there are fewer than three.</summary>
    internal static string? Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= 3 && text.All(letter => char.IsAsciiDigit(letter) || "+-() ".Contains(letter, StringComparison.Ordinal))
            ? digits
            : null;
    }
}
