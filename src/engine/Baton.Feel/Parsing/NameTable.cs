using Baton.Feel.Lexing;

namespace Baton.Feel.Parsing;

/// <summary>
/// The names in scope that are not one plain word. FEEL names may hold spaces, operators and keywords; which tokens make up a
/// name is decided by the longest name that is known here (DMN 1.5, section 10.3.1.4).
/// </summary>
internal sealed class NameTable(NameTable? common = null)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Tokens, string Name)>> _byFirstToken = new(StringComparer.Ordinal);

    /// <summary>The names that every expression of the dialect knows; built once, since reading them takes longer than most expressions.</summary>
    public static NameTable Common(FeelDialect dialect) => dialect == FeelDialect.Process ? Process : Standard;

    private static readonly NameTable Standard = Of(Functions.BuiltIns.LongNames(FeelDialect.Standard));
    private static readonly NameTable Process = Of(Functions.BuiltIns.LongNames(FeelDialect.Process));

    private static NameTable Of(IEnumerable<string> names)
    {
        var table = new NameTable();
        foreach (var name in names)
        {
            table.Add(name);
        }
        return table;
    }

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
        if (_known.Add(name))
        {
            names.Add((texts, name));
        }
    }

    /// <summary>The longest known name that begins here, and how many tokens it takes.</summary>
    public (string Name, int Tokens)? Match(ReadOnlySpan<Token> tokens)
    {
        var best = common?.Match(tokens);
        if (!_byFirstToken.TryGetValue(tokens[0].Text, out var names))
        {
            return best;
        }
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
