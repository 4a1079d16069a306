using Baton.Feel.Lexing;

namespace Baton.Feel.Parsing;

/// <summary>
/// The names in scope that are not one plain word. FEEL names may hold spaces, operators and keywords; which tokens make up a
/// name is decided by the longest name that is known here (DMN 1.5, section 10.3.1.4).
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<(string[] Tokens, string Name)>> _byFirstToken = new(StringComparer.Ordinal);

    public void Add(string name)
    {
        var tokens = Lexer.Tokens(new(name), backticks: false);
        if (tokens.Length <= 2 && tokens[0].IsPlainWord)
        {
            return;
        }
        var texts = tokens[..^1].Select(token => token.Text).ToArray();
        if (texts.Length == 0)
        {
            return;
        }
        if (!_byFirstToken.TryGetValue(texts[0], out var names))
        {
            _byFirstToken[texts[0]] = names = [];
        }
        if (!names.Exists(known => string.Equals(known.Name, name, StringComparison.Ordinal)))
        {
            names.Add((texts, name));
        }
    }

    /// <summary>The longest known name that begins here, and how many tokens it takes.</summary>
    public (string Name, int Tokens)? Match(ReadOnlySpan<Token> tokens)
    {
        if (!_byFirstToken.TryGetValue(tokens[0].Text, out var names))
        {
            return null;
        }
        (string, int)? best = null;
        foreach (var (texts, name) in names)
        {
            if (texts.Length > (best?.Item2 ?? 0) && Matches(tokens, texts))
            {
                best = (name, texts.Length);
            }
        }
        return best;
    }

    private static bool Matches(ReadOnlySpan<Token> tokens, string[] texts)
    {
        if (tokens.Length <= texts.Length)
        {
            return false;
        }
        for (var i = 0; i < texts.Length; i++)
        {
            if (
                tokens[i].Kind is TokenKind.Text or TokenKind.AtLiteral
                || !string.Equals(tokens[i].Text, texts[i], StringComparison.Ordinal)
            )
            {
                return false;
            }
        }
        return true;
    }
}
