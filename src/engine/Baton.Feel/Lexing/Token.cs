namespace Baton.Feel.Lexing;

internal enum TokenKind
{
    /// <summary>One word of a name, or a keyword.</summary>
    Word,

    /// <summary>A whole name in backticks.</summary>
    QuotedName,
    Number,
    Text,

    /// <summary>The text of an @-literal.</summary>
    AtLiteral,
    Symbol,
    End,
}

/// <summary>One token: for text and quoted names <paramref name="Text"/> is the meaning, otherwise what stands in the source.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.Ordinal);

    public bool IsPlainWord => Kind == TokenKind.Word && !Keywords.IsKeyword(Text);
}
