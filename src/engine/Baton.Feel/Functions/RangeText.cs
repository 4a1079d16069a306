using Baton.Feel.Compilation;
using Baton.Feel.Lexing;
using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Functions;

/// <summary>Reads the text of a range, whose ends may be literals or calls of the date and time functions with literals.</summary>
internal static class RangeText
{
    private static readonly string[] Constructors = ["date", "time", "date and time", "duration"];

    public static FeelValue Read(Call call, string text)
    {
        try
        {
            var names = new NameTable();
            names.Add("date and time");
            var node = Parser.Expression(new SourceText(text), FeelDialect.Standard, names, static _ => null);
            if (node is RangeNode { Start: not null, End: not null } range && IsConstant(range.Start) && IsConstant(range.End))
            {
                return Checked(call, new Compiler(new()).Expression(node)(call.Run));
            }
        }
        catch (FeelSyntaxException)
        {
            // Not a range: told below.
        }
        return call.Warn("range(): the text is no range; write it like \"[1..10]\".");
    }

    private static FeelValue Checked(Call call, FeelValue value)
    {
        if (!value.Is<FeelRange>(out var range))
        {
            return FeelValue.Null;
        }
        if (range.Start.IsNull && range.End.IsNull)
        {
            return call.Warn("range(): one of the ends must be given.");
        }
        return Ordering.TryCompare(range.Start, range.End, out var order) && order > 0
            ? call.Warn("range(): the start lies behind the end.")
            : value;
    }

    private static bool IsConstant(FeelNode node) =>
        node is LiteralNode or NegationNode { Operand: LiteralNode }
        || (
            node is CallNode { Callee: NameNode name } call
            && Constructors.Contains(name.Name)
            && call.Arguments.All(argument => argument is LiteralNode)
        );
}
