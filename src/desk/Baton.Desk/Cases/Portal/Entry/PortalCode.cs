using System.Security.Cryptography;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>The code that lets a customer follow one case: ten characters without those that are taken for one another.</summary>
internal static class PortalCode
{
    /// <summary>No 0 and O, no 1, I and L.</summary>
    internal const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    internal const int Length = 10;

    /// <summary>What is longer is no code, with whatever blanks and lines people type.</summary>
    private const int TypedMaxLength = 40;

    /// <summary>At random, in two halves that are easier to copy.</summary>
    public static string New()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, Length);
        return letters[..(Length / 2)] + "-" + letters[(Length / 2)..];
    }

    /// <summary>What is hashed and compared: capitals and digits alone.</summary>
    public static string Normal(string? typed) =>
        typed is null || typed.Length > TypedMaxLength ? "" : string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
