using System.Text;
using Baton.Feel;

namespace Baton.Desk.Conversion.Juel;

/// <summary>A value of a Camunda 7 model as Baton reads it.</summary>
/// <param name="Value">A literal, or FEEL with <c>=</c> before it; null where it cannot be said in FEEL.</param>
/// <param name="WasExpression">It held <c>${...}</c> or <c>#{...}</c>.</param>
internal readonly record struct JuelValue(string? Value, bool WasExpression);

/// <summary>Values with expressions in them: <c>${amount &gt; 5}</c>, <c>Order ${number}</c>.</summary>
internal static class JuelTemplate
{
    /// <summary>So long an expression is no expression but an attack.</summary>
    private const int MostLength = 4000;

    public static bool IsExpression(string? text) =>
        text is not null && (text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal));

    /// <summary>A text without expressions stays what it is.</summary>
    public static JuelValue Convert(string text)
    {
        if (!IsExpression(text))
            return new(text, false);
        try
        {
            return text.Length > MostLength ? new(null, true) : new("=" + Checked(Feel(text)), true);
        }
        catch (JuelException)
        {
            return new(null, true);
        }
    }

    /// <summary>The FEEL of an expression without <c>${...}</c> around it, as DMN has them; null where it cannot be said.</summary>
    public static string? Bare(string expression)
    {
        try
        {
            return expression.Length > MostLength ? null : Checked(JuelParser.ToFeel(expression));
        }
        catch (JuelException)
        {
            return null;
        }
    }

    private static string Feel(string text)
    {
        var parts = new List<string>();
        var literal = new StringBuilder();
        var trimmed = text.Trim();
        for (var at = 0; at < trimmed.Length; )
        {
            if (trimmed[at] is not ('$' or '#') || at + 1 >= trimmed.Length || trimmed[at + 1] != '{')
            {
                literal.Append(trimmed[at++]);
                continue;
            }
            var end = End(trimmed, at + 2);
            var feel = JuelParser.ToFeel(trimmed[(at + 2)..end]);
            if (at == 0 && end == trimmed.Length - 1)
                return feel;
            if (literal.Length > 0)
                parts.Add(JuelParser.FeelText(literal.ToString()));
            literal.Clear();
            parts.Add($"string({feel})");
            at = end + 1;
        }
        if (literal.Length > 0)
            parts.Add(JuelParser.FeelText(literal.ToString()));
        return string.Join(" + ", parts);
    }

    /// <summary>The bracket that closes; those within quotes do not count.</summary>
    private static int End(string text, int from)
    {
        char? quote = null;
        for (var at = from; at < text.Length; at++)
        {
            if (quote is { } open)
            {
                if (text[at] == '\\')
                    at++;
                else if (text[at] == open)
                    quote = null;
            }
            else if (text[at] is '\'' or '"')
                quote = text[at];
            else if (text[at] == '}')
                return at;
        }
        throw new JuelException();
    }

    /// <summary>What FEEL itself cannot read, such as a variable with the name of one of its words, was not converted.</summary>
    private static string Checked(string feel)
    {
        try
        {
            FeelExpression.Compile(feel);
            return feel;
        }
        catch (FeelSyntaxException)
        {
            throw new JuelException();
        }
    }
}
