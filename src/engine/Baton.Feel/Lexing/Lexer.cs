using System.Globalization;
using System.Text;

namespace Baton.Feel.Lexing;

/// <summary>
/// Cuts an expression into tokens. Names may hold spaces, which only the parser can judge, so the lexer yields their words.
/// DMN 1.5, section 10.3.1.2, rules 27 to 62.
/// </summary>
internal sealed class Lexer
{
    private static readonly string[] LongSymbols = ["**", "<=", ">=", "!=", "..", "->"];

    private readonly SourceText _source;
    private readonly string _text;
    private readonly bool _backticks;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Lexer(SourceText source, bool backticks)
    {
        _source = source;
        _text = source.Text;
        _backticks = backticks;
    }

    public static Token[] Tokens(SourceText source, bool backticks)
    {
        if (source.Text.Length > SourceText.MaxLength)
        {
            throw source.Error(0, $"The expression is longer than {SourceText.MaxLength} characters", "a shorter expression");
        }
        return new Lexer(source, backticks).Run();
    }

    private Token[] Run()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
            {
                _tokens.Add(new(TokenKind.End, "", _text.Length, _text.Length));
                return [.. _tokens];
            }
            _tokens.Add(Next());
        }
    }

    private Token Next()
    {
        var start = _at;
        var c = _text[_at];
        if (IsNameStart(c))
        {
            return Word(start);
        }
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number(start);
        }
        switch (c)
        {
            case '"':
                return new(TokenKind.Text, Quoted(), start, _at);
            case '@' when Peek(1) == '"':
                _at++;
                return new(TokenKind.AtLiteral, Quoted(), start, _at);
            case '`' when _backticks:
                return QuotedName(start);
            default:
                return Symbol(start);
        }
    }

    private Token Word(int start)
    {
        _at++;
        while (_at < _text.Length && IsNamePart(_text[_at]))
        {
            _at++;
        }
        return new(TokenKind.Word, _text[start.._at], start, _at);
    }

    private Token Number(int start)
    {
        SkipDigits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }
        if (Peek(0) is 'e' or 'E')
        {
            var sign = Peek(1) is '+' or '-' ? 1 : 0;
            if (char.IsAsciiDigit(Peek(1 + sign)))
            {
                _at += 1 + sign;
                SkipDigits();
            }
        }
        return new(TokenKind.Number, _text[start.._at], start, _at);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    private Token QuotedName(int start)
    {
        var end = _text.IndexOf('`', start + 1);
        if (end < 0)
        {
            throw _source.Error(start, "The name in backticks has no end", "a closing `");
        }
        _at = end + 1;
        return new(TokenKind.QuotedName, _text[(start + 1)..end], start, _at);
    }

    private Token Symbol(int start)
    {
        foreach (var symbol in LongSymbols)
        {
            if (string.CompareOrdinal(_text, start, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new(TokenKind.Symbol, symbol, start, _at);
            }
        }
        _at++;
        return new(TokenKind.Symbol, _text[start].ToString(), start, _at);
    }

    private string Quoted()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            switch (c)
            {
                case '"':
                    return text.ToString();
                case '\\':
                    Escape(text);
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        throw _source.Error(start, "The text has no end", "a closing \"");
    }

    private void Escape(StringBuilder text)
    {
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case '"' or '\\' or '\'':
                text.Append(c);
                break;
            case 'u' when Hex(4, out var code):
                text.Append((char)code);
                break;
            case 'U' when Hex(6, out var code) && Rune.IsValid(code):
                text.Append(new Rune(code).ToString());
                break;
            default:
                // Regular expressions are full of backslashes, so an unknown one stands for itself.
                text.Append('\\');
                _at--;
                break;
        }
    }

    private bool Hex(int digits, out int code)
    {
        code = 0;
        if (
            _at + digits > _text.Length
            || !int.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
        )
        {
            return false;
        }
        _at += digits;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (IsBlank(_text[_at]))
            {
                _at++;
            }
            else if (_text[_at] == '/' && Peek(1) == '/')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (_text[_at] == '/' && Peek(1) == '*')
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw _source.Error(_at, "The comment has no end", "a closing */");
                }
                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    internal static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u180E' or '\u200B';

    /// <summary>Characters outside the basic plane are all name characters, so a surrogate is one.</summary>
    private static bool IsNameStart(char c) =>
        char.IsLetter(c) || c is '_' or '?' || char.IsSurrogate(c) || (c >= '\u2070' && c <= '\u218F' && !IsBlank(c));

    private static bool IsNamePart(char c) =>
        IsNameStart(c) && c != '?'
        || char.IsDigit(c)
        || c == '\u00B7'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
