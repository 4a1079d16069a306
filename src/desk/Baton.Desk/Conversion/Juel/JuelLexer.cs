using System.Text;

namespace Baton.Desk.Conversion.Juel;

/// <summary>Cuts a JUEL expression (Expression Language 2.2) into its pieces.</summary>
internal static class JuelLexer
{
    private static readonly string[] Signs =
    [
        "==",
        "!=",
        "<=",
        ">=",
        "&&",
        "||",
        "(",
        ")",
        "[",
        "]",
        ".",
        ",",
        "?",
        ":",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "%",
        "!",
    ];

    /// <exception cref="JuelException">There is something in it that JUEL does not know.</exception>
    public static List<JuelToken> Read(string text)
    {
        var tokens = new List<JuelToken>();
        for (var at = 0; at < text.Length; )
        {
            var sign = text[at];
            if (char.IsWhiteSpace(sign))
                at++;
            else if (sign is '\'' or '"')
                tokens.Add(Quoted(text, ref at));
            else if (char.IsAsciiDigit(sign))
                tokens.Add(new(JuelKind.Number, Run(text, ref at, one => char.IsAsciiDigit(one) || one == '.')));
            else if (char.IsLetter(sign) || sign is '_' or '$')
                tokens.Add(new(JuelKind.Name, Run(text, ref at, one => char.IsLetterOrDigit(one) || one is '_' or '$')));
            else if (Array.Find(Signs, one => text.AsSpan(at).StartsWith(one, StringComparison.Ordinal)) is { } known)
            {
                tokens.Add(new(JuelKind.Sign, known));
                at += known.Length;
            }
            else
                throw new JuelException();
        }
        tokens.Add(new(JuelKind.End, ""));
        return tokens;
    }

    private static string Run(string text, ref int at, Func<char, bool> belongs)
    {
        var begin = at;
        while (at < text.Length && belongs(text[at]))
            at++;
        return text[begin..at];
    }

    private static JuelToken Quoted(string text, ref int at)
    {
        var (quote, value) = (text[at++], new StringBuilder());
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                value.Append(text[++at]);
            else if (text[at] == quote)
            {
                at++;
                return new(JuelKind.Text, value.ToString());
            }
            else
                value.Append(text[at]);
        }
        throw new JuelException();
    }
}
