using Baton.Feel.Parsing;

namespace Baton.Feel.Compilation;

/// <summary>Whether a tree mentions a name.</summary>
internal static class Mentions
{
    /// <summary>Whether it mentions the input value <c>?</c>.</summary>
    public static bool Input(FeelNode? node) => Name(node, Compiler.InputName);

    public static bool Name(FeelNode? node, string name) =>
        node switch
        {
            NameNode mentioned => string.Equals(mentioned.Name, name, StringComparison.Ordinal),
            PathNode path => Name(path.Source, name),
            FilterNode filter => Name(filter.Source, name) || Name(filter.Condition, name),
            NegationNode negation => Name(negation.Operand, name),
            ArithmeticNode arithmetic => Name(arithmetic.Left, name) || Name(arithmetic.Right, name),
            ComparisonNode comparison => Name(comparison.Left, name) || Name(comparison.Right, name),
            LogicNode logic => logic.Operands.Any(inner => Name(inner, name)),
            BetweenNode between => Name(between.Value, name) || Name(between.Low, name) || Name(between.High, name),
            InNode inside => Name(inside.Value, name) || inside.Tests.Any(inner => Name(inner, name)),
            InstanceOfNode instance => Name(instance.Value, name),
            IfNode choice => Name(choice.Condition, name) || Name(choice.Then, name) || Name(choice.Else, name),
            ForNode loop => Name(loop.Body, name) || loop.Iterations.Any(inner => Name(inner, name)),
            QuantifiedNode quantified => Name(quantified.Condition, name) || quantified.Iterations.Any(inner => Name(inner, name)),
            FunctionNode function => Name(function.Body, name),
            CallNode call => Name(call.Callee, name) || call.Arguments.Any(inner => Name(inner, name)),
            ListNode list => list.Items.Any(inner => Name(inner, name)),
            ContextNode context => context.Entries.Any(entry => Name(entry.Value, name)),
            RangeNode range => Name(range.Start, name) || Name(range.End, name),
            ComparisonTestNode test => Name(test.Operand, name),
            _ => false,
        };

    private static bool Name(Iteration iteration, string name) => Name(iteration.From, name) || Name(iteration.To, name);
}
