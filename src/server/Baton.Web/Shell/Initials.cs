using System.Globalization;

namespace Baton.Web.Shell;

/// <summary>One or two letters that stand for a person in a small circle.</summary>
internal static class Initials
{
    /// <summary>Latin names give the first letters of the first and last word, Chinese names their last character.</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return "";
        var last = words[^1];
        if (last[0] >= 0x2e80)
            return last[^1..];
        var letters = words.Length == 1 ? words[0][..1] : string.Concat(words[0][0], last[0]);
        return letters.ToUpper(CultureInfo.InvariantCulture);
    }
}
