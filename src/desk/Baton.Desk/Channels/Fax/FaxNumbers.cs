using Baton.Desk.Customers;

namespace Baton.Desk.Channels.Fax;

/// <summary>Numbers to send to.</summary>
internal static class FaxNumbers
{
    /// <summary>E.164 where the text is a number that can exist; else the text as it is, so that people see what was wrong.</summary>
    public static string Normalise(string text, string region) => Telephone.TryNormalise(text, region, out var e164) ? e164 : text.Trim();

    public static bool IsNumber(string e164) => e164.StartsWith('+') && Telephone.TryNormalise(e164, "ZZ", out _);
}
