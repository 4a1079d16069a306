using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Feel.Values;

/// <summary>Values as FEEL text: the literal that yields them, and the plain text that <c>string()</c> gives.</summary>
internal static class ValueText
{
    public static string Literal(FeelValue value)
    {
        var text = new StringBuilder();
        Append(text, value, plainTemporal: false);
        return text.ToString();
    }

    /// <summary>As <c>string()</c> shows it: text and temporal values without marks at the top.</summary>
    public static string Plain(FeelValue value)
    {
        if (value.Is<string>(out var known))
        {
            return known;
        }
        if (value.IsNumber)
        {
            return value.NumberBits.ToString();
        }
        var text = new StringBuilder();
        Append(text, value, plainTemporal: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FeelValue value, bool plainTemporal)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                text.Append("null");
                break;
            case FeelKind.Boolean:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case FeelKind.Number:
                text.Append(value.NumberBits.ToString());
                break;
            case FeelKind.String:
                AppendQuoted(text, value.AsString());
                break;
            case FeelKind.List:
                AppendList(text, value.AsList(), plainTemporal);
                break;
            case FeelKind.Context:
                AppendContext(text, value.AsContext(), plainTemporal);
                break;
            case FeelKind.Range:
                AppendRange(text, value.AsRange(), plainTemporal);
                break;
            case FeelKind.Function:
                text.Append("function(").AppendJoin(", ", value.AsFunction().Parameters).Append(')');
                break;
            default:
                var temporal = TemporalText.Format(value);
                text.Append(plainTemporal ? temporal : $"@\"{temporal}\"");
                break;
        }
    }

    private static void AppendList(StringBuilder text, FeelList list, bool plainTemporal)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, list[i], plainTemporal);
        }
        text.Append(']');
    }

    private static void AppendContext(StringBuilder text, FeelContext context, bool plainTemporal)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('{');
        var first = true;
        foreach (var (name, value) in context.Entries)
        {
            text.Append(first ? "" : ", ");
            first = false;
            if (IsPlainName(name))
            {
                text.Append(name);
            }
            else
            {
                AppendQuoted(text, name);
            }
            text.Append(": ");
            Append(text, value, plainTemporal);
        }
        text.Append('}');
    }

    private static void AppendRange(StringBuilder text, FeelRange range, bool plainTemporal)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (range.Start.IsNull != range.End.IsNull)
        {
            var (sign, included, end) = range.Start.IsNull ? ('<', range.EndIncluded, range.End) : ('>', range.StartIncluded, range.Start);
            text.Append('(').Append(sign).Append(included ? "= " : " ");
            Append(text, end, plainTemporal);
            text.Append(')');
            return;
        }
        text.Append(range.StartIncluded ? '[' : '(');
        Append(text, range.Start, plainTemporal);
        text.Append("..");
        Append(text, range.End, plainTemporal);
        text.Append(range.EndIncluded ? ']' : ')');
    }

    public static bool IsPlainName(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || Lexing.Keywords.IsKeyword(name))
        {
            return false;
        }
        return name.All(c => char.IsLetterOrDigit(c) || c == '_');
    }

    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }
}
