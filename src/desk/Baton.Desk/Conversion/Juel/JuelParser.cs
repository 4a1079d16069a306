using System.Globalization;

namespace Baton.Desk.Conversion.Juel;

/// <summary>
/// Writes a JUEL expression as FEEL while it reads it. What it cannot say with the same meaning it refuses; it never guesses. Each part carries how
/// strongly it binds, so that brackets stand where FEEL needs them.
/// </summary>
internal sealed class JuelParser
{
    private const int MostDepth = 60;

    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["=="] = "=",
        ["eq"] = "=",
        ["!="] = "!=",
        ["ne"] = "!=",
        ["<"] = "<",
        ["lt"] = "<",
        ["<="] = "<=",
        ["le"] = "<=",
        [">"] = ">",
        ["gt"] = ">",
        [">="] = ">=",
        ["ge"] = ">=",
    };

    private readonly List<JuelToken> _tokens;
    private int _at;
    private int _depth;

    private JuelParser(List<JuelToken> tokens) => _tokens = tokens;

    private JuelToken Next => _tokens[_at];

    /// <summary>The FEEL of what stands within <c>${...}</c>, without a sign before it.</summary>
    /// <exception cref="JuelException">It cannot be said in FEEL.</exception>
    public static string ToFeel(string expression)
    {
        var parser = new JuelParser(JuelLexer.Read(expression));
        var feel = parser.Choice();
        return parser.Next.Kind == JuelKind.End ? feel.Text : throw new JuelException();
    }

    private Part Choice()
    {
        if (++_depth > MostDepth)
            throw new JuelException();
        var condition = Or();
        if (Take("?"))
        {
            var yes = Choice();
            Expect(":");
            var no = Choice();
            condition = new($"if {condition.Text} then {yes.Text} else {no.Text}", Binding.Choice);
        }
        _depth--;
        return condition;
    }

    private Part Or() => Chain(And, Binding.Or, "or", "||", "or");

    private Part And() => Chain(Comparison, Binding.And, "and", "&&", "and");

    private Part Chain(Func<Part> inner, Binding binding, string feel, params string[] signs)
    {
        var left = inner();
        while (TakeAny(signs))
            left = new($"{left.Within(binding)} {feel} {inner().Within(binding)}", binding);
        return left;
    }

    private Part Comparison()
    {
        var left = Sum();
        while (Next.Kind is JuelKind.Sign or JuelKind.Name && Comparisons.TryGetValue(Next.Value, out var feel))
        {
            _at++;
            left = new($"{left.Within(Binding.Sum)} {feel} {Sum().Within(Binding.Sum)}", Binding.Comparison);
        }
        return left;
    }

    private Part Sum()
    {
        var left = Product();
        while (Next.Is("+") || Next.Is("-"))
        {
            var sign = _tokens[_at++].Value;
            left = new($"{left.Within(Binding.Sum)} {sign} {Product().Within(sign == "-" ? Binding.Product : Binding.Sum)}", Binding.Sum);
        }
        return left;
    }

    private Part Product()
    {
        var left = Unary();
        while (true)
        {
            if (TakeAny("*"))
                left = new($"{left.Within(Binding.Product)} * {Unary().Within(Binding.Product)}", Binding.Product);
            else if (TakeAny("/", "div"))
                left = new($"{left.Within(Binding.Product)} / {Unary().Within(Binding.Unary)}", Binding.Product);
            else if (TakeAny("%", "mod"))
                left = new($"modulo({left.Text}, {Unary().Text})", Binding.Value);
            else
                return left;
        }
    }

    private Part Unary()
    {
        if (++_depth > MostDepth)
            throw new JuelException();
        Part part;
        if (TakeAny("!", "not"))
            part = new($"not({Unary().Text})", Binding.Value);
        else if (TakeAny("-"))
            part = new($"-{Unary().Within(Binding.Unary)}", Binding.Unary);
        else if (TakeWord("empty"))
            part = Empty(Unary());
        else
            part = Value();
        _depth--;
        return part;
    }

    /// <summary>Always true or false: FEEL's <c>null</c> of a comparison of different types would get lost in <c>not</c>.</summary>
    private static Part Empty(Part value)
    {
        var text = value.Within(Binding.Sum);
        return new($"(({text} = null or {text} = \"\" or {text} = []) = true)", Binding.Value);
    }

    private Part Value()
    {
        var value = Primary();
        while (true)
        {
            if (Take("."))
            {
                var name = Name();
                value = Take("(") ? JuelCalls.Of(value, name, Arguments()) : Property(value, name);
            }
            else if (Take("["))
            {
                value = Index(value);
                Expect("]");
            }
            else
                return JuelCalls.IsContext(value.Text) ? throw new JuelException() : value;
        }
    }

    private static Part Property(Part value, string name) =>
        JuelCalls.IsContext(value.Text) ? throw new JuelException() : new($"{value.Within(Binding.Value)}.{FeelName(name)}", Binding.Value);

    /// <summary>JUEL counts from 0 and FEEL from 1, so that only an index that is written out can be said.</summary>
    private Part Index(Part value)
    {
        var key = Next;
        _at++;
        return key.Kind switch
        {
            JuelKind.Number when int.TryParse(key.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => new(
                string.Create(CultureInfo.InvariantCulture, $"{value.Within(Binding.Value)}[{index + 1L}]"),
                Binding.Value
            ),
            JuelKind.Text => new($"get value({value.Text}, {FeelText(key.Value)})", Binding.Value),
            _ => throw new JuelException(),
        };
    }

    private Part Primary()
    {
        var token = Next;
        _at++;
        switch (token.Kind)
        {
            case JuelKind.Number:
                return new(token.Value.Trim('.'), Binding.Value);
            case JuelKind.Text:
                return new(FeelText(token.Value), Binding.Value) { IsText = true };
            case JuelKind.Name when token.Value is "true" or "false" or "null":
                return new(token.Value, Binding.Value);
            case JuelKind.Name when Take("("):
                return JuelCalls.Of(null, token.Value, Arguments());
            case JuelKind.Name when JuelCalls.IsContext(token.Value):
                return new(token.Value, Binding.Value);
            case JuelKind.Name:
                return new(FeelName(token.Value), Binding.Value);
            case JuelKind.Sign when token.Value == "(":
                var inner = Choice();
                Expect(")");
                return inner with { Text = $"({inner.Text})", Binding = Binding.Value };
            default:
                throw new JuelException();
        }
    }

    private List<Part> Arguments()
    {
        var arguments = new List<Part>();
        if (Take(")"))
            return arguments;
        do arguments.Add(Choice());
        while (Take(","));
        Expect(")");
        return arguments;
    }

    private string Name()
    {
        if (Next.Kind != JuelKind.Name)
            throw new JuelException();
        return _tokens[_at++].Value;
    }

    private bool Take(string sign)
    {
        if (!Next.Is(sign))
            return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!Next.IsWord(word))
            return false;
        _at++;
        return true;
    }

    private bool TakeAny(params string[] signs)
    {
        if (!Array.Exists(signs, sign => Next.Is(sign) || Next.IsWord(sign)))
            return false;
        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
            throw new JuelException();
    }

    /// <summary>Counters of a repeated step bear other names.</summary>
    private static string FeelName(string name) =>
        name switch
        {
            "nrOfInstances" => "numberOfInstances",
            "nrOfActiveInstances" => "numberOfActiveInstances",
            "nrOfCompletedInstances" => "numberOfCompletedInstances",
            // It counts from 0 there and from 1 here.
            "loopCounter" => "(loopCounter - 1)",
            _ when name.Contains('$', StringComparison.Ordinal) => throw new JuelException(),
            _ => name,
        };

    internal static string FeelText(string text) =>
        "\""
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
        + "\"";
}

/// <summary>How strongly a part of an expression binds, weak first.</summary>
internal enum Binding
{
    Choice,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Unary,
    Value,
}

/// <summary>A part of an expression in FEEL.</summary>
internal sealed record Part(string Text, Binding Binding)
{
    /// <summary>It is a text that was written out.</summary>
    public bool IsText { get; init; }

    /// <summary>In brackets where it binds more weakly than its place asks.</summary>
    public string Within(Binding place) => Binding < place ? $"({Text})" : Text;
}
