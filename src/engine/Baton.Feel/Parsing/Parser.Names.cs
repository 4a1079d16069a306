using System.Text;
using Baton.Feel.Lexing;
using Baton.Feel.Types;

namespace Baton.Feel.Parsing;

/// <summary>Names and types: how many tokens belong to one.</summary>
internal sealed partial class Parser
{
    /// <summary>
    /// The name that begins here: the longest known one, or all words up to the next keyword. Two words side by side mean
    /// nothing else in FEEL, so a name of several words need not be known.
    /// </summary>
    private string Name()
    {
        var known = _names.Match(_tokens.AsSpan(_at));
        var words = PlainWords();
        if (known is { } match && match.Tokens >= words)
        {
            _at += match.Tokens;
            return match.Name;
        }
        var name = TextOf(_at, _at + words);
        _at += words;
        return name;
    }

    private int PlainWords()
    {
        var count = 0;
        while (Ahead(count) is { } token && (token.IsPlainWord || (count > 0 && IsWholeNumber(token))))
        {
            count++;
        }
        return count;
    }

    private static bool IsWholeNumber(Token token) => token.Kind == TokenKind.Number && token.Text.All(char.IsAsciiDigit);

    private string PathName()
    {
        if (Current.Kind == TokenKind.QuotedName)
        {
            return Take().Text;
        }
        if (Current.Kind != TokenKind.Word)
        {
            throw Unexpected("the name of an entry or property");
        }
        if (!Current.IsPlainWord && _names.Match(_tokens.AsSpan(_at)) is null)
        {
            return Take().Text;
        }
        return Name();
    }

    /// <summary>The name of something that is declared here: all tokens up to one that ends it.</summary>
    private string NameUntil(params ReadOnlySpan<string> ends)
    {
        var start = _at;
        while (
            Current.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Symbol or TokenKind.QuotedName && !Contains(ends, Current.Text)
        )
        {
            if (Current.Kind == TokenKind.Symbol && Current.Text is not ("+" or "-" or "*" or "/" or "." or "'" or "**" or ".."))
            {
                break;
            }
            _at++;
        }
        if (_at == start || _tokens[start].Kind is TokenKind.Number or TokenKind.Symbol)
        {
            _at = start;
            throw Unexpected("a name");
        }
        return TextOf(start, _at);
    }

    private static bool Contains(ReadOnlySpan<string> texts, string text)
    {
        foreach (var candidate in texts)
        {
            if (string.Equals(candidate, text, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The source of some tokens with each gap narrowed to one space.</summary>
    private string TextOf(int from, int to)
    {
        if (to - from == 1)
        {
            return _tokens[from].Text;
        }
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (i > from && _tokens[i].Start > _tokens[i - 1].End)
            {
                text.Append(' ');
            }
            text.Append(_tokens[i].Text);
        }
        return text.ToString();
    }

    private FeelType Type()
    {
        if (++_nesting > MaxNesting)
        {
            throw Unexpected("a simpler type");
        }
        var type = SimpleOrGenericType();
        _nesting--;
        return type;
    }

    private FeelType SimpleOrGenericType()
    {
        if (Current.Kind == TokenKind.Word && Ahead(1).IsSymbol("<"))
        {
            switch (Current.Text)
            {
                case "list":
                    return new ListType(Argument());
                case "range":
                    return new RangeType(Argument());
                case "context":
                    return ContextTypeOf();
                case "function":
                    return FunctionTypeOf();
                default:
                    break;
            }
        }
        var name = TypeName();
        return _types(name) ?? BuiltInTypes.Find(name) ?? new UnknownType(name);
    }

    private FeelType Argument()
    {
        _at += 2;
        var type = Type();
        ExpectSymbol(">", "'>' to close the type");
        return type;
    }

    private ContextType ContextTypeOf()
    {
        _at += 2;
        var entries = new List<(string, FeelType)>();
        while (!SkipSymbol(">"))
        {
            if (entries.Count > 0)
            {
                ExpectSymbol(",", "',' between the entries or '>' behind the last one");
            }
            var name = Current.Kind == TokenKind.Text ? Take().Text : NameUntil(":");
            ExpectSymbol(":", "':' between the name and the type of an entry");
            entries.Add((name, Type()));
        }
        return new(entries);
    }

    private FunctionType FunctionTypeOf()
    {
        _at += 2;
        var parameters = new List<FeelType>();
        while (!SkipSymbol(">"))
        {
            if (parameters.Count > 0)
            {
                ExpectSymbol(",", "',' between the types or '>' behind the last one");
            }
            parameters.Add(Type());
        }
        ExpectSymbol("->", "'->' and the type of the result");
        return new(parameters, Type());
    }

    private string TypeName()
    {
        foreach (var name in BuiltInTypes.LongNames)
        {
            var words = name.Split(' ');
            if (Enumerable.Range(0, words.Length).All(i => Ahead(i).IsWord(words[i])))
            {
                _at += words.Length;
                return name;
            }
        }
        if (Current.IsWord("function"))
        {
            return Take().Text;
        }
        var start = _at;
        while (Current.IsPlainWord || (_at > start && (Current.IsSymbol(".") || IsWholeNumber(Current))))
        {
            _at++;
        }
        return _at > start ? TextOf(start, _at) : throw Unexpected("the name of a type");
    }
}
