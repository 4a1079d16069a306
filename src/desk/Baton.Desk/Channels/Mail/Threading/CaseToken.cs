using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>
/// Signs the name of a case so that an answer finds it although all headers are lost: <c>[#TOS-20261123-0001-token]</c> in the subject, or
/// <c>box+c123-token@...</c> as the address. Immutable.
/// </summary>
internal sealed partial class CaseToken(byte[] key)
{
    /// <summary>The token of a case for answers to one mailbox.</summary>
    public string Of(long caseKey, string mailbox) =>
        TokenSignature.Of(key, string.Create(CultureInfo.InvariantCulture, $"case {caseKey} {mailbox}"));

    /// <summary>Takes as long for a wrong token as for the right one.</summary>
    public bool IsOf(string token, long caseKey, string mailbox) => TokenSignature.IsSame(token, Of(caseKey, mailbox));

    /// <summary>The subject with the token of the case; as it is where it has one.</summary>
    public string Subject(string subject, string number, long caseKey, string mailbox) =>
        InSubject().IsMatch(subject) ? subject : $"{subject} [#{number}-{Of(caseKey, mailbox)}]";

    /// <summary>Where answers about a case go, for a server that delivers what stands behind a plus.</summary>
    public string Address(string address, long caseKey, string mailbox)
    {
        var at = address.LastIndexOf('@');
        return string.Create(CultureInfo.InvariantCulture, $"{address[..at]}+c{caseKey}-{Of(caseKey, mailbox)}{address[at..]}");
    }

    /// <summary>What claims to be a token of a case in a subject.</summary>
    public static IEnumerable<TokenClaim> InSubject(string subject) =>
        InSubject().Matches(subject).Take(5).Select(found => new TokenClaim(found.Groups[1].Value, null, found.Groups[2].Value));

    /// <summary>The same in the addresses that a mail went to.</summary>
    public static IEnumerable<TokenClaim> InAddresses(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (
                InAddress().Match(address) is { Success: true } found
                && long.TryParse(found.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var caseKey)
            )
                yield return new(null, caseKey, found.Groups[2].Value);
        }
    }

    /// <summary>The subject as its writer had it, without the tokens that the desk put in.</summary>
    public static string Without(string subject) => Blanks().Replace(InSubject().Replace(subject, " "), " ").Trim();

    [GeneratedRegex(@"\[#([A-Z0-9][A-Z0-9-]{2,60})-([a-z0-9]{16})\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InSubject();

    [GeneratedRegex(@"\+c(\d{1,19})-([a-z0-9]{16})@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}

/// <summary>A case that a mail claims to be about; by its number or by its key.</summary>
internal sealed record TokenClaim(string? Number, long? CaseKey, string Token);
