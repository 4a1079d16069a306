using System.Text;
using Baton.Feel.Values;

namespace Baton.Feel.Parsing;

/// <summary>A tree as FEEL text with all parentheses, such that reading it again gives the same tree.</summary>
internal static class NodePrinter
{
    public static string Print(FeelNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FeelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                text.Append(ValueText.Literal(literal.Value));
                break;
            case NameNode name:
                text.Append(name.Name);
                break;
            case PathNode path:
                Operand(text, path.Source);
                text.Append('.').Append(path.Name);
                break;
            case FilterNode filter:
                Operand(text, filter.Source);
                text.Append('[');
                Append(text, filter.Condition);
                text.Append(']');
                break;
            case NegationNode negation:
                text.Append('-');
                Operand(text, negation.Operand);
                break;
            case ArithmeticNode arithmetic:
                Infix(text, arithmetic.Left, Symbol(arithmetic.Operator), arithmetic.Right);
                break;
            case ComparisonNode comparison:
                Infix(text, comparison.Left, Symbol(comparison.Operator), comparison.Right);
                break;
            case LogicNode logic:
                Joined(text, logic.Operands, logic.IsAnd ? " and " : " or ", Operand);
                break;
            case BetweenNode between:
                Operand(text, between.Value);
                text.Append(" between ");
                Operand(text, between.Low);
                text.Append(" and ");
                Operand(text, between.High);
                break;
            case InNode inside:
                Operand(text, inside.Value);
                text.Append(" in (");
                Joined(text, inside.Tests, ", ", Append);
                text.Append(')');
                break;
            case InstanceOfNode instance:
                Operand(text, instance.Value);
                text.Append(" instance of ").Append(instance.Type.Name);
                break;
            case ComparisonTestNode test:
                text.Append(Symbol(test.Operator)).Append(' ');
                Operand(text, test.Operand);
                break;
            default:
                AppendForm(text, node);
                break;
        }
    }

    private static void AppendForm(StringBuilder text, FeelNode node)
    {
        switch (node)
        {
            case IfNode choice:
                text.Append("if ");
                Append(text, choice.Condition);
                text.Append(" then ");
                Append(text, choice.Then);
                text.Append(" else ");
                Append(text, choice.Else);
                break;
            case ForNode loop:
                text.Append("for ");
                Joined(text, loop.Iterations, ", ", Append);
                text.Append(" return ");
                Append(text, loop.Body);
                break;
            case QuantifiedNode quantified:
                text.Append(quantified.IsEvery ? "every " : "some ");
                Joined(text, quantified.Iterations, ", ", Append);
                text.Append(" satisfies ");
                Append(text, quantified.Condition);
                break;
            case FunctionNode function:
                text.Append("function(");
                Joined(text, function.Parameters, ", ", Append);
                text.Append(function.Body is null ? ") external " : ") ");
                Append(text, function.Body ?? function.Definition!);
                break;
            case CallNode call:
                Operand(text, call.Callee);
                AppendArguments(text, call);
                break;
            case ListNode list:
                text.Append('[');
                Joined(text, list.Items, ", ", Append);
                text.Append(']');
                break;
            case ContextNode context:
                text.Append('{');
                Joined(text, context.Entries, ", ", Append);
                text.Append('}');
                break;
            case RangeNode range:
                AppendRange(text, range);
                break;
            case UnaryTestsNode tests:
                // A call of not() in parentheses is no negation of tests.
                var isCall = !tests.IsNegated && tests.Tests is [CallNode { Callee: NameNode { Name: "not" } }];
                text.Append(
                    tests.IsNegated ? "not("
                    : isCall ? "("
                    : ""
                );
                text.Append(tests.Tests.Count == 0 ? "-" : "");
                Joined(text, tests.Tests, ", ", Append);
                text.Append(tests.IsNegated || isCall ? ")" : "");
                break;
            default:
                throw new InvalidOperationException($"There is no text for {node.GetType().Name}.");
        }
    }

    private static void AppendArguments(StringBuilder text, CallNode call)
    {
        text.Append('(');
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(call.Names is { } names ? names[i] + ": " : "");
            Append(text, call.Arguments[i]);
        }
        text.Append(')');
    }

    private static void AppendRange(StringBuilder text, RangeNode range)
    {
        if (range.Start is null || range.End is null)
        {
            var included = range.Start is null ? range.EndIncluded : range.StartIncluded;
            text.Append(range.Start is null ? "(<" : "(>").Append(included ? "= " : " ");
            Operand(text, (range.Start ?? range.End)!);
            text.Append(')');
            return;
        }
        text.Append(range.StartIncluded ? '[' : '(');
        Operand(text, range.Start);
        text.Append("..");
        // A bracket right behind the end could be that of the range.
        var isFilter = range.End is FilterNode;
        text.Append(isFilter ? "(" : "");
        Operand(text, range.End);
        text.Append(isFilter ? ")" : "");
        text.Append(range.EndIncluded ? ']' : ')');
    }

    private static void Append(StringBuilder text, Iteration iteration)
    {
        text.Append(iteration.Name).Append(" in ");
        Operand(text, iteration.From);
        if (iteration.To is not null)
        {
            text.Append("..");
            Operand(text, iteration.To);
        }
    }

    private static void Append(StringBuilder text, Parameter parameter) =>
        text.Append(parameter.Name).Append(parameter.Type is null ? "" : ": " + parameter.Type.Name);

    private static void Append(StringBuilder text, ContextEntry entry)
    {
        ValueText.AppendQuoted(text, entry.Name);
        text.Append(": ");
        Append(text, entry.Value);
    }

    private static void Infix(StringBuilder text, FeelNode left, string symbol, FeelNode right)
    {
        Operand(text, left);
        text.Append(' ').Append(symbol).Append(' ');
        Operand(text, right);
    }

    private static void Operand(StringBuilder text, FeelNode node)
    {
        var stands = node is NameNode or PathNode or FilterNode or CallNode or ListNode or ContextNode or LiteralNode;
        text.Append(stands ? "" : "(");
        Append(text, node);
        text.Append(stands ? "" : ")");
    }

    private static void Joined<T>(StringBuilder text, IReadOnlyList<T> parts, string between, Action<StringBuilder, T> append)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i > 0 ? between : "");
            append(text, parts[i]);
        }
    }

    private static string Symbol(ArithmeticOperator symbol) =>
        symbol switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            _ => "**",
        };

    private static string Symbol(ComparisonOperator symbol) =>
        symbol switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "!=",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };
}
