using System.Text.RegularExpressions;

namespace Baton.Web.Cases;

/// <summary>The mention that is being typed: an at-sign that belongs to no address, and what stands behind it up to the caret.</summary>
/// <param name="From">Where the at-sign stands.</param>
/// <param name="Name">What is typed of the name; may be empty.</param>
internal sealed partial record BegunMention(int From, string Name)
{
    /// <param name="before">The text up to the caret.</param>
    /// <returns>Null where nobody is being mentioned.</returns>
    public static BegunMention? In(string before) =>
        Begun().Match(before) is { Success: true } match ? new(match.Index, match.Groups[1].Value) : null;

    [GeneratedRegex(@"(?<![A-Za-z0-9._@-])@([\p{L}\p{Nd}._-]*)$")]
    private static partial Regex Begun();
}
